import Collecting
import CollectorConformance
import CollectorSupport
import Testing

@testable import DHIS2Collector

@Suite(.serialized) struct ConformanceTests {
    @Test(
        arguments: [
            "oscc.csv", "oscc-no-headings.csv", "oscc-categories.csv", "oscc.json", "oscc.xml", "oscc.adx.xml",
            "registrations.json", "registrations.xml", "registrations.csv",
        ], ConformanceProperty.allCases)
    func itKeepsTo(file: String, property: ConformanceProperty) throws {
        let samples = ShippedFiles.samples(of: "DHIS2Collector")
        let mapping = try ShippedFiles.sample("mappings/oscc-attendances.yaml", of: "DHIS2Collector")
        let suite = CollectorConformance(
            RegisteredCollector(DHIS2Collector.self),
            structure: try ShippedFiles.dataset("oscc-attendances"),
            settings: try CollectorSettings(
                for: DHIS2Collector.description, mapping: MappingFile(name: "m.yaml", bytes: mapping)),
            context: CollectingContext(today: try #require(Day(year: 2026, month: 1, day: 1))),
            samples: [try ConformanceSample(file: "\(samples)/files/\(file)")], effort: .ofEachSample)
        #expect(try suite.check(property).failures == [])
    }
}
