import Collecting
import Testing

/// Keeps findings; a context gives nothing else.
private struct Findings: CollectingSink {
    var findings: [Finding] = []

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {}
    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {}
    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark { UnitMark(0, 0, 0, 0) }
    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {}
    mutating func cover(_ period: Period, isNil: Bool) {}
    mutating func report(_ finding: Finding) { findings.append(finding) }
}

@Suite struct PlaceTests {
    private let row = Finding.Location(file: "f.csv", row: 3, column: 2)

    /// The period placed, or the kind of the finding.
    private func place(_ written: String, coverage: String? = nil) throws -> String {
        let context = CollectingContext(
            today: try #require(Day(year: 2024, month: 6, day: 15)),
            coverage: try coverage.map { try #require(PeriodRange($0)) })
        var sink = Findings()
        let placed = context.place(try #require(Period(written)), frequency: .monthly, at: row, into: &sink)
        #expect(sink.findings.count == (placed == nil ? 1 : 0))
        return placed?.description ?? sink.findings[0].kind.rawValue
    }

    @Test(
        arguments: [
            ("2024-03", nil, "2024-03"), ("2024-03-15", nil, "2024-03"), ("2024-06", nil, "2024-06"),
            ("2024", nil, "coarse-period"), ("2024-W09", nil, "coarse-period"), ("2024-07", nil, "future-period"),
            ("2024-06-16", nil, "future-period"), ("2024-03", "2024-03", "2024-03"),
            ("2024-03-31", "2024-02..2024-03", "2024-03"), ("2024-04", "2024-03", "outside-coverage"),
            ("2024-01-31", "2024-02..2024-03", "outside-coverage"), ("2024-07", "2024-03", "future-period"),
        ] as [(String, String?, String)])
    func aPeriodIsPlacedOrRefused(written: String, coverage: String?, expected: String) throws {
        #expect(try place(written, coverage: coverage) == expected)
    }

    @Test func aPeriodOutsideSaysBoth() throws {
        let context = CollectingContext(
            today: try #require(Day(year: 2024, month: 6, day: 15)), coverage: PeriodRange("2024-03"))
        var sink = Findings()
        _ = context.place(try #require(Period("2024-04")), frequency: .monthly, at: row, into: &sink)
        let message = try #require(sink.findings.first?.message)
        #expect(
            message.english.hasPrefix("this row is for 2024-04, but the submission was declared for 2024-03"))
        #expect(message[.malay].hasPrefix("baris ini untuk 2024-04"))
    }
}
