public import Rationals

/// The noise that the figures of a draw carry: enough to know the variance of every figure and of every sum of
/// figures, without looking at any.
public struct DrawnNoise: Sendable, Hashable {
    /// What was measured.
    public enum Arrangement: String, Sendable, CaseIterable {
        /// Residuals of combinations of levels, from which all tables are put together.
        case residuals
        /// The tables themselves, which were then made to agree.
        case tables
    }

    /// The noise of one combination of levels.
    public struct Measurement: Sendable, Hashable {
        /// The level of each dimension.
        public let levels: LevelTuple
        /// σ² of a residual; an upper bound on the variance of each cell of a table.
        public let variance: Rational

        /// Takes a combination and its variance.
        public init(levels: LevelTuple, variance: Rational) {
            self.levels = levels
            self.variance = variance
        }
    }

    /// What was measured.
    public let arrangement: Arrangement
    /// Every combination that was measured, the coarser first.
    public let measurements: [Measurement]

    /// Takes what was measured.
    public init(arrangement: Arrangement, measurements: [Measurement]) {
        self.arrangement = arrangement
        self.measurements = measurements
    }
}
