import Collecting
import CollectorConformance
import Testing

@testable import HelplineFormCollector

@Suite(.serialized) struct ConformanceTests {
    @Test(arguments: ConformanceProperty.allCases)
    func itKeepsTo(property: ConformanceProperty) throws {
        let suite = CollectorConformance(
            RegisteredCollector(HelplineFormCollector.self), structure: try smallStructure(),
            context: CollectingContext(today: try #require(Day(year: 2024, month: 6, day: 15))),
            samples: [ConformanceSample(name: "form.csv", bytes: try Sheet.filled().bytes)],
            effort: ConformanceEffort(runs: 24, bytes: 100_000, longSample: 10 << 20))
        #expect(try suite.check(property).failures == [])
    }
}
