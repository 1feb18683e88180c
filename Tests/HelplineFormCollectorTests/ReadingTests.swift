import Collecting
import CollectorSupport
import Testing

@testable import HelplineFormCollector

private let expected = [
    "2024-03 [2, 0, 0] [1, -1, -1] 2", "2024-03 [2, 0, 0] [3, -1, -1] 3", "2024-03 [2, 0, 0] [4, -1, -1] 1",
    "2024-03 [1, 1, 0] [0, 1, -1] 2", "2024-03 [1, 1, 0] [3, 0, -1] 3", "2024-03 [1, 1, 0] [4, 0, -1] 1",
    "2024-03 [0, 0, 1] [-1, -1, 0] 6", "2024-03 [0, 0, 1] [-1, -1, 1] 1",
]

@Suite struct ReadingTests {
    private func expectWhole(_ bytes: [UInt8], _ what: String) throws {
        for chunk in [1, 7, .max] {
            let read = try collect(bytes, chunk: chunk)
            #expect(read.findings.isEmpty, "\(what): \(read.findings)")
            #expect(read.observations == expected, "\(what)")
            #expect(read.covered == [march], "\(what)")
        }
    }

    @Test func aFilledFormIsItsCounts() throws {
        try expectWhole(Sheet.filled().bytes, "as it is")
        try expectWhole(Array(Sheet.filled().text(separator: ";").utf8), "semicolons")
        try expectWhole(Array(Sheet.filled().text(separator: "\t", end: "\n").utf8), "tabs, LF")
        try expectWhole(Array("\r\n\n".utf8) + Sheet.filled().bytes.dropFirst(3), "blank lines before")
        try expectWhole(Array(Sheet.filled().bytes.dropLast(2)), "no line end at the end")
        let quoted = try Sheet.filled().text().split(separator: "LINDUNG-FORM,1").joined()
        try expectWhole(Array("\"LINDUNG-FORM\",\"1\"\(quoted)".utf8), "quoted head")
    }

    @Test func whatSpreadsheetProgramsDoToAFormIsUndone() throws {
        let sheet = try Sheet.filled()
        var wide = sheet
        for row in wide.rows.indices { wide.rows[row] += ["", " "] }
        wide.rows.insert(contentsOf: [["", "", "", "", "", ""], [""]], at: 9)
        try expectWhole(wide.bytes, "empty columns and rows")
        var narrow = sheet
        for row in narrow.rows.indices where narrow.rows[row][4].isEmpty { narrow.rows[row].removeLast() }
        try expectWhole(narrow.bytes, "empty cells at the end cut off")
        var turned = sheet
        turned.rows = [sheet.rows[0]] + sheet.rows.dropFirst().reversed()
        try expectWhole(turned.bytes, "rows turned round")
        var marked = sheet
        for row in 7..<marked.rows.count where !marked.rows[row][4].isEmpty { marked.rows[row][4] += ".0" }
        try expectWhole(marked.bytes, "12.0")
        var loose = sheet
        for row in 7..<loose.rows.count {
            loose.rows[row] = loose.rows[row].map { " \($0.lowercased())\u{A0}" }
            loose.rows[row][1] = loose.rows[row][1].split(separator: ";").joined(separator: " ; ")
        }
        try expectWhole(loose.bytes, "spaces and small letters")
    }

    @Test func labelsMayBeInAnyEncodingAndAreNotRead() throws {
        var sheet = try Sheet.filled()
        let line = sheet.line("state", "STATE=KDH") - 1
        sheet.rows[line][2] = "Kedah~"
        sheet.rows[line][3] = ""
        for byte in [0x81, 0x96, 0xE9, 0xFF] as [UInt8] {
            let bytes = sheet.text().utf8.map { $0 == UInt8(ascii: "~") ? byte : $0 }
            try expectWhole(bytes, "byte \(byte)")
        }
    }

    @Test(arguments: [
        ("1,204", 1204), ("1 204", 1204), ("1\u{A0}204", 1204), (" 12 ", 12), ("12.0", 12), ("12.00", 12), ("+3", 3),
        ("1,204.0", 1204), ("007", 7), ("999999999", 999_999_999), ("1000000000", 1_000_000_000), ("", 0), ("0", 0),
    ])
    func aCountMayBeWrittenInManyWays(text: String, count: Int64) throws {
        let small = try smallStructure()
        let national = try small.replacing(tables: [small.tables[0], small.tables[1]], protection: small.protection)
        var sheet = try Sheet(national)
        sheet["state", "STATE=KDH"] = text
        sheet["state", "STATE=JHR"] = "5"
        let read = try collect(sheet.bytes, national)
        #expect(read.errors.isEmpty)
        #expect(read.observations.first?.hasSuffix(" \(count == 0 ? 5 : count)") == true)
        #expect(read.observations.count == (count == 0 ? 1 : 2))
    }

    @Test(arguments: ["YES", "yes", "Ya", "y", " YA "])
    func nothingToReportIsANilReturn(answer: String) throws {
        var sheet = try Sheet(smallStructure())
        sheet["NIL", nil] = answer
        let read = try collect(sheet)
        #expect(read.findings.isEmpty)
        #expect(read.covered == ["2024-03 nil"] && read.observations.isEmpty)
        // Then nothing else is needed.
        sheet.rows = Array(sheet.rows.prefix(5))
        #expect(try collect(sheet).covered == ["2024-03 nil"])
        sheet["NIL", nil] = "no"
        #expect(try collect(sheet).errors.first == "missing-row -:-")
    }

    @Test func whatWasDeclaredMayBeSaidOnceMore() throws {
        #expect(try collect(Sheet.filled(), period: march).covered == [march])
        #expect(try collect(Sheet.filled(), coverage: "2024-01..2024-03").covered == [march])
    }
}
