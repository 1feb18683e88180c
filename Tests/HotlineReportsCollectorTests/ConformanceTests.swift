import CollectorConformance
import CollectorSupport
import Testing

@Suite(.serialized) struct ConformanceTests {
    private static let samples = [
        ShippedSample("reports.csv", for: "hotline-reports"),
        ShippedSample("reports.ndjson", for: "hotline-reports"),
        ShippedSample("laporan.csv", for: "hotline-reports", [("dates", "day-first")]),
        ShippedSample("urls.csv", for: "hotline-urls"),
        ShippedSample("takedowns.csv", for: "takedowns"),
    ]

    @Test(arguments: samples, ConformanceProperty.allCases)
    func itKeepsTo(sample: ShippedSample, property: ConformanceProperty) throws {
        #expect(try hotline.check(property, on: sample).failures == [])
    }
}
