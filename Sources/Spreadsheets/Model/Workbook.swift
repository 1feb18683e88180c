/// A workbook to be written: a value, the same bytes every time (``bytes()``).
public struct Workbook: Sendable, Hashable {
    /// What a file says of itself.
    public struct Properties: Sendable, Hashable {
        /// What it is called.
        public var title = ""
        /// What it is about.
        public var subject = ""
        /// Who made it.
        public var author = ""
        /// Words to find it by.
        public var keywords = ""
        /// Anything else.
        public var comments = ""
        /// When it was made, in seconds since 1970; never the clock's time, so that the same workbook has the same bytes.
        public var created: Int64 = 946_684_800

        /// Properties that say nothing, made on 1 January 2000.
        public init() {}
    }

    /// A name that stands for cells or a value.
    public struct DefinedName: Sendable, Hashable {
        /// The name: letters, digits, `_` and `.`, beginning with a letter or `_`, and none of a cell.
        public var name: String
        /// What it stands for, as a formula with its sign: `=Counts!$A$1`.
        public var formula: String

        /// Takes both.
        public init(_ name: String, formula: String) {
            self.name = name
            self.formula = formula
        }
    }

    /// What the file says of itself.
    public var properties = Properties()
    /// The sheets, in the order of their tabs; at least one that is seen.
    public var sheets: [Sheet] = []
    /// Names for cells and values.
    public var names: [DefinedName] = []

    /// Makes a workbook without sheets.
    public init() {}
}
