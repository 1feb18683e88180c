import Spreadsheets
import TestSupport
import Testing

/// A workbook as its parts, to be changed before it is put together.
struct Parts {
    var parts: [(String, String)]

    /// A workbook of one sheet with these rows, and whatever else.
    init(rows: String, shared: String = "", styles: String = "", workbook: String = "") {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts = [
            (
                "_rels/.rels",
                "<Relationships xmlns='\(package)'><Relationship Id='rId1' Type='\(links)/officeDocument' Target='xl/workbook.xml'/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<workbook xmlns='\(main)' xmlns:r='\(links)'>\(workbook)<sheets><sheet name='One' sheetId='1' r:id='rId1'/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns='\(package)'>\
                <Relationship Id='rId1' Type='\(links)/worksheet' Target='worksheets/sheet1.xml'/>\
                <Relationship Id='rId2' Type='\(links)/styles' Target='/xl/styles.xml'/>\
                <Relationship Id='rId3' Type='\(links)/sharedStrings' Target='./x/../sharedStrings.xml'/>\
                <Relationship Id='rId4' Type='\(links)/externalLinkPath' Target='file:///etc/passwd' TargetMode='External'/>\
                </Relationships>
                """
            ),
            ("xl/worksheets/sheet1.xml", "<worksheet xmlns='\(main)'><sheetData>\(rows)</sheetData></worksheet>"),
            ("xl/styles.xml", "<styleSheet xmlns='\(main)'>\(styles)</styleSheet>"),
            ("xl/sharedStrings.xml", "<sst xmlns='\(main)'>\(shared)</sst>"),
        ]
    }

    var bytes: [UInt8] { ZipFile(parts).bytes }

    subscript(name: String) -> String {
        get { parts.first { $0.0 == name }?.1 ?? "" }
        set { parts = parts.map { $0.0 == name ? ($0.0, newValue) : $0 } }
    }
}

/// The cells of the first sheet: `A1` and so on, with `=` before what a formula gives.
func cells(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) throws -> [String] {
    let reader = try WorkbookReader(bytes, limits: limits)
    let sheet = try #require(reader.sheets.first)
    return try reader.rows(of: sheet).flatMap { row in
        try row.cells.map { cell in
            let place = try #require(CellReference(row: row.number, column: cell.column))
            return "\(place) \(cell.isFormula ? "=" : "")\(cell.value)"
        }
    }
}

func place(_ text: String) throws -> CellReference { try #require(CellReference(text)) }

func range(_ first: String, _ last: String) throws -> CellRange { try #require(CellRange(place(first), place(last))) }

/// A workbook with one of everything.
func sample() throws -> Workbook {
    var workbook = Workbook()
    workbook.properties.title = "Counts & notes"
    var sheet = try Sheet("By state")
    sheet.columns = [Sheet.Column(width: 9, isHidden: true), Sheet.Column(width: 30), Sheet.Column(width: 12)]
    sheet.hiddenRows = [1]
    sheet.rowHeights = [3: 40]
    sheet.set(1, 1, .text("LINDUNG"))
    sheet.set(2, 2, .text("=not a formula <&> \u{1} “é”"), style: .heading)
    sheet.set(2, 3, .number(9_007_199_254_740_992), style: .locked)
    sheet.set(3, 3, .decimal(0.25))
    sheet.set(4, 3, .formula("=SUM(C2:C3)", value: 7), style: .locked)
    sheet.set(5, 3, .textFormula("=IF(C4>1,\"yes\",\"no\")", value: "no"))
    sheet.set(6, 3, .blank, style: .input)
    sheet.validations = [
        Validation(
            try range("C6", "C9"), .wholeNumber(0...100), hint: .init("Count", "A whole number"),
            refusal: .init("No", "Whole numbers alone")),
        Validation(CellRange(try place("D6")), .list(["YES", "NO"])),
    ]
    sheet.conditions = [Sheet.Condition(try range("C6", "C9"), formula: "=$C$4<>7", style: .warning)]
    (sheet.frozenRows, sheet.frozenColumns, sheet.isProtected) = (2, 2, true)
    (sheet.isLandscape, sheet.repeatedRows, sheet.footer) = (true, 2, "A & B")
    sheet.tabColor = 0x12466B
    sheet.showsGrid = false
    sheet.selected = try place("C6")
    var hidden = try Sheet("Code's")
    hidden.isHidden = true
    hidden.set(1, 1, .text("x"))
    workbook.sheets = [hidden, sheet]
    workbook.names = [Workbook.DefinedName("FORM_PLACE", formula: "=\(sheet.prefix)$A$1")]
    return workbook
}
