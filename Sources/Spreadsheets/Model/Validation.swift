/// What may be written into cells, and what is said to whoever writes something else.
public struct Validation: Sendable, Hashable {
    /// What may be written.
    public enum Rule: Sendable, Hashable {
        /// A whole number of a range.
        case wholeNumber(ClosedRange<Int64>)
        /// One of a few texts, shown as a list; at most 255 characters with the commas between them.
        case list([String])
    }

    /// Something said in a small window.
    public struct Message: Sendable, Hashable {
        /// At most 32 characters.
        public var title: String
        /// At most 255 characters.
        public var text: String

        /// Takes both.
        public init(_ title: String, _ text: String) {
            self.title = title
            self.text = text
        }
    }

    /// The cells.
    public var range: CellRange
    /// What may be written.
    public var rule: Rule
    /// What is shown beside a chosen cell.
    public var hint: Message?
    /// What is said where something else is written.
    public var refusal: Message?

    /// Takes a rule.
    public init(_ range: CellRange, _ rule: Rule, hint: Message? = nil, refusal: Message? = nil) {
        self.range = range
        self.rule = rule
        self.hint = hint
        self.refusal = refusal
    }
}
