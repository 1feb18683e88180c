import Collecting

/// A workbook that may be a filled form: its sheets as rows, and what they say that they are for.
struct FormBook {
    /// What a sheet says that it is part of.
    struct Mark {
        let version: String
        let dataset: String
        let period: Period?
        let sheet: String
        let row: Int
        let column: Int
    }

    /// Where the columns of a sheet stand.
    struct Columns {
        let row: Int
        let code: Int
        let english: Int?
        let malay: Int?
        let count: Int

        /// The columns of a row that names them; `nil` for any other row.
        init?(_ row: SheetRow) {
            var places: [FormWorkbook.Column: Int] = [:]
            for cell in row.cells {
                let name = FormRecords.trimmed(cell.value.text).uppercased()
                guard let column = FormWorkbook.Column(rawValue: name) else { continue }
                // A column that is named twice is in doubt, and so is the row.
                guard places.updateValue(cell.column, forKey: column) == nil else { return nil }
            }
            guard let code = places[.code], let count = places[.count] else { return nil }
            self.row = row.number
            self.code = code
            self.count = count
            english = places[.english]
            malay = places[.malay]
        }
    }

    struct Page {
        let name: String
        let rows: [SheetRow]
        let mark: Mark?
        let columns: Columns?
    }

    /// The sheets with something in them.
    let pages: [Page]
    let hasMacros: Bool
    /// Whether there is more in it than cells: comments, or what was copied from other workbooks.
    let hasForeignContent: Bool

    /// More than the largest form has, and little enough to be held; the cells are those of all sheets together.
    private static let limits = ReadingLimits(
        parts: 1_024, partBytes: 40 << 20, totalBytes: 64 << 20, sheets: 128, cells: 600_000, textBytes: 32 << 20)

    /// Reads all sheets.
    ///
    /// - Throws: `SpreadsheetError` if this is no workbook, is damaged or too large.
    init(_ bytes: [UInt8]) throws(SpreadsheetError) {
        let reader = try WorkbookReader(bytes, limits: FormBook.limits)
        var pages: [Page] = []
        var count = 0
        for sheet in reader.sheets {
            let rows = try reader.rows(of: sheet)
            guard !rows.isEmpty else { continue }
            count += rows.reduce(0) { $0 + $1.cells.count }
            guard count <= FormBook.limits.cells else { throw .tooLarge(.cells, limit: FormBook.limits.cells) }
            let mark = rows.lazy.compactMap { FormBook.mark($0, sheet: sheet.name) }.first
            let columns = rows.lazy.compactMap { Columns($0) }.first
            pages.append(Page(name: sheet.name, rows: rows, mark: mark, columns: columns))
        }
        self.pages = pages
        hasMacros = reader.hasMacros
        hasForeignContent = reader.hasComments || reader.hasCopiedCells
    }

    /// What the sheets say that they are for, the first first.
    var marks: [Mark] { pages.compactMap(\.mark) }

    /// The dataset of the first sheet that states one; whether the others are of the same is found in reading.
    var dataset: Identifier? { try? marks.first.map { try Identifier($0.dataset) } }

    /// The first sheet that does not state the period that the first one does; `nil` if that states none.
    var otherPeriod: (first: Mark, period: Period, other: Mark)? {
        guard let first = marks.first, let period = first.period else { return nil }
        return marks.first { $0.period != period }.map { (first, period, $0) }
    }

    /// The period; `nil` if none is stated, or two are.
    var period: Period? {
        guard let first = marks.first?.period, marks.allSatisfy({ $0.period == first }) else { return nil }
        return first
    }

    /// `LINDUNG-FORM 1 helpline-contacts 2024-03`.
    private static func mark(_ row: SheetRow, sheet: String) -> Mark? {
        for cell in row.cells {
            guard case .text(let text) = cell.value, text.utf8.count < 500 else { continue }
            let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            guard words.count == 4, words[0].uppercased() == FormText.mark else { continue }
            return Mark(
                version: words[1], dataset: words[2], period: Period(words[3]), sheet: sheet, row: row.number,
                column: cell.column)
        }
        return nil
    }
}

extension FormBook.Page {
    /// The rows as those of a form.
    func records(_ isOwn: (String) -> Bool) -> [FormRecords.Record] {
        guard let columns else { return [] }
        return rows.compactMap { record($0, columns, isOwn) }
    }

    private func record(
        _ row: SheetRow, _ columns: FormBook.Columns, _ isOwn: (String) -> Bool
    ) -> FormRecords.Record? {
        let cell = { (column: Int?) in column.flatMap { column in row.cells.first { $0.column == column } } }
        let text = { (column: Int?) in FormRecords.trimmed(cell(column)?.value.text ?? "") }
        // What the form is for, and which column is which, are for reading alone.
        let isHead = row.number == columns.row || row.number == mark?.row
        let written = isHead ? FormText.remark : text(columns.code)
        // A number may be spelt with spaces; it is not to be taken apart.
        let code =
            Excerpt.looksPersonal(written)
            ? [written] : written.split(separator: " ", maxSplits: 1).map(String.init)
        let isFilledIn = ![FormText.remark, FormWorkbook.totalRow, nil].contains(code.first?.uppercased())
        let isTotal = code.first?.uppercased() == FormWorkbook.totalRow
        let own = [columns.code, columns.english, columns.malay, columns.count].compactMap { $0 }
        var cells = [code.first ?? "", code.count > 1 ? code[1] : "", text(columns.english), text(columns.malay), ""]
        var places = [
            columns.code, columns.code, columns.english ?? columns.code, columns.malay ?? columns.code, columns.count,
        ]
        var trouble: FormRecords.Record.Trouble?
        if let count = cell(columns.count), isFilledIn || !count.isFormula {
            (cells[FormReading.countColumn], trouble) = FormBook.Page.counted(count)
        }
        // Formulas beside the form's columns are sums and checks, its own or somebody's; so is what stands beside a sum.
        for cell in row.cells where !own.contains(cell.column) {
            let text = FormRecords.trimmed(cell.value.text)
            guard !text.isEmpty, !isOwn(text) else { continue }
            if cell.isFormula || isTotal, !Excerpt.looksPersonal(text) { continue }
            cells.append(text)
            places.append(cell.column)
        }
        // A row without code that holds nothing of anybody's is empty space, or a piece of the form's own text.
        if code.isEmpty, cells.dropFirst(2).allSatisfy({ $0.isEmpty || isOwn($0) }) { return nil }
        return FormRecords.Record(sheet: name, line: row.number, cells: cells, columns: places, trouble: trouble)
    }

    private static func counted(_ cell: SheetCell) -> (String, FormRecords.Record.Trouble?) {
        switch cell.value {
        case .date: ("", .date)
        case .error: ("", .error)
        case .empty: ("", cell.isFormula ? .uncomputed : nil)
        default: (FormRecords.trimmed(cell.value.text), nil)
        }
    }
}
