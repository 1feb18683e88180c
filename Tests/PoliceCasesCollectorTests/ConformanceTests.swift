import Catalogue
import Collecting
import CollectorConformance
import Testing

@testable import PoliceCasesCollector

/// A shipped file, the dataset that it is for, and options.
private struct Shipped: CustomTestStringConvertible {
    let file: String
    let dataset: String
    var options: [(name: String, value: String)] = []

    static let all = [
        Shipped(file: "stages.csv", dataset: "case-stages"),
        Shipped(file: "cases.csv", dataset: "case-stages"),
        Shipped(file: "kes.csv", dataset: "case-stages", options: [(name: "dates", value: "day-first")]),
        Shipped(file: "funnel.csv", dataset: "case-stages", options: [(name: "funnel", value: "cumulative")]),
        Shipped(file: "opened.csv", dataset: "police-cases"),
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
            RegisteredCollector(PoliceCasesCollector.self), structure: try dataset(shipped.dataset),
            settings: try CollectorSettings(for: PoliceCasesCollector.description, options: shipped.options),
            context: CollectingContext(today: try #require(Day(year: 2026, month: 6, day: 15))),
            samples: [ConformanceSample(name: shipped.file, bytes: try sample(shipped.file))], effort: effort)
        #expect(try suite.check(property).failures == [])
    }
}
