import Spreadsheets
import TestSupport
import Testing

@Suite struct ReadingTests {
    @Test func everyKindOfCellIsRead() throws {
        let parts = Parts(
            rows: """
                <row r="2" spans="1:9"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>
                <c r="C2" t="inlineStr"><is><t xml:space="preserve"> in </t></is></c>
                <c r="D2"><v>12</v></c><c r="E2"><v>1.2E1</v></c><c r="F2"><v>-0.5</v></c><c r="G2" t="b"><v>1</v></c>
                <c r="H2" t="e"><v>#REF!</v></c><c r="I2" t="str"><f>A2&amp;""</f><v>a_x000D_b_x00_</v></c></row>
                <row><c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c/><c s="1"/><c t="s"/><c><v/></c></row>
                <row r="9"><c r="C9" s="1"><v>45366</v></c><c r="D9" s="2"><v>45366.75</v></c><c r="E9" s="3"><v>45366</v></c>
                <c r="F9" s="1"><v>0.5</v></c><c r="G9" t="d"><v>2024-03-15T00:00:00</v></c><c r="H9" s="99"><v>3</v></c></row>
                """,
            shared: """
                <si><t>plain &amp; simple</t></si>\
                <si><r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>
                """,
            styles: """
                <numFmts><numFmt numFmtId="164" formatCode="[$-409]mmm\\-yy;@"/><numFmt numFmtId="165" formatCode="0&quot; days&quot;"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
                """)
        let expected: [(String, CellValue)] = [
            ("A2 ", .text("plain & simple")), ("B2 ", .text("rich")), ("C2 ", .text(" in ")), ("D2 ", .number(12)),
            ("E2 ", .number(12)), ("F2 ", .number(-0.5)), ("G2 ", .boolean(true)), ("H2 ", .error("#REF!")),
            ("I2 =", .text("a\rb_x00_")), ("A3 =", .empty), ("B3 =", .number(2)), ("C9 ", .date("2024-03-15")),
            ("D9 ", .date("2024-03-15")), ("E9 ", .number(45_366)), ("F9 ", .number(0.5)),
            ("G9 ", .date("2024-03-15")), ("H9 ", .number(3)),
        ]
        #expect(try cells(parts.bytes) == expected.map { "\($0)\($1)" })
    }

    @Test(arguments: [
        (1, false, "1900-01-01"), (59, false, "1900-02-28"), (60, false, "1900-02-28"), (61, false, "1900-03-01"),
        (45_366, false, "2024-03-15"), (2_958_465, false, "9999-12-31"), (1, true, "1904-01-02"),
        (43_904, true, "2024-03-15"),
    ])
    func daysAreCountedFromEitherYear(number: Int, from1904: Bool, day: String) throws {
        let parts = Parts(
            rows: "<row><c s='0'><v>\(number)</v></c></row>", styles: "<cellXfs><xf numFmtId='14'/></cellXfs>",
            workbook: "<workbookPr date1904='\(from1904 ? 1 : 0)'/>")
        #expect(try cells(parts.bytes) == ["A1 \(CellValue.date(day))"])
    }

    @Test(arguments: [
        ("yyyy-mm-dd", true), ("mmm", true), ("d/m;@", true), ("[h]:mm", false), ("mm:ss", false), ("General", false),
        ("0.00", false), ("\"day\" 0", false), ("\\d0", false), ("[Red]0", false), ("@", false), ("#,##0", false),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", true), ("DD.MM.YYYY", true),
    ])
    func formatsOfDatesAreKnown(code: String, isDate: Bool) throws {
        let written = code.replacing("\"", with: "&quot;")
        let parts = Parts(
            rows: "<row><c s='0'><v>40000</v></c></row>",
            styles:
                "<numFmts><numFmt numFmtId='170' formatCode=\"\(written)\"/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs>"
        )
        let value = isDate ? CellValue.date("2009-07-06") : .number(40_000)
        #expect(try cells(parts.bytes) == ["A1 \(value)"])
    }

    @Test func otherSpellingsOfTheSameAreRead() throws {
        // Prefixes, the namespaces of the strict format, names in another case and with the other slash.
        var parts = Parts(rows: "")
        parts["xl/worksheets/sheet1.xml"] =
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?><x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t><![CDATA[a<b]]></x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='A1:B2'/></x:mergeCells></x:worksheet>"
        parts.parts = parts.parts.map { (name, text) in
            (name == "xl/worksheets/sheet1.xml" ? "XL\\Worksheets\\Sheet1.xml" : name, text)
        }
        #expect(try cells(parts.bytes) == ["A1 \(CellValue.text("a<b"))"])
    }

    @Test func sheetsWithoutCellsAreNamedAndEmpty() throws {
        var parts = Parts(rows: "<row><c><v>1</v></c></row>")
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replacing(
            "/worksheet'", with: "/chartsheet'")
        let reader = try WorkbookReader(parts.bytes)
        #expect(try reader.rows(of: reader.sheets[0]).isEmpty)
    }

    @Test func macrosAreLeftAlone() throws {
        var parts = Parts(rows: "<row><c><v>1</v></c></row>")
        parts.parts.append(("xl/vbaProject.bin", "\u{1}"))
        #expect(try WorkbookReader(parts.bytes).hasMacros)
        #expect(try cells(parts.bytes) == ["A1 \(CellValue.number(1))"])
    }

    @Test func readingStopsWhenEnoughIsRead() throws {
        let parts = Parts(rows: String(repeating: "<row><c><v>1</v></c></row>", count: 10_000) + "<broken")
        let reader = try WorkbookReader(parts.bytes)
        final class Seen { var rows = 0 }
        let seen = Seen()
        try reader.readRows(of: reader.sheets[0]) { _ in
            seen.rows += 1
            return seen.rows < 3
        }
        #expect(seen.rows == 3)
        #expect(throws: SpreadsheetError.self) { try reader.rows(of: reader.sheets[0]) }
    }
}
