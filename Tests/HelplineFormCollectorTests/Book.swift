import Collecting
import CollectorSupport
import TestSupport
import Testing

@testable import HelplineFormCollector

/// A form as the cells of its sheets, to be filled in, changed and written as programs write it.
struct Book {
    enum Cell: Hashable {
        case none
        case text(String)
        case number(String)
        case date(Int)
        case error(String)
        case formula(String, value: String?, isText: Bool = false)
    }

    struct Page {
        var name: String
        var isHidden = false
        var rows: [[Cell]]
    }

    /// Who wrote the file.
    enum Writer: CaseIterable {
        /// Shared texts, a place at every cell, the default namespace.
        case excel
        /// The same with its own attributes, empty cells with styles, an XML declaration with other spacing.
        case libreOffice
        /// Text in the cells, no places, prefixes.
        case library
    }

    var pages: [Page]
    var extras: [(String, String)] = []

    init(_ structure: DatasetStructure, _ period: String = march, language: Language = .english) throws {
        let form = FormWorkbook(FormLayout(structure), period: try month(period), language: language)
        pages = try form.workbook().sheets.map { sheet in
            let depth = sheet.cells.map(\.place.row).max() ?? 0
            var rows = [[Cell]](repeating: [], count: depth)
            for cell in sheet.cells {
                while rows[cell.place.row - 1].count < cell.place.column { rows[cell.place.row - 1].append(.none) }
                rows[cell.place.row - 1][cell.place.column - 1] = Book.cell(cell.content)
            }
            return Page(name: sheet.name, rows: rows)
        }
    }

    private static func cell(_ content: Spreadsheets.Sheet.Content) -> Cell {
        switch content {
        case .blank: .none
        case .text(let text): .text(text)
        case .number(let number): .number("\(number)")
        case .decimal(let number): .number("\(number)")
        case .formula(let formula, let value): .formula(formula, value: "\(value)")
        case .textFormula(let formula, let value): .formula(formula, value: value, isText: true)
        }
    }

    /// The form of the small structure with the counts of `Sheet.filled()`.
    static func filled(language: Language = .english) throws -> Book {
        var book = try Book(smallStructure(), language: language)
        for row in try Sheet.filled().rows where !row[4].isEmpty && row[0] != "TABLE" && row[0] != "NIL" {
            try book.set("\(row[0]) \(row[1])", .number(row[4]))
        }
        return book
    }

    /// Where the row of a code stands: page and row from 0.
    func find(_ code: String) throws -> (page: Int, row: Int) {
        for (page, content) in pages.enumerated() {
            for (row, cells) in content.rows.enumerated() where cells.first == .text(code) { return (page, row) }
        }
        throw Unusable("no row \(code)")
    }

    mutating func set(_ code: String, _ cell: Cell, column: Int = 3) throws {
        let (page, row) = try find(code)
        while pages[page].rows[row].count <= column { pages[page].rows[row].append(.none) }
        pages[page].rows[row][column] = cell
    }

    func bytes(_ writer: Writer = .excel) -> [UInt8] {
        ZipFile(Parts(self, writer).parts + extras).bytes
    }

    /// The parts of the file.
    private struct Parts {
        var parts: [(String, String)] = []
        private var texts: [String] = []
        private let writer: Writer

