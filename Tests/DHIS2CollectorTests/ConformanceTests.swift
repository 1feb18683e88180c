import Catalogue
import Collecting
import CollectorConformance
import Testing

@testable import DHIS2Collector

private let project = "\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0]

@Suite(.serialized) struct ConformanceTests {
    @Test(
        arguments: [
            "oscc.csv", "oscc-no-headings.csv", "oscc-categories.csv", "oscc.json", "oscc.xml", "oscc.adx.xml",
            "registrations.json", "registrations.xml", "registrations.csv",
        ], ConformanceProperty.allCases)
    func itKeepsTo(file: String, property: ConformanceProperty) throws {
        let samples = "\(project)/Plugins/DHIS2Collector/Samples"
        let catalogue = CatalogueFolder(path: "\(project)/Sources/Catalogue/Resources/malaysia-ocsea")
        let mapping = try FileSource("\(samples)/mappings/oscc-attendances.yaml").readAll()
        // Too short to show what memory a long file takes: that is tried by `make collectors`.
        let effort = ConformanceEffort(
            runs: 12, bytes: 40_000, longSample: 1 << 20)
        let suite = CollectorConformance(
            RegisteredCollector(DHIS2Collector.self),
            structure: try catalogue.dataset(try Identifier("oscc-attendances")).structure,
            settings: try CollectorSettings(
                for: DHIS2Collector.description, mapping: MappingFile(name: "m.yaml", bytes: mapping)),
            context: CollectingContext(today: try #require(Day(year: 2026, month: 1, day: 1))),
            samples: [try ConformanceSample(file: "\(samples)/files/\(file)")], effort: effort)
        #expect(try suite.check(property).failures == [])
    }
}
