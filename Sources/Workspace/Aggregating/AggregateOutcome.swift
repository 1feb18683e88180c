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
        case partial([UInt8])
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
    /// How many rows were counted but lie outside the periods asked for.
    public let rowsOutside: Int
    /// Whether a ledger was charged.
    public let isCharged: Bool
}
