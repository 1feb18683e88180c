import Catalogue
import Collecting
import CollectorConformance
import CollectorSupport
import Testing

@testable import TabularCollector

@Suite(.serialized) struct ConformanceTests {
    private func suite() throws -> CollectorConformance {
        let folder = ShippedFiles.samples(of: "TabularCollector")
        let name = "police-crimes"
        let dataset = try CatalogueFolder(path: folder).dataset(try Identifier(name))
        let mapping = try FileSource("\(folder)/mappings/\(name).yaml").readAll()
        return CollectorConformance(
            RegisteredCollector(TabularCollector.self), structure: dataset.structure,
            settings: try settings(MappingFile(name: "m.yaml", bytes: mapping)),
            context: CollectingContext(today: try day(2026, 1, 1)),
            samples: [try ConformanceSample(file: "\(folder)/files/\(name).csv")],
            effort: ConformanceEffort(runs: 40, bytes: 200_000, longSample: 10 << 20))
    }

    @Test(arguments: ConformanceProperty.allCases)
    func itKeepsTo(property: ConformanceProperty) throws {
        #expect(try suite().check(property).failures == [])
    }
}
