public import Rationals

/// When a count is far from those of the same provider's last periods.
///
/// Two things must both be so. *It cannot well be chance*: if the counts of all these periods came at one rate, each
/// unit for itself, the new count would be so far out with a probability of at most `alarm`. *It is outside of what was
/// usual*: above `factor` times the highest of the last periods, or below the lowest divided by `factor`. The first
/// keeps small counts quiet, the second those that come in waves.
public struct HistoryTest: Sendable, Hashable {
    /// How many periods before are looked at, 3 … 36.
    public let periods: Int
    /// How many of these the provider must have reported, 3 … `periods`.
    public let least: Int
    /// How far outside of them a count must lie, above 1 and at most 100.
    public let factor: Rational
    /// The most often that chance alone may give a warning, above 0 and at most 1/10: per submission and rule,
    /// however many counts are compared.
    public let alarm: Rational
    /// The smallest count that is worth a warning: the new one where it is higher, the lowest before where it is
    /// lower. At least 1.
    public let from: Int64

    /// Takes a test.
    ///
    /// - Throws: `StatisticsError.outOfRange` for a number outside its range.
    public init(
        periods: Int = 6, least: Int = 3, factor: Rational = Rational(2), alarm: Rational? = nil, from: Int64 = 20
    ) throws(StatisticsError) {
        guard (3...36).contains(periods) else { throw .outOfRange("a jump looks at 3 to 36 periods before") }
        guard (3...periods).contains(least) else {
            throw .outOfRange("a jump needs at least 3 of the periods before, and no more than it looks at")
        }
        guard factor > .one, factor <= Rational(100) else {
            throw .outOfRange("the factor of a jump is above 1 and at most 100")
        }
        let alarm = alarm ?? HistoryTest.usualAlarm
        guard alarm > .zero, alarm <= HistoryTest.highestAlarm else {
            throw .outOfRange("the alarm rate of a jump is above 0 and at most 1/10")
        }
        guard from >= 1 else { throw .outOfRange("the smallest count of a jump is at least 1") }
        (self.periods, self.least, self.factor, self.alarm, self.from) = (periods, least, factor, alarm, from)
    }

    private static let usualAlarm = Rational(1, over: 1000) ?? .one
    private static let highestAlarm = Rational(1, over: 10) ?? .one
}
