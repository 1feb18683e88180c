/// A cell's place: row and column from 1, within what a sheet can have.
public struct CellReference: Sendable, Hashable {
    /// The row, from 1 to ``lastRow``.
    public let row: Int
    /// The column, from 1 to ``lastColumn``.
    public let column: Int

    /// The last row of a sheet.
    public static let lastRow = 1_048_576
    /// The last column of a sheet.
    public static let lastColumn = 16_384

    /// Takes a place; `nil` if no sheet has it.
    public init?(row: Int, column: Int) {
        guard (1...CellReference.lastRow).contains(row), (1...CellReference.lastColumn).contains(column) else {
            return nil
        }
        self.row = row
        self.column = column
    }

    /// Reads a place such as `B12` or `$B$12`; `nil` if it is none.
    public init?(_ text: some StringProtocol) {
        var (row, column) = (0, 0)
        for byte in text.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case 0x41...0x5A where row == 0: column = column * 26 + Int(byte) - 0x40
            case 0x61...0x7A where row == 0: column = column * 26 + Int(byte) - 0x60
            case 0x30...0x39 where column > 0: row = row * 10 + Int(byte) - 0x30
            default: return nil
            }
            guard row <= CellReference.lastRow, column <= CellReference.lastColumn else { return nil }
        }
        self.init(row: row, column: column)
    }

    /// The letters of a column: `A`, `Z`, `AA`; empty below 1.
    public static func letters(ofColumn column: Int) -> String {
        var (rest, letters) = (column, "")
        while rest > 0 {
            let letter = (rest - 1) % 26
            letters = String(UnicodeScalar(UInt8(0x41 + letter))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}

extension CellReference: CustomStringConvertible {
    /// `B12`.
    public var description: String { "\(CellReference.letters(ofColumn: column))\(row)" }
}

/// A rectangle of cells, both corners in it.
public struct CellRange: Sendable, Hashable {
    /// The corner at the top left.
    public let first: CellReference
    /// The corner at the bottom right.
    public let last: CellReference

    /// Takes both corners; `nil` if the last lies above or left of the first.
    public init?(_ first: CellReference, _ last: CellReference) {
        guard first.row <= last.row, first.column <= last.column else { return nil }
        self.first = first
        self.last = last
    }

    /// A range of one cell.
    public init(_ cell: CellReference) {
        first = cell
        last = cell
    }
}

extension CellRange: CustomStringConvertible {
    /// `B12:D20`, or `B12` for one cell.
    public var description: String { first == last ? first.description : "\(first):\(last)" }
}
