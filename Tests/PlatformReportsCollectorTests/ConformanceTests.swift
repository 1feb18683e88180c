import Collecting
import CollectorConformance
import CollectorSupport
import Testing

@testable import PlatformReportsCollector

/// A shipped file, the dataset that it is for, options, and the period where the file does not say it.
private struct Shipped: CustomTestStringConvertible {
    let file: String
    let dataset: String
    var options: [(name: String, value: String)] = []
    var coverage: String?

    static let all = [
        Shipped(file: "cybertips.csv", dataset: "platform-reports"),
        Shipped(file: "ncmec-countries.csv", dataset: "cybertips-yearly"),
        Shipped(file: "ncmec-contents.csv", dataset: "cybertip-kinds"),
        Shipped(file: "meta.csv", dataset: "content-actioned"),
        Shipped(file: "tiktok.csv", dataset: "videos-removed", options: [("policy", "all")]),
        Shipped(file: "discord.csv", dataset: "platform-reports", coverage: "2023-10..2023-12"),
        Shipped(file: "dsa.csv", dataset: "statements-of-reasons"),
        Shipped(file: "dsa-light.csv", dataset: "statements-of-reasons"),
    ]

    var testDescription: String { file }
}

@Suite(.serialized) struct ConformanceTests {
    @Test(arguments: Shipped.all, ConformanceProperty.allCases)
    fileprivate func itKeepsTo(shipped: Shipped, property: ConformanceProperty) throws {
        let today = try #require(Day(year: 2026, month: 1, day: 1))
        let suite = CollectorConformance(
            RegisteredCollector(PlatformReportsCollector.self), structure: try structure(shipped.dataset),
            settings: try CollectorSettings(for: PlatformReportsCollector.description, options: shipped.options),
            context: CollectingContext(today: today, coverage: shipped.coverage.flatMap { PeriodRange($0) }),
            samples: [ConformanceSample(name: shipped.file, bytes: try sample(shipped.file))], effort: .ofEachSample)
        #expect(try suite.check(property).failures == [])
    }
}
