import Spreadsheets
import TestSupport
import Testing

@Suite struct WritingTests {
    @Test func whatIsWrittenIsReadAgain() throws {
        let bytes = try sample().bytes()
        let reader = try WorkbookReader(bytes)
        #expect(reader.sheets.map(\.name) == ["Code's", "By state"])
        #expect(reader.sheets.map(\.isHidden) == [true, false])
        #expect(reader.names["FORM_PLACE"] == "'By state'!$A$1")
        #expect(!reader.hasMacros)
        let rows = try reader.rows(of: reader.sheets[1])
        #expect(rows.map(\.number) == [1, 2, 3, 4, 5])
        #expect(rows[0].cells == [SheetCell(column: 1, value: .text("LINDUNG"))])
        #expect(
            rows[1].cells == [
                SheetCell(column: 2, value: .text("=not a formula <&> \u{1} “é”")),
                SheetCell(column: 3, value: .number(9_007_199_254_740_992)),
            ])
        #expect(rows[2].cells == [SheetCell(column: 3, value: .number(0.25))])
        #expect(rows[3].cells == [SheetCell(column: 3, value: .number(7), isFormula: true)])
        #expect(rows[4].cells == [SheetCell(column: 3, value: .text("no"), isFormula: true)])
    }

    @Test func theSameWorkbookHasTheSameBytes() throws {
        let first = try sample().bytes()
        #expect(try sample().bytes() == first)
        var other = try sample()
        other.properties.created += 1
        #expect(try other.bytes() != first)
    }

    @Test func whatNoWorkbookCanHoldIsRefused() throws {
        var workbook = Workbook()
        #expect(throws: SpreadsheetError.self) { try workbook.bytes() }
        workbook.sheets = [try Sheet("A"), try Sheet("a")]
        #expect(throws: SpreadsheetError.self) { try workbook.bytes() }
        workbook.sheets = [try Sheet("A")]
        workbook.sheets[0].set(1, 1, .number(1 << 54))
        #expect(throws: SpreadsheetError.self) { try workbook.bytes() }
        workbook.sheets[0].cells = []
        workbook.sheets[0].set(1, 1, .text(String(repeating: "x", count: 32_768)))
        #expect(throws: SpreadsheetError.self) { try workbook.bytes() }
        for name in ["", "a/b", "'a", String(repeating: "x", count: 32), "History"] {
            #expect(throws: SpreadsheetError.self) { try Sheet(name) }
        }
    }

    @Test(arguments: [
        ("By state: all?", "By state- all-"), ("", "Sheet"),
        ("By channel and kind of contact made", "By channel and kind of contact"),
        ("'quoted'", "quoted"), (String(repeating: "é", count: 40), String(repeating: "é", count: 31)),
    ])
    func aNameIsFound(text: String, name: String) throws {
        #expect(Sheet.name(fitting: text) == name)
        #expect(try Sheet(name).name == name)
    }

    @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
    func columnsHaveLetters(column: Int, letters: String) throws {
        #expect(CellReference.letters(ofColumn: column) == letters)
        #expect(try place("\(letters)7") == CellReference(row: 7, column: column))
        #expect(try place("$\(letters.lowercased())$7").description == "\(letters)7")
    }

    @Test(arguments: ["", "A", "1", "A0", "1A", "XFE1", "A1048577", "A1B", "A-1", "Ä1", "A99999999999999999999"])
    func whatIsNoPlaceIsRefused(text: String) { #expect(CellReference(text) == nil) }
}
