public import Collecting
public import Publishing
public import Statistics

/// What `aggregate` made.
public struct AggregateOutcome: Sendable {
    /// The figures.
    public enum Figures: Sendable {
        /// Raw counts, not for publication.
        case exact(ExactTable)
        /// A mergeable file of raw counts, sealed.
        case partial(SealedPartial)
        /// The tables that the structure declares.
        case tables(Release)
        /// A table of the columns asked for.
        case columns(Release, ExtractColumns)
    }

    /// The figures.
    public let figures: Figures
    /// What was wrong or noteworthy in the input.
    public let findings: FindingLog
    /// How many rows were counted.
    public let rowsUsed: Int
    /// Whether a ledger was charged.
    public let charging: Charging

    /// What became of the ledger.
    public enum Charging: Sendable {
        /// There was none.
        case none
        /// It was charged.
        case ledger
        /// It was begun, with the budget of the population, and charged.
        case begunLedger
    }
}