        init(_ book: Book, _ writer: Writer) {
            self.writer = writer
            let x = writer == .library ? "x:" : ""
            let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            let head =
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\(writer == .libreOffice ? "\n" : "\r\n")"
            let root = writer == .library ? "xmlns:x='\(space)'" : "xmlns=\"\(space)\""
            let targets = book.pages.indices.map { "worksheets/sheet\($0 + 1).xml" }
            var sheets = ""
            for (place, page) in book.pages.enumerated() {
                sheets +=
                    "<\(x)sheet name=\"\(Parts.escaped(page.name))\" sheetId=\"\(place + 7)\" state=\"\(page.isHidden ? "hidden" : "visible")\" r:id=\"rId\(place + 3)\"/>"
                parts.append(
                    (
                        "xl/\(targets[place])",
                        "\(head)<\(x)worksheet \(root)><\(x)sheetPr filterMode=\"false\"/><\(x)sheetData>\(rows(page, x))</\(x)sheetData></\(x)worksheet>"
                    ))
            }
            let shared = texts.map { "<si><t xml:space=\"preserve\">\(Parts.escaped($0))</t></si>" }.joined()
            let relation = { (id: Int, kind: String, target: String) in
                "<Relationship Id=\"rId\(id)\" Type=\"\(links)/\(kind)\" Target=\"\(target)\"/>"
            }
            let package = "http://schemas.openxmlformats.org/package/2006/relationships"
            parts += [
                (
                    "_rels/.rels",
                    "\(head)<Relationships xmlns=\"\(package)\">\(relation(1, "officeDocument", "xl/workbook.xml"))</Relationships>"
                ),
                (
                    "xl/workbook.xml",
                    "\(head)<\(x)workbook \(root) xmlns:r=\"\(links)\"><\(x)sheets>\(sheets)</\(x)sheets></\(x)workbook>"
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    "\(head)<Relationships xmlns=\"\(package)\">"
                        + targets.enumerated().map { relation($0 + 3, "worksheet", $1) }.joined()
                        + relation(1, "styles", "styles.xml") + relation(2, "sharedStrings", "sharedStrings.xml")
                        + "</Relationships>"
                ),
                (
                    "xl/styles.xml",
                    "\(head)<styleSheet xmlns=\"\(space)\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"16\"/></cellXfs></styleSheet>"
                ),
                ("xl/sharedStrings.xml", "\(head)<sst xmlns=\"\(space)\">\(shared)</sst>"),
            ]
        }

        private mutating func rows(_ page: Page, _ x: String) -> String {
            var text = ""
            for (number, cells) in page.rows.enumerated() {
                let row = writer == .library ? "" : " r=\"\(number + 1)\" spans=\"1:5\""
                text += "<\(x)row\(row)>"
                for (column, cell) in cells.enumerated() {
                    let place = "\(CellReference.letters(ofColumn: column + 1))\(number + 1)"
                    text += written(cell, writer == .library ? "" : " r=\"\(place)\"", x)
                }
                text += "</\(x)row>"
            }
            return text
        }

        private mutating func written(_ cell: Cell, _ place: String, _ x: String) -> String {
            switch cell {
            case .none: return writer == .excel ? "" : "<\(x)c\(place) s=\"0\"/>"
            case .text(let text) where writer == .library:
                return "<\(x)c\(place) t=\"inlineStr\"><\(x)is><\(x)t>\(Parts.escaped(text))</\(x)t></\(x)is></\(x)c>"
            case .text(let text):
                texts.append(text)
                return "<c\(place) s=\"0\" t=\"s\"><v>\(texts.count - 1)</v></c>"
            case .number(let number):
                return "<\(x)c\(place)\(writer == .libreOffice ? " t=\"n\"" : "")><\(x)v>\(number)</\(x)v></\(x)c>"
            case .date(let number): return "<\(x)c\(place) s=\"1\"><\(x)v>\(number)</\(x)v></\(x)c>"
            case .error(let text): return "<\(x)c\(place) t=\"e\"><\(x)f>1/0</\(x)f><\(x)v>\(text)</\(x)v></\(x)c>"
            case .formula(let formula, let value, let isText):
                let result = value.map { "<\(x)v>\(Parts.escaped($0))</\(x)v>" } ?? ""
                let attribute = writer == .libreOffice ? " aca=\"false\"" : ""
                return
                    "<\(x)c\(place)\(isText ? " t=\"str\"" : "")><\(x)f\(attribute)>\(Parts.escaped(String(formula.dropFirst())))</\(x)f>\(result)</\(x)c>"
            }
        }

        private static func escaped(_ text: String) -> String {
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
        }
    }
}

func collect(_ book: Book, _ writer: Book.Writer = .excel, structure: DatasetStructure? = nil) throws -> Recording {
    try collect(book.bytes(writer), structure, name: "f.xlsx")
}

extension Recording {
    /// `kind sheet!cell`, one an error; `-` for a place that has none.
    var placedErrors: [String] {
        findings.filter { $0.severity == .error }.map { finding in
            let place = finding.location
            let cell = CellReference(row: place.row ?? 0, column: place.column ?? 0)?.description
            let shown = cell ?? place.row.map { "\($0)" } ?? "-"
            return "\(finding.kind.rawValue) \(place.sheet.map { "\($0)!" } ?? "")\(shown)"
        }
    }
}
