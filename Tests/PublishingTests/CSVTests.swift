import Bytes
import Foundation
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Publishing

/// One line of texts.
private func line(_ texts: [String]) throws -> String {
    var line = CSVLine()
    for text in texts { line.text(text) }
    line.end()
    let sink = MemorySink()
    try line.drain(to: sink, always: true)
    return sink.text
}

@Suite struct CSVLineTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("a b", "a b"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\nlines", "\"two\nlines\""), ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), ("ünï 👩‍👩‍👧", "ünï 👩‍👩‍👧"),
        ("=1+1", "\"'=1+1\""), ("+1", "\"'+1\""), ("-1", "-1"), ("-12.5", "-12.5"), ("-", "\"'-\""),
        ("-1+2", "\"'-1+2\""),
        ("-1.", "\"'-1.\""), ("-1.2.3", "\"'-1.2.3\""), ("@SUM(A1)", "\"'@SUM(A1)\""),
        ("\tx", "\"'\tx\""), ("\rx", "\"'\rx\""), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("1=1", "1=1"), ("a-b", "a-b"),
        ("=", "\"'=\""),
    ])
    func aTextIsQuotedAndNeutralised(text: String, written: String) throws {
        #expect(try line([text, "next"]) == "\(written),next\n")
    }

    @Test(arguments: [(0, "0"), (-17, "-17"), (.max, "9223372036854775807"), (.min, "-9223372036854775808")])
    func aNumberIsLeftAlone(number: Int64, written: String) throws {
        var line = CSVLine()
        line.number(number)
        line.number(nil)
        line.number(number)
        line.end()
        let sink = MemorySink()
        try line.drain(to: sink, always: true)
        #expect(sink.text == "\(written),,\(written)\n")
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func aParserReadsBackWhatWasWritten(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let texts = (0..<20).map { _ in numbers.text() }
        let read = records(try line(texts))
        #expect(read.count == 1)
        for (text, field) in zip(texts, try #require(read.first)) {
            let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
            #expect(field == (isFormula ? "'" + text : text))
        }
        #expect(read.first?.count == texts.count)
    }
}

@Suite struct ReleaseCSVTests {
    private func write(_ release: Release, table: String? = nil) throws -> String {
        let sink = MemorySink()
        var filter = ReleaseFilter()
        filter.table = try table.map { try Identifier($0) }
        try ReleaseCSV(release).write(to: sink, filter)
        #expect(!sink.isCommitted)
        return sink.text
    }

    @Test func aSmallReleaseIsWrittenToTheLetter() throws {
        #expect(
            try write(smallRelease()) == """
                DATASET,TIME_PERIOD,STATE,FORM,OBS_VALUE,MARGIN_95,OBS_STATUS,CONF_STATUS,PROVISIONAL
                cases,2024-01,_T,_T,42,7,E,F,false
                cases,2024-02,_T,_T,-3,7,E,F,true
                cases,2024-01,_T,CALL,30,9,E,F,false
                cases,2024-02,_T,CALL,,,Q,C,true
                cases,2024-01,_T,"'-X@",,,M,F,false
                cases,2024-02,_T,"'-X@",,,M,F,true

                """)
    }

    @Test func oneTableIsWrittenAlone() throws {
        let release = try smallRelease()
        #expect(try records(write(release, table: "national")).count == 3)
        #expect(try records(write(release, table: "form")).count == 7)
        #expect(try records(write(release, table: "none")).count == 1)
    }

    @Test func aLargeReleaseGoesOutInPieces() throws {
        let release = try wideRelease(series: 1000, periods: try #require(PeriodRange("2023-01..2024-12")))
        let sink = ChunkSink()
        try ReleaseCSV(release).write(to: sink)
        #expect(sink.bytes.count > 700_000 && sink.largestWrite < 70_000)
        #expect(records(String(decoding: sink.bytes, as: UTF8.self)).count == 24_001)
    }
}

@Suite struct ExtractCSVTests {
    private func write(_ release: Release, _ columns: ExtractColumns) throws -> String {
        let sink = MemorySink()
        try ExtractCSV(release, columns: columns).write(to: sink)
        return sink.text
    }

    private func column(_ dimension: Int, _ heading: String, labels: Bool = false) -> ExtractColumns.Column {
        ExtractColumns.Column(dimension: dimension, heading: heading, showsLabels: labels)
    }

    @Test func columnsStandInTheOrderAskedForThenTheFigure() throws {
        let release = try smallRelease()
        let parts = try only(release, table: 1, block: 1)
        let columns = ExtractColumns(
            periodHeading: "bulan", columns: [column(1, "borang", labels: true), column(0, "=negeri")])
        #expect(
            try write(parts, columns) == """
                bulan,borang,"'=negeri",OBS_VALUE,MARGIN_95,OBS_STATUS
                2024-01,Calls,_T,30,9,E
                2024-01,"'=1+1",_T,,,M
                2024-02,Calls,_T,,,Q
                2024-02,"'=1+1",_T,,,M

                """)
        let bare = ExtractColumns(periodHeading: nil, columns: [column(1, "FORM")])
        #expect(
            try write(parts, bare).hasPrefix("FORM,OBS_VALUE,MARGIN_95,OBS_STATUS\nCALL,30,9,E\n\"'-X@\",,,M\n"))
    }

    @Test func aTotalIsNeverShownAsALabel() throws {
        let columns = ExtractColumns(periodHeading: nil, columns: [column(1, "FORM", labels: true)])
        let total = try only(smallRelease(), table: 0, block: 0)
        #expect(try write(total, columns) == "FORM,OBS_VALUE,MARGIN_95,OBS_STATUS\n_T,42,7,E\n_T,-3,7,E\n")
    }

    @Test func aLargeReleaseGoesOutInPieces() throws {
        let release = try wideRelease(series: 20_000, periods: try #require(PeriodRange("2024-01")))
        let sink = ChunkSink()
        try ExtractCSV(release, columns: ExtractColumns(periodHeading: "P", columns: [column(0, "D")])).write(to: sink)
        #expect(sink.bytes.count > 300_000 && sink.largestWrite < 70_000)
    }
}
