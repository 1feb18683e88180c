/// Reads a workbook (`.xlsx`, `.xlsm`): its sheets in order, and of each its rows as a stream.
///
/// The file may come from anyone. What is unpacked is bounded (``ReadingLimits``), nothing outside the file is ever
/// looked up, macros and links are left alone, and of a sheet no more than one row is held at a time. Formulas are not
/// computed: what they last came to stands in the file.
public final class WorkbookReader {
    /// The sheets, in the order of their tabs.
    public let sheets: [SheetInfo]
    /// What names stand for, by name: `Sheet1!$A$1`; the first of those that several sheets have.
    public let names: [String: String]
    /// Whether the file brings macros along; they are never run.
    public let hasMacros: Bool
    /// Whether cells have comments.
    public let hasComments: Bool
    /// Whether the file keeps copies of cells besides its sheets: of other workbooks that formulas refer to, or of what
    /// a pivot table was made from.
    public let hasCopiedCells: Bool

    private let package: Package
    private let texts: [String]
    private let isDate: [Bool]
    private let dates: SerialDates

    /// Opens a workbook and reads all but its sheets.
    ///
    /// - Throws: `SpreadsheetError` if the bytes are no workbook, are damaged, or hold more than the limits let in.
    public init(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) throws(SpreadsheetError) {
        let package = try Package(bytes, limits: limits)
        let top = try WorkbookReader.relationships("_rels/.rels", of: "", in: package)
        let main = top.first { $0.value.kind == "officeDocument" }?.value.target ?? "xl/workbook.xml"
        guard package.contains(main), main.lowercased().hasSuffix(".xml") else {
            let type = String(decoding: package.beginning(of: "mimetype", upTo: 200), as: UTF8.self)
            throw .notAWorkbook(FileKind(ofArchive: package.names, type: type))
        }
        let kind = FileKind(ofArchive: package.names, type: "")
        let outline = try MarkupReader.read(package.open(main), WorkbookOutline(limits))
        guard outline.isWorkbook else { throw .notAWorkbook(kind) }
        let parts = try WorkbookReader.relationships(PartName.relationships(of: main), of: main, in: package)
        sheets = try outline.sheets.map { sheet throws(SpreadsheetError) in
            guard let part = sheet.relationship.flatMap({ parts[$0] }) else {
                throw .damagedPart(PartName.shown(main))
            }
            return SheetInfo(
                name: sheet.name, isHidden: sheet.isHidden, part: part.kind == "worksheet" ? part.target : nil)
        }
        names = outline.names
        hasMacros = package.names.contains { $0.hasSuffix("vbaproject.bin") }
        hasComments = package.names.contains { $0.hasPrefix("xl/comments") || $0.hasPrefix("xl/threadedcomments/") }
        hasCopiedCells = package.names.contains { $0.hasPrefix("xl/externallinks/") || $0.hasPrefix("xl/pivotcache/") }
        dates = SerialDates(from1904: outline.isFrom1904)
        let other = { (kind: String) in parts.values.first { $0.kind == kind }?.target }
        if let part = other("sharedStrings"), package.contains(part) {
            texts = try MarkupReader.read(package.open(part), SharedTexts(limits)).texts
        } else {
            texts = []
        }
        if let part = other("styles"), package.contains(part) {
            isDate = try MarkupReader.read(package.open(part), NumberFormats()).isDate
        } else {
            isDate = []
        }
        self.package = package
    }

    /// Reads the rows of a sheet that have something in them, from the top, until `take` gives `false`.
    ///
    /// - Throws: `SpreadsheetError` if the sheet is damaged or holds more than the limits let in. The rows above have
    ///   been taken then.
    public func readRows(of sheet: SheetInfo, _ take: @escaping (SheetRow) -> Bool) throws(SpreadsheetError) {
        guard let part = sheet.part else { return }
        let cells = SheetCells(
            sheet: sheet.name, texts: texts, isDate: isDate, dates: dates, limit: package.limits.cells, take: take)
        do throws(SpreadsheetError) {
            _ = try MarkupReader.read(package.open(part), cells)
        } catch SheetCells.enough {
            return
        }
    }

    /// Reads all rows of a sheet into memory.
    ///
    /// - Throws: `SpreadsheetError` as ``readRows(of:_:)``.
    public func rows(of sheet: SheetInfo) throws(SpreadsheetError) -> [SheetRow] {
        let kept = Kept()
        try readRows(of: sheet) { row in
            kept.rows.append(row)
            return true
        }
        return kept.rows
    }

    private final class Kept {
        var rows: [SheetRow] = []
    }

    private static func relationships(
        _ name: String, of part: String, in package: Package
    ) throws(SpreadsheetError) -> [String: Relationships.Target] {
        guard package.contains(name) else { return [:] }
        return try MarkupReader.read(package.open(name), Relationships(part)).targets
    }
}
