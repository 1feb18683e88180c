public import Rationals

/// The units that several datasets count, and the privacy budget that they share.
public struct Population: Sendable, Hashable {
    /// The name of the population.
    public let id: Identifier
    /// The title that people read.
    public let title: LocalizedText
    /// What one unit is: `case`, `child`, `contact`.
    public let unit: String
    /// ε of the whole budget of one day, together with `delta`; above 0, at most 100.
    public let epsilon: Rational
    /// δ of the whole budget of one day; 0 for pure ε, below 1.
    public let delta: Rational
    /// Each dataset's share of the budget; together with the reserve at most 1.
    public let shares: [Identifier: Rational]
    /// The share kept back for corrections.
    public let reserve: Rational

    /// Takes a population.
    ///
    /// - Throws: `StatisticsError.outOfRange` for an ε, δ or share outside its range, or shares and reserve
    ///   that come to more than the whole.
    public init(
        id: Identifier, title: LocalizedText, unit: String, epsilon: Rational, delta: Rational,
        shares: [Identifier: Rational], reserve: Rational
    ) throws(StatisticsError) {
        guard epsilon > .zero, epsilon <= Rational(100) else {
            throw .outOfRange("epsilon must be above 0 and at most 100")
        }
        guard delta >= .zero, delta < .one else { throw .outOfRange("delta must be 0 or more and below 1") }
        guard reserve >= .zero, reserve < .one else { throw .outOfRange("reserve must be 0 or more and below 1") }
        var sum: Rational? = reserve
        for (dataset, share) in shares {
            guard share > .zero else { throw .outOfRange("the share of \(dataset) must be above 0") }
            sum = sum?.adding(share)
        }
        guard let sum, sum <= .one else {
            throw .outOfRange("the shares and the reserve come to \(sum?.description ?? "no number that fits"), over 1")
        }
        self.id = id
        self.title = title
        self.unit = unit
        self.epsilon = epsilon
        self.delta = delta
        self.shares = shares
        self.reserve = reserve
    }
}
