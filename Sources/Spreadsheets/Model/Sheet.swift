/// A sheet to be written.
public struct Sheet: Sendable, Hashable {
    /// What a cell holds.
    public enum Content: Sendable, Hashable {
        /// Nothing; the cell has a style alone.
        case blank
        /// Text, never taken for a formula; at most 32,767 characters.
        case text(String)
        /// A whole number, at most 2^53 in magnitude: what spreadsheets hold exactly.
        case number(Int64)
        /// A number with a fraction.
        case decimal(Double)
        /// A formula with its sign, `=SUM(A1:A9)`, and what it comes to as long as nothing is filled in.
        case formula(String, value: Double)
        /// A formula that comes to text.
        case textFormula(String, value: String)
    }

    /// A cell in its place.
    public struct Cell: Sendable, Hashable {
        /// Where it stands.
        public var place: CellReference
        /// What it holds.
        public var content: Content
        /// How it looks and whether it may be changed.
        public var style: CellStyle

        /// Takes a cell.
        public init(_ place: CellReference, _ content: Content, style: CellStyle = CellStyle()) {
            self.place = place
            self.content = content
            self.style = style
        }
    }

    /// A column's width.
    public struct Column: Sendable, Hashable {
        /// The width in characters of the usual size, 0 to 255.
        public var width: Double
        /// Whether it is not shown.
        public var isHidden: Bool

        /// Takes a width.
        public init(width: Double, isHidden: Bool = false) {
            self.width = width
            self.isHidden = isHidden
        }
    }

    /// A look that cells take on where a formula holds.
    public struct Condition: Sendable, Hashable {
        /// The cells.
        public var range: CellRange
        /// The formula, as for the first of the cells.
        public var formula: String
        /// The look.
        public var style: CellStyle

        /// Takes a condition.
        public init(_ range: CellRange, formula: String, style: CellStyle) {
            self.range = range
            self.formula = formula
            self.style = style
        }
    }

    /// The name on its tab.
    public let name: String
    /// Whether the tab is not shown.
    public var isHidden = false
    /// The colour of the tab, as 0xRRGGBB.
    public var tabColor: UInt32?
    /// The cells; of two at one place the last stands.
    public var cells: [Cell] = []
    /// The columns, from the first.
    public var columns: [Column] = []
    /// Rows that are not shown, from 1.
    public var hiddenRows: Set<Int> = []
    /// Rows with a height of their own, in points.
    public var rowHeights: [Int: Double] = [:]
    /// How many rows stay in view at the top.
    public var frozenRows = 0
    /// How many columns stay in view at the left.
    public var frozenColumns = 0
    /// What may be written into cells.
    public var validations: [Validation] = []
    /// Looks that depend on what is filled in.
    public var conditions: [Condition] = []
    /// Whether only cells whose style is unlocked can be changed; without a password, so that whoever must can lift it.
    public var isProtected = false
    /// Whether lines are drawn between all cells on the screen.
    public var showsGrid = true
    /// Whether it is printed with the long side at the top; always on A4, as wide as the page.
    public var isLandscape = false
    /// How many rows at the top are printed on every page again.
    public var repeatedRows = 0
    /// A line at the foot of every printed page.
    public var footer = ""
    /// The cell that is chosen when the sheet is opened.
    public var selected: CellReference?

    /// Takes a name: 1 to 31 characters, none of `[]:*?/\`, no apostrophe first or last.
    ///
    /// - Throws: `SpreadsheetError.notWritten` if it is no such name.
    public init(_ name: String) throws(SpreadsheetError) {
        guard Sheet.name(fitting: name) == name else { throw .notWritten("no sheet can be called “\(name)”") }
        self.name = name
    }

    /// The nearest name that a sheet can have: cut at 31 characters between words, other signs for those that it may
    /// not have; `Sheet` if nothing is left.
    public static func name(fitting text: String) -> String {
        var name = String(text.map { "[]:*?/\\".contains($0) || $0.isNewline ? "-" : $0 })
        // Counted as Excel does, in units of UTF-16.
        while name.utf16.count > 31 {
            let words = name.split(separator: " ")
            if words.count > 1, name.utf16.count - words[words.count - 1].utf16.count > 20 {
                name = words.dropLast().joined(separator: " ")
            } else {
                name.removeLast()
            }
        }
        while let sign = name.first, sign == "'" || sign == " " { name.removeFirst() }
        while let sign = name.last, sign == "'" || sign == " " { name.removeLast() }
        return name.isEmpty || name.lowercased() == "history" ? "Sheet" : name
    }

    /// The name as formulas of other sheets write it: `'By state'!`.
    public var prefix: String {
        "'\(name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'!"
    }

    /// Puts something into a cell; nothing happens at a place that no sheet has.
    public mutating func set(
        _ row: Int, _ column: Int, _ content: Content, style: CellStyle = CellStyle()
    ) {
        guard let place = CellReference(row: row, column: column) else { return }
        cells.append(Cell(place, content, style: style))
    }
}
