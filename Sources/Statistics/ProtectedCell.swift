/// One published figure, or the reason why there is none.
public enum ProtectedCell: Sendable, Hashable {
    /// A figure with noise on it.
    ///
    /// - `value`: the estimate, rounded to a whole number; it may be negative.
    /// - `margin`: with probability 95% the true count is no further from `value` than this.
    case estimate(value: Int64, margin: Int64)
    /// A figure that is public elsewhere and of which no record of a person is part; exact.
    case exact(value: Int64)
    /// Kept back, for whatever reason: one mark, so that the mark itself tells nothing.
    case hidden
    /// A combination that cannot occur.
    case notApplicable
    /// Nothing has been released for this period.
    case missing
}
