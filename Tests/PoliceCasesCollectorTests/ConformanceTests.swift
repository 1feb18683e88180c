import CollectorConformance
import CollectorSupport
import Testing

@Suite(.serialized) struct ConformanceTests {
    private static let samples = [
        ShippedSample("stages.csv", for: "case-stages"),
        ShippedSample("cases.csv", for: "case-stages"),
        ShippedSample("kes.csv", for: "case-stages", [("dates", "day-first")]),
        ShippedSample("funnel.csv", for: "case-stages", [("funnel", "cumulative")]),
        ShippedSample("opened.csv", for: "police-cases"),
    ]

    @Test(arguments: samples, ConformanceProperty.allCases)
    func itKeepsTo(sample: ShippedSample, property: ConformanceProperty) throws {
        #expect(try police.check(property, on: sample).failures == [])
    }
}
