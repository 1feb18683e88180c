/// What a cell holds, or what its formula last came to.
public enum CellValue: Sendable, Hashable {
    /// Text, all its pieces together.
    case text(String)
    /// A number, always finite.
    case number(Double)
    /// A number that is shown as a date: the day in ISO 8601, `2024-03-15`, without its time.
    case date(String)
    /// Yes or no.
    case boolean(Bool)
    /// An error such as `#REF!`.
    case error(String)
    /// Nothing: the cell of a formula that no program has computed yet.
    case empty
}

extension CellValue {
    /// The value as text: numbers in the shortest form that gives them back, whole ones without a fraction.
    public var text: String {
        switch self {
        case .text(let text), .date(let text), .error(let text): return text
        case .number(let number):
            let isWhole = number.magnitude < 0x1p53 && number == number.rounded(.towardZero)
            return isWhole ? "\(Int64(number))" : "\(number)"
        case .boolean(let isTrue): return isTrue ? "TRUE" : "FALSE"
        case .empty: return ""
        }
    }
}

/// A cell of a row that was read.
public struct SheetCell: Sendable, Hashable {
    /// The column, from 1.
    public let column: Int
    /// What it holds.
    public let value: CellValue
    /// Whether a formula gives the value.
    public let isFormula: Bool

    /// Takes a cell.
    public init(column: Int, value: CellValue, isFormula: Bool = false) {
        self.column = column
        self.value = value
        self.isFormula = isFormula
    }
}

/// A row that was read: its cells with something in them.
public struct SheetRow: Sendable, Hashable {
    /// The row's number, from 1.
    public let number: Int
    /// The cells, from left to right.
    public let cells: [SheetCell]

    /// Takes a row.
    public init(number: Int, cells: [SheetCell]) {
        self.number = number
        self.cells = cells
    }
}

/// A sheet of a workbook that is read.
public struct SheetInfo: Sendable, Hashable {
    /// Its name, as on its tab.
    public let name: String
    /// Whether people see it.
    public let isHidden: Bool
    /// Where it stands in the file; `nil` for one without cells, such as a chart's.
    let part: String?
}
