import CXLSXWriter
import Glibc

/// The one owner of a workbook that libxlsxwriter is making, and of the file that it goes to.
///
/// libxlsxwriter writes to a file by name alone, so there is one, without rights for others, until its bytes are read.
@safe struct UnsafeWorkbookWriter: ~Copyable {
    private let path: String
    let workbook: UnsafeMutablePointer<lxw_workbook>
    /// By style, in the order of their first use.
    var formats: [CellStyle: UnsafeMutablePointer<lxw_format>]

    private init() throws(SpreadsheetError) {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/lindung-workbook-XXXXXX".utf8CString)
        let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
        }
        guard descriptor >= 0 else { throw .notWritten("no file can be made in \(folder)") }
        close(descriptor)
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let made = unsafe workbook_new(path) else {
            _ = unsafe unlink(path)
            throw .notWritten("not enough memory")
        }
        self.path = path
        unsafe workbook = made
        unsafe formats = [:]
    }

    /// The bytes of a workbook.
    static func bytes(of workbook: Workbook) throws(SpreadsheetError) -> [UInt8] {
        var writer = try UnsafeWorkbookWriter()
        let path = writer.path
        defer { _ = unsafe unlink(path) }
        var failure: SpreadsheetError?
        do throws(SpreadsheetError) { try writer.fill(workbook) } catch { failure = error }
        // Closing is what writes, and what frees; so it comes after a failure too.
        let result = unsafe workbook_close(writer.workbook)
        if let failure { throw failure }
        try check(result)
        return try content(of: path)
    }

    private mutating func fill(_ workbook: Workbook) throws(SpreadsheetError) {
        try set(workbook.properties)
        var isFirstSeen = true
        for sheet in workbook.sheets {
            guard let made = unsafe workbook_add_worksheet(self.workbook, sheet.name) else {
                throw .notWritten("no sheet can be called “\(sheet.name)”, or two are")
            }
            if sheet.isHidden {
                unsafe worksheet_hide(made)
            } else if isFirstSeen {
                unsafe worksheet_activate(made)
                unsafe worksheet_set_first_sheet(made)
                isFirstSeen = false
            }
            try unsafe fill(made, sheet)
        }
        for name in workbook.names {
            try check(unsafe workbook_define_name(self.workbook, name.name, name.formula))
        }
    }

    private func set(_ properties: Workbook.Properties) throws(SpreadsheetError) {
        let texts = UnsafeTexts()
        var made = unsafe lxw_doc_properties()
        unsafe made.title = texts.copy(properties.title)
        unsafe made.subject = texts.copy(properties.subject)
        unsafe made.author = texts.copy(properties.author)
        unsafe made.keywords = texts.copy(properties.keywords)
        unsafe made.comments = texts.copy(properties.comments)
        unsafe made.created = time_t(properties.created)
        try check(withExtendedLifetime(texts) { unsafe workbook_set_properties(workbook, &made) })
    }

    // MARK: - One sheet

    private mutating func fill(
        _ made: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Sheet
    ) throws(SpreadsheetError) {
        for (place, column) in sheet.columns.enumerated() {
            var options = lxw_row_col_options(hidden: column.isHidden ? 1 : 0, level: 0, collapsed: 0)
            let number = UInt16(clamping: place)
            try check(unsafe worksheet_set_column_opt(made, number, number, column.width, nil, &options))
        }
        for row in sheet.hiddenRows.union(sheet.rowHeights.keys).sorted() where row > 0 {
            var options = lxw_row_col_options(hidden: sheet.hiddenRows.contains(row) ? 1 : 0, level: 0, collapsed: 0)
            let height = sheet.rowHeights[row] ?? 15
            try check(unsafe worksheet_set_row_opt(made, UInt32(row - 1), height, nil, &options))
        }
        for cell in sheet.cells { try unsafe write(cell, to: made) }
        for validation in sheet.validations { try unsafe write(validation, to: made) }
        for condition in sheet.conditions { try unsafe write(condition, to: made) }
        if sheet.frozenRows + sheet.frozenColumns > 0 {
            unsafe worksheet_freeze_panes(made, UInt32(sheet.frozenRows), UInt16(sheet.frozenColumns))
        }
        if let color = sheet.tabColor { unsafe worksheet_set_tab_color(made, color) }
        if !sheet.showsGrid { unsafe worksheet_gridlines(made, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue)) }
        if let cell = sheet.selected {
            let (row, column) = (UInt32(cell.row - 1), UInt16(cell.column - 1))
            unsafe worksheet_set_selection(made, row, column, row, column)
        }
        try unsafe setPrinting(of: made, sheet)
        if sheet.isProtected {
            var options = lxw_protection()
            // Widths and heights may be changed: they change no figure.
            (options.format_columns, options.format_rows) = (1, 1)
            unsafe worksheet_protect(made, nil, &options)
        }
    }

    private func setPrinting(of made: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Sheet) throws(SpreadsheetError) {
        unsafe worksheet_set_paper(made, 9)
        unsafe worksheet_fit_to_pages(made, 1, 0)
        if sheet.isLandscape { unsafe worksheet_set_landscape(made) }
        if sheet.repeatedRows > 0 {
            try check(unsafe worksheet_repeat_rows(made, 0, UInt32(sheet.repeatedRows - 1)))
        }
        // An ampersand begins an instruction there; doubled it stands for itself.
        let footer = sheet.footer.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&")
        if !footer.isEmpty { try check(unsafe worksheet_set_footer(made, "&L\(footer)&R&P / &N")) }
    }

    private mutating func write(
        _ cell: Sheet.Cell, to made: UnsafeMutablePointer<lxw_worksheet>
    ) throws(SpreadsheetError) {
        let (row, column) = (UInt32(cell.place.row - 1), UInt16(cell.place.column - 1))
        let format = try unsafe format(of: cell.style)
        switch cell.content {
        case .blank: try check(unsafe worksheet_write_blank(made, row, column, format))
        case .text(let text): try check(unsafe worksheet_write_string(made, row, column, text, format))
        case .number(let number):
            guard number.magnitude <= 1 << 53 else { throw .notWritten("a number in \(cell.place) is too large") }
            try check(unsafe worksheet_write_number(made, row, column, Double(number), format))
        case .decimal(let number):
            guard number.isFinite else { throw .notWritten("a number in \(cell.place) is none") }
            try check(unsafe worksheet_write_number(made, row, column, number, format))
        case .formula(let formula, let value):
            try check(unsafe worksheet_write_formula_num(made, row, column, formula, format, value))
        case .textFormula(let formula, let value):
            try check(unsafe worksheet_write_formula_str(made, row, column, formula, format, value))
        }
    }

    private func write(
        _ validation: Validation, to made: UnsafeMutablePointer<lxw_worksheet>
    ) throws(SpreadsheetError) {
        let texts = UnsafeTexts()
        var rule = unsafe lxw_data_validation()
        unsafe rule.input_title = texts.copy(validation.hint?.title)
        unsafe rule.input_message = texts.copy(validation.hint?.text)
        unsafe rule.error_title = texts.copy(validation.refusal?.title)
        unsafe rule.error_message = texts.copy(validation.refusal?.text)
        switch validation.rule {
        case .wholeNumber(let range):
            unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
            unsafe rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
            unsafe rule.minimum_number = Double(range.lowerBound)
            unsafe rule.maximum_number = Double(range.upperBound)
        case .list(let choices):
            unsafe rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            unsafe rule.value_list = texts.copy(list: choices)
        }
        let (first, last) = (validation.range.first, validation.range.last)
        try check(
            withExtendedLifetime(texts) {
                unsafe worksheet_data_validation_range(
                    made, UInt32(first.row - 1), UInt16(first.column - 1), UInt32(last.row - 1),
                    UInt16(last.column - 1), &rule)
            })
    }

    private mutating func write(
        _ condition: Sheet.Condition, to made: UnsafeMutablePointer<lxw_worksheet>
    ) throws(SpreadsheetError) {
        let texts = UnsafeTexts()
        var rule = unsafe lxw_conditional_format()
        unsafe rule.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
        unsafe rule.value_string = texts.copy(condition.formula)
        unsafe rule.format = try format(of: condition.style)
        let (first, last) = (condition.range.first, condition.range.last)
        try check(
            withExtendedLifetime(texts) {
                unsafe worksheet_conditional_format_range(
                    made, UInt32(first.row - 1), UInt16(first.column - 1), UInt32(last.row - 1),
                    UInt16(last.column - 1), &rule)
            })
    }

    // MARK: - Results

    private func check(_ result: lxw_error) throws(SpreadsheetError) { try UnsafeWorkbookWriter.check(result) }

    private static func check(_ result: lxw_error) throws(SpreadsheetError) {
        guard result != LXW_NO_ERROR else { return }
        throw .notWritten(unsafe lxw_strerror(result).map { unsafe String(cString: $0) } ?? "error \(result.rawValue)")
    }

    /// What was written, out of its file.
    private static func content(of path: String) throws(SpreadsheetError) -> [UInt8] {
        guard let file = unsafe fopen(path, "rb") else { throw .notWritten("what was written cannot be read") }
        defer { _ = unsafe fclose(file) }
        var bytes: [UInt8] = []
        while true {
            let part = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
                unsafe filled = fread(buffer.baseAddress, 1, buffer.count, file)
            }
            if part.isEmpty { break }
            bytes += part
        }
        guard unsafe ferror(file) == 0 else { throw .notWritten("what was written cannot be read") }
        return bytes
    }
}

extension Workbook {
    /// The workbook as a file: the same bytes for the same workbook.
    ///
    /// - Throws: `SpreadsheetError.notWritten` if a name, text or formula is none that a workbook can hold, no sheet is
    ///   there, or no file can be made in the folder for passing files (`TMPDIR`).
    public func bytes() throws(SpreadsheetError) -> [UInt8] {
        guard sheets.contains(where: { !$0.isHidden }) else { throw .notWritten("it has no sheet that is seen") }
        return try UnsafeWorkbookWriter.bytes(of: self)
    }
}
