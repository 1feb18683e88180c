import Collecting

/// The form as a workbook: a sheet to begin with, and one a section.
///
/// Column A is hidden and holds what each row is, row 1 what the form is for, row 2 which column is which. By these the
/// form is read again, wherever its rows, columns and sheets have been moved; what people see in it is for people.
struct FormWorkbook {
    /// The names of the columns, in row 2.
    enum Column: String, CaseIterable {
        case code = "CODE"
        case english = "ENGLISH"
        case malay = "BAHASA MALAYSIA"
        case count = "COUNT"
    }

    /// What stands at a row with a sum that the workbook computes itself.
    static let totalRow = "TOTAL"
    /// What the answer to the question of nothing to report may be.
    static let answers = ["YES", "NO", "YA", "TIDAK"]
    /// The first row of a section that is filled in; above it stand title, note, total and headings.
    static let firstRow = 8
    /// The width of a column of labels, in characters.
    private static let labelWidth = 50

    let layout: FormLayout
    let period: Period
    let language: Language
    /// For each section the name of its sheet.
    let sheetNames: [String]

    init(_ layout: FormLayout, period: Period, language: Language) {
        self.layout = layout
        self.period = period
        self.language = language
        sheetNames = layout.sections.indices.map { section in
            let table = layout.sections[section].table
            let title = table.title?[language] ?? table.id.description
            return Sheet.name(fitting: "\(section + 1) \(title)")
        }
    }

    /// What the form is for, as row 1 of every sheet says it.
    var mark: String { "\(FormText.mark) \(FormText.version) \(layout.structure.id) \(period)" }

    /// The columns of both languages: the one that stands first is B.
    var columns: (code: Int, english: Int, malay: Int, count: Int, check: Int) {
        language == .malay ? (1, 3, 2, 4, 5) : (1, 2, 3, 4, 5)
    }

    /// The whole form.
    ///
    /// - Throws: `SpreadsheetError` for a structure whose titles no workbook can hold.
    func workbook() throws(SpreadsheetError) -> Workbook {
        let title = layout.structure.title
        var workbook = Workbook()
        workbook.properties.title = "\(title[language]), \(period)"
        workbook.properties.subject = mark
        workbook.properties.author = layout.structure.agency.description
        workbook.sheets = [try startSheet()]
        guard !layout.isTooLarge else { return workbook }
        for section in layout.sections.indices { workbook.sheets.append(try sheet(ofSection: section)) }
        workbook.names = [Workbook.DefinedName("LINDUNG_FORM", formula: "=\(workbook.sheets[0].prefix)$A$1")]
        return workbook
    }

    /// All texts that the form writes, whatever its period.
    var texts: [String] {
        guard let workbook = try? workbook() else { return [] }
        return workbook.sheets.flatMap { sheet in
            sheet.cells.compactMap { cell in
                switch cell.content {
                case .text(let text), .textFormula(_, let text): text
                default: nil
                }
            }
        }
    }

    /// A sheet with what all have: the hidden column and rows, widths, protection.
    func emptySheet(_ name: String) throws(SpreadsheetError) -> Sheet {
        var sheet = try Sheet(name)
        let columns = columns
        sheet.columns = [
            Sheet.Column(width: 20, isHidden: true), Sheet.Column(width: Double(FormWorkbook.labelWidth)),
            Sheet.Column(width: Double(FormWorkbook.labelWidth)), Sheet.Column(width: 19), Sheet.Column(width: 27),
        ]
        sheet.hiddenRows = [1, 2]
        sheet.set(1, columns.code, .text(mark))
        sheet.set(2, columns.code, .text(Column.code.rawValue))
        sheet.set(2, columns.english, .text(Column.english.rawValue))
        sheet.set(2, columns.malay, .text(Column.malay.rawValue))
        sheet.set(2, columns.count, .text(Column.count.rawValue))
        (sheet.isProtected, sheet.showsGrid) = (true, false)
        sheet.footer = "\(layout.structure.id), \(period)"
        return sheet
    }

