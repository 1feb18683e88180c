import Catalogue
import Collecting
import CollectorConformance
import Testing

@testable import HotlineReportsCollector

/// A shipped file, the dataset that it is for, and options.
private struct Shipped: CustomTestStringConvertible {
    let file: String
    let dataset: String
    var options: [(name: String, value: String)] = []

    static let all = [
        Shipped(file: "reports.csv", dataset: "hotline-reports"),
        Shipped(file: "reports.ndjson", dataset: "hotline-reports"),
        Shipped(file: "laporan.csv", dataset: "hotline-reports", options: [(name: "dates", value: "day-first")]),
        Shipped(file: "urls.csv", dataset: "hotline-urls"),
        Shipped(file: "takedowns.csv", dataset: "takedowns"),
    ]

    var testDescription: String { file }
}

@Suite(.serialized) struct ConformanceTests {
    @Test(arguments: Shipped.all, ConformanceProperty.allCases)
    fileprivate func itKeepsTo(shipped: Shipped, property: ConformanceProperty) throws {
        // Too short to show what memory a long file takes: that is tried by `make collectors`.
        let effort = ConformanceEffort(
            runs: 12, bytes: 40_000, longSample: 1 << 20)
        let suite = CollectorConformance(
            RegisteredCollector(HotlineReportsCollector.self), structure: try dataset(shipped.dataset),
            settings: try CollectorSettings(for: HotlineReportsCollector.description, options: shipped.options),
            context: CollectingContext(today: try #require(Day(year: 2026, month: 6, day: 15))),
            samples: [ConformanceSample(name: shipped.file, bytes: try sample(shipped.file))], effort: effort)
        #expect(try suite.check(property).failures == [])
    }
}
