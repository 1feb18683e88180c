/// The rows of a sheet, given out one by one.
struct SheetCells: MarkupHandler {
    /// What stops the reading when no more rows are wanted.
    static let enough = SpreadsheetError.notWritten("")

    private let sheet: String
    private let texts: [String]
    private let isDate: [Bool]
    private let dates: SerialDates
    private let limit: Int
    private let take: (SheetRow) -> Bool

    private var isInData = false
    private var row = 0
    private var cells: [SheetCell] = []
    private var count = 0
    /// The column of the cell at hand, or the last.
    private var column = 0
    private var type = ""
    private var style = 0
    private var hasValue = false
    private var isFormula = false
    private var isInValue = false
    private var value = ""
    private var inline = RichText()

    init(
        sheet: String, texts: [String], isDate: [Bool], dates: SerialDates, limit: Int,
        take: @escaping (SheetRow) -> Bool
    ) {
        self.sheet = sheet
        self.texts = texts
        self.isDate = isDate
        self.dates = dates
        self.limit = limit
        self.take = take
    }

    mutating func begin(_ element: String, _ attributes: MarkupAttributes) throws(SpreadsheetError) {
        switch element {
        case "sheetData": isInData = true
        case "row" where isInData: try beginRow(attributes)
        case "c" where isInData: try beginCell(attributes)
        case "v" where isInData: (isInValue, hasValue) = (true, true)
        case "f" where isInData: isFormula = true
        default: if isInData { inline.begin(element) }
        }
    }

    mutating func text(_ part: String) throws(SpreadsheetError) {
        guard isInData else { return }
        if isInValue {
            value += part
            guard value.utf8.count <= ReadingLimits.cellTextBytes else {
                throw .tooLarge(.text, limit: ReadingLimits.cellTextBytes)
            }
        } else {
            try inline.add(part)
        }
    }

    mutating func end(_ element: String) throws(SpreadsheetError) {
        guard isInData else { return }
        switch element {
        case "sheetData": isInData = false
        case "v": isInValue = false
        case "c": try endCell()
        case "row":
            if !cells.isEmpty {
                let full = SheetRow(number: row, cells: cells)
                cells = []
                guard take(full) else { throw SheetCells.enough }
            }
        default: inline.end(element)
        }
    }

    // MARK: - Rows and cells

    private mutating func beginRow(_ attributes: MarkupAttributes) throws(SpreadsheetError) {
        let next = attributes["r"].map { Int($0) ?? 0 } ?? row + 1
        // Rows stand in order, each once: else two programs may see two different sheets.
        guard next > row, next <= CellReference.lastRow else { throw malformed }
        (row, column) = (next, 0)
    }

    private mutating func beginCell(_ attributes: MarkupAttributes) throws(SpreadsheetError) {
        if let text = attributes["r"] {
            guard let place = CellReference(text), place.row == row, place.column > column else { throw malformed }
            column = place.column
        } else {
            column += 1
            guard row > 0, column <= CellReference.lastColumn else { throw malformed }
        }
        type = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) } ?? 0
        (hasValue, isFormula, isInValue, value, inline) = (false, false, false, "", RichText())
    }

    private mutating func endCell() throws(SpreadsheetError) {
        let found = try content()
        if found == .empty, !isFormula { return }
        count += 1
        guard count <= limit else { throw .tooLarge(.cells, limit: limit) }
        cells.append(SheetCell(column: column, value: found, isFormula: isFormula))
    }

    private func content() throws(SpreadsheetError) -> CellValue {
        if type == "inlineStr" {
            return inline.text.isEmpty ? .empty : .text(EscapedText.plain(inline.text))
        }
        guard hasValue else { return .empty }
        let trimmed = value.filter { !$0.isWhitespace }
        switch type {
        case "s":
            guard let place = Int(trimmed), texts.indices.contains(place) else { throw malformed }
            return texts[place].isEmpty ? .empty : .text(texts[place])
        case "str": return value.isEmpty ? .empty : .text(EscapedText.plain(value))
        case "b": return .boolean(["1", "true"].contains(trimmed))
        case "e": return .error(String(trimmed.prefix(20)))
        case "d": return trimmed.count >= 10 ? .date(String(trimmed.prefix(10))) : .text(value)
        case "n": return trimmed.isEmpty ? .empty : try number(trimmed)
        default: throw malformed
        }
    }

    private func number(_ text: String) throws(SpreadsheetError) -> CellValue {
        let isPlain = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
        }
        guard isPlain, let number = Double(text), number.isFinite else { throw malformed }
        if isDate.indices.contains(style), isDate[style], let day = dates.day(number) { return .date(day) }
        return .number(number)
    }

    private var malformed: SpreadsheetError {
        guard let place = CellReference(row: max(1, row), column: max(1, column)) else { return .damagedPart(sheet) }
        return .malformedCell(sheet: PartName.shown(sheet), at: place)
    }
}
