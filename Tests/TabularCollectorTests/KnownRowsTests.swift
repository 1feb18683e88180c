import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import TabularCollector

/// Rows read by their bytes beside the same rows read word by word.
@Suite struct KnownRowsTests {
    private static let dimensions = """
        mapping: 1
        dimensions:
          STATE: {column: state, codes: {K.Darul Aman: KDH}, ignoreCase: true, empty: _U}
          FORM: {column: form, others: _O}

        """

    /// Mappings of each way to give periods and counts, with a heading for each.
    private static let mappings: [(mapping: String, columns: [String])] = [
        (plainMapping, ["state", "form", "month", "count"]),
        (dimensions + "period: {column: month}\ncount: rows\n", ["month", "note", "state", "form"]),
        (
            dimensions + "period: {column: day, format: d/M/yyyy}\ncount: {column: count}\n",
            ["form", "state", "day", "count"]
        ),
        (dimensions + "period: {headings: yyyy-MM}\n", ["state", "form", "2024-01", "2024-02", "2024-03"]),
        (
            dimensions + "period: {value: 2024-02}\ncount: {column: count}\nduplicates: add\n",
            ["count", "form", "state"]
        ),
        (
            dimensions
                + "numbers: {decimal: \",\", thousands: \".\"}\nmissing: [n/a]\nperiod: {column: month}\ncount: {column: count}\n",
            ["state", "form", "month", "count"]
        ),
        (
            plainMapping + "missing: [\"9\"]\n", ["state", "form", "month", "count"]
        ),
        (
            plainMapping + "rows:\n  keep: [{column: kind, values: [a, b]}]\n  skip: [{column: 1, startsWith: Tot}]\n",
            ["state", "form", "month", "count", "kind"]
        ),
    ]

    private static func field(_ column: String, _ dice: inout Dice) -> String {
        let isOdd = Int.random(in: 0..<40, using: &dice) == 0
        let words: [String]
        switch column {
        case "state":
            words =
                isOdd
                ? ["NORTH", "Narnia", "", "n/a", "Total", "900101-14-5678", "\u{A0}PNG\u{A0}"]
                : [
                    "KDH", "kdh", "Kedah", "K.Darul Aman", "Johor", " JHR ", "Pulau Pinang", "\"PLS\"",
                    "Tidak diketahui",
                ]
        case "form": words = isOdd ? ["", "x", "_T"] : ["GROOMING", "Sextortion", "\"Lain-lain\"", "Pengantunan"]
        case "month":
            words =
                isOdd ? ["2024-13", "", "2024-11", "2024-01-07"] : ["2024-01", "2024-02", "\"2024-03\"", "2023-12 "]
        case "day":
            words = isOdd ? ["31/2/2024", "", "1/12/2024"] : ["1/1/2024", "05/02/2024", "7/3/2024", "31/12/2023"]
        case "kind": words = ["a", "a", "b", " b", "c", ""]
        case "note": words = ["x", "", "\"two\nlines\"", "\u{A0}", "平台"]
        default:
            words =
                isOdd
                ? [
                    "-1", "1.5", "", "n/a", "9", "1000000001", "99999999999999999999", "1 000", "x", "12.0", "1.000",
                    "1,000",
                ]
                : ["0", "1", "7", "12", "007", "\"3\"", " 4", "1000000000"]
        }
        return words.randomElement(using: &dice) ?? ""
    }

    private static func text(_ columns: [String], _ seed: UInt64) -> [UInt8] {
        var dice = Dice(state: seed)
        let end = seed % 3 == 0 ? "\r\n" : "\n"
        var text = columns.joined(separator: ",") + end
        for _ in 0..<80 {
            var fields = columns.map { field($0, &dice) }
            switch Int.random(in: 0..<60, using: &dice) {
            case 0: fields.removeLast()
            case 1: fields.append("")
            case 2: fields.append("more")
            case 3: fields = fields.map { _ in "" }
            case 4: fields[0] = "\"x"
            case 5: fields[0] = "Total"
            default: break
            }
            text += fields.joined(separator: ",") + end
        }
        if seed % 2 == 0 { text.removeLast(1) }
        return Array(text.utf8)
    }

    private func read(_ bytes: [UInt8], _ mapping: String, known: Bool, coverage: PeriodRange?) throws -> Recording {
        var collector = try collector(mapping)
        collector.readsKnownRows = known
        return try TabularCollectorTests.read(
            MemorySource(bytes, name: "f.csv"), by: collector, for: try testStructure.get(),
            CollectingContext(today: try day(2024, 6, 15), coverage: coverage))
    }

    @Test(arguments: mappings.indices)
    func knownRowsAreReadAsWordByWord(place: Int) throws {
        let (mapping, columns) = KnownRowsTests.mappings[place]
        let (first, last) = (try #require(Period("2024-01")), try #require(Period("2024-03")))
        for seed in UInt64(0)..<12 {
            let bytes = KnownRowsTests.text(columns, seed)
            let coverage = seed % 4 == 0 ? PeriodRange(first, last) : nil
            let slowly = try read(bytes, mapping, known: false, coverage: coverage)
            let quickly = try read(bytes, mapping, known: true, coverage: coverage)
            #expect(quickly == slowly, "seed \(seed)")
            #expect(!slowly.counts.isEmpty, "seed \(seed)")
        }
    }

    /// More spellings than are remembered, and longer ones.
    @Test func whatIsNotRememberedIsReadToo() throws {
        var text = heading
        for row in 0..<20_000 {
            let form = "form number \(row)" + String(repeating: "x", count: row % 300)
            text += "KDH,\(form),2024-01,\(row % 7)\n"
        }
        let mapping =
            plainMapping.replacing("FORM: {column: form}", with: "FORM: {column: form, others: _O}")
            + "duplicates: add\n"
        let recording = try read(Array(text.utf8), mapping, known: true, coverage: nil)
        #expect(recording.findings.isEmpty)
        #expect(recording.counts.count == 20_000)
        #expect(recording.counts.map(\.count) == (0..<20_000).map { Int64($0 % 7) })
    }
}