    /// Writes a row's code and its text in both languages.
    func say(
        _ code: String, _ text: LocalizedText, in row: Int, of sheet: inout Sheet, style: CellStyle = .note
    ) {
        sheet.set(row, columns.code, .text(code))
        sheet.set(row, columns.english, .text(text.english), style: style)
        sheet.set(row, columns.malay, .text(text[.malay]), style: style)
        let most = max(text.english.count, text[.malay].count)
        sheet.rowHeights[row] = max(sheet.rowHeights[row] ?? 0, FormWorkbook.height(of: most, style))
    }

    /// The height of a row of text that goes on in more lines, in points. Not every program finds it by itself, and
    /// letters are of many widths: rather a line too much than one that nobody sees.
    private static func height(of characters: Int, _ style: CellStyle) -> Double {
        let size = style.size ?? 11
        let width = Double(labelWidth) * 0.92 * 11 / size / (style.isBold ? 1.1 : 1)
        return 6 + 1.35 * size * max(1, (Double(characters) / width).rounded(.up))
    }
}

extension FormWorkbook {
    /// Which section's total all others that count units must come to; `nil` if none does.
    var reference: Int? { layout.sections.indices.first { !layout.countsMentions($0) } }

    /// The cell of a section's total, as formulas of any sheet write it.
    func total(ofSection section: Int) -> String {
        let name = sheetNames[section].split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        return "'\(name)'!$D$6"
    }

    /// Says whether a section's total is that of the others: nothing as long as both are empty.
    func check(ofSection section: Int) -> Sheet.Content? {
        guard let reference, reference != section else { return nil }
        let (own, other) = (total(ofSection: section), total(ofSection: reference))
        let (agrees, differs) = (agreement(FormWords.agrees), agreement(FormWords.differs))
        if layout.countsMentions(section) {
            // A single row above the total of all cannot be.
            let name = own.dropLast("$D$6".count)
            let range = "\(name)$D$\(FormWorkbook.firstRow):$D$\(lastRow(ofSection: section))"
            return .textFormula(
                "=IF(\(own)=0,\"\",IF(COUNTIF(\(range),\">\"&\(other))=0,\"\(agrees)\",\"\(agreement(FormWords.aboveTotal))\"))",
                value: "")
        }
        return .textFormula(
            "=IF(AND(\(own)=0,\(other)=0),\"\",IF(\(own)=\(other),\"\(agrees)\",\"\(differs)\"))", value: "")
    }

    private func agreement(_ words: LocalizedText) -> String {
        language == .malay ? "\(words[.malay]) / \(words.english)" : "\(words.english) / \(words[.malay])"
    }

    /// The last row of a section that is filled in.
    func lastRow(ofSection section: Int) -> Int {
        FormWorkbook.firstRow - 1 + layout.rows.count { $0.section == section }
    }

    /// Colours for a cell that says whether totals agree.
    func conditions(at cell: CellRange) -> [Sheet.Condition] {
        let place = "$\(CellReference.letters(ofColumn: cell.first.column))\(cell.first.row)"
        let agrees = agreement(FormWords.agrees)
        return [
            Sheet.Condition(cell, formula: "=AND(\(place)<>\"\",\(place)<>\"\(agrees)\")", style: .warning),
            Sheet.Condition(cell, formula: "=\(place)=\"\(agrees)\"", style: .agreed),
        ]
    }

    /// What may be written into cells of counts.
    func countRule(_ range: CellRange) -> Validation {
        Validation(
            range, .wholeNumber(0...CollectingContext.largestCount),
            refusal: Validation.Message("Number / Nombor", agreement(FormWords.wholeNumber)))
    }

    /// What may be answered to the question of nothing to report.
    func answerRule(_ cell: CellReference) -> Validation {
        Validation(
            CellRange(cell), .list(FormWorkbook.answers),
            hint: Validation.Message("YES / YA", agreement(FormWords.answerHint)),
            refusal: Validation.Message("YES / YA", agreement(FormWords.answerHint)))
    }
}
