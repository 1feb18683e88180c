import Collecting
import CollectorSupport
import Testing

@testable import DHIS2Collector

@Suite struct PeriodTests {
    @Test(arguments: [
        ("2024", "2024"), ("202401", "2024-01"), ("2017-01", "2017-01"), ("20240315", "2024-03-15"),
        ("2024-03-15", "2024-03-15"), ("2024Q1", "2024-Q1"), ("2024W5", "2024-W05"), ("2024W05", "2024-W05"),
        ("2020W53", "2020-W53"), ("2024-01-01/P1M", "2024-01"), ("2021-01-01/P3M", "2021-Q1"),
        ("2021-10-01/P3M", "2021-Q4"), ("2024-01-01/P1Y", "2024"), ("2024-02-26/P7D", "2024-W09"),
        ("2024-02-29/P1D", "2024-02-29"), ("2024-02-26/P1W", "2024-W09"), ("2024-01-01/P12M", "2024"),
    ])
    func periodsThatHaveAFrequency(text: String, period: String) throws {
        #expect(try DHIS2Period(text) == .period(#require(Period(period))))
    }

    @Test(arguments: [
        ("2024S1", DHIS2Period.Kind.halfYear), ("2024AprilS2", .halfYear), ("2024NovS1", .halfYear),
        ("2024April", .otherYear), ("2024July", .otherYear), ("2024Oct", .otherYear), ("2024Nov", .otherYear),
        ("2024Feb", .otherYear), ("2024Aug", .otherYear), ("2024Sep", .otherYear), ("2024WedW5", .otherWeek),
        ("2024SunW52", .otherWeek), ("2024BiW12", .twoWeeks), ("202401B", .twoMonths), ("2024NovQ1", .otherQuarter),
        ("2024-04-01/P1Y", .otherYear), ("2024-02-01/P3M", .otherQuarter), ("2024-01-01/P6M", .halfYear),
        ("2024-02-27/P7D", .otherWeek), ("2024-01-01/P2M", .twoMonths), ("2024-01-01/P14D", .twoWeeks),
        ("2024-01-01/P4M", .fourMonths),
    ])
    func periodsThatHaveNone(text: String, kind: DHIS2Period.Kind) { #expect(DHIS2Period(text) == .other(kind)) }

    @Test(arguments: [
        "", "24", "202413", "2024Q5", "2024Q", "2024W54", "2023W53", "20240230", "2024-1", "Q12024", "2024S3",
        "2024April1",
        "2024-01-02/P1M", "2024-01-01/", "2024-01-01/P", "2024-13-01/P1M", "2024 01", "2024-Q1", "1024x", "20241W",
        "2024-01-01T00:00", "/P1M", "202401/P1M", "2024WedW0", "999999999999",
    ])
    func textsThatAreNone(text: String) { #expect(DHIS2Period(text) == nil) }

    @Test func aPeriodOfNoFrequencyIsSaidAndNotSplit() throws {
        let read = try collect(json(["first 2024S1 ua cx 6"]))
        #expect(read.observations.isEmpty)
        let finding = try #require(read.findings.first)
        #expect(finding.message.english.contains("half a year") && finding.message.english.contains("202403"))
        #expect(read.wrongRows.first == "coarse-period 2")
    }
}
