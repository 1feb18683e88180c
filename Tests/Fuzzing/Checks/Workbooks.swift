import Spreadsheets
import TestSupport

extension FuzzChecks {
    private static let parts: [(String, String)] = {
        let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let relation = { (id: Int, kind: String, target: String) in
            "<Relationship Id='r\(id)' Type='\(links)/\(kind)' Target='\(target)'/>"
        }
        let relations = [
            relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "styles", "styles.xml"),
            relation(3, "sharedStrings", "sharedStrings.xml"),
        ]
        return [
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row><c t='s' s='0'><v>0</v></c></row></sheetData></worksheet>"
            ),
            ("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"),
            ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"),
            ("xl/workbook.xml", "<workbook xmlns:r='\(links)'><sheets><sheet name='A' r:id='r1'/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations.joined())</Relationships>"),
        ]
    }()

    /// What a part is put into, so that what stands within its rows or texts is found.
    private static let frames = [
        ("<worksheet><sheetData>", "</sheetData></worksheet>"), ("<sst>", "</sst>"), ("<styleSheet>", "</styleSheet>"),
    ]

    /// Takes bytes for a workbook, or for one of its parts.
    ///
    /// What is read keeps to its bounds, and is read the same way twice.
    ///
    /// - Parameter input: Any bytes; the first says of which part the others are the content, or are within the content,
    ///   or that they are the file.
    /// - Returns: What does not hold; `nil` where all does.
    public static func workbooks(_ input: [UInt8]) -> String? {
        guard let choice = input.first.map({ Int($0 % 9) }) else { return nil }
        let file = workbook(choice, Array(input.dropFirst()))
        let read = rows(file)
        guard rows(file) == read else { return "the same bytes were read in two ways" }
        for rows in read {
            guard zip(rows, rows.dropFirst()).allSatisfy({ $0.number < $1.number }) else { return "rows out of order" }
            for row in rows {
                let places = row.cells.map { CellReference(row: row.number, column: $0.column) }
                guard !places.contains(nil) else { return "a cell where no sheet has one" }
            }
        }
        return nil
    }

    private static func workbook(_ choice: Int, _ bytes: [UInt8]) -> [UInt8] {
        guard choice < parts.count + frames.count else { return bytes }
        let isFramed = choice >= parts.count
        let part = isFramed ? choice - parts.count : choice
        let content =
            isFramed ? Array(frames[part].0.utf8) + bytes + Array(frames[part].1.utf8) : bytes
        var file = ZipFile()
        for (place, (name, text)) in parts.enumerated() { file.add(name, place == part ? content : Array(text.utf8)) }
        return file.bytes
    }

    private static func rows(_ file: [UInt8]) -> [[SheetRow]] {
        let limits = ReadingLimits(partBytes: 1 << 20, totalBytes: 4 << 20, cells: 1_000, textBytes: 1 << 16)
        guard let reader = try? WorkbookReader(file, limits: limits) else { return [] }
        return reader.sheets.map { (try? reader.rows(of: $0)) ?? [] }
    }
}
