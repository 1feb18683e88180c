import DifferentialPrivacy
import Rationals
import Statistics

/// How a strict threshold decides which figures are shown: with which selection, and at which price.
///
/// **Protection.** Each figure is decided once, from a number of units that one unit changes by at most one (`CellReach`),
/// by an (ε, δ)-differentially private selection. At each combination of levels that is published one unit touches at most c
/// figures, or one at the total of all multi-valued dimensions; in w periods. So it sways at most `decisions` of them, each
/// δ-approximately ε²/2-zCDP, and they add up (Bun, Steinke 2016, section 8).
struct StrictSelection: Hashable, Sendable {
    /// One decision.
    let each: TruncatedGeometricSelection
    /// The most decisions that one unit can sway, over all periods in which it may lie.
    let decisions: Int
    /// What all of these cost: ρ, and as δ′ the whole that was set aside.
    let cost: PrivacyCost

    /// Divides a part of ρ and all of the δ set aside evenly over the decisions that one unit can sway.
    ///
    /// - Parameters:
    ///   - structure: whose unit and whose dimensions count.
    ///   - published: the combinations of levels that are shown.
    ///   - rho: the ρ of the whole release.
    ///   - delta: what the selection may spend, greater than 0.
    /// - Throws: `ReleasingError.parameter` where too little is to be divided.
    init(
        _ structure: DatasetStructure, published: [LevelTuple], rho: Rational, delta: Rational
    ) throws(ReleasingError) {
        let reach = UnitReach(structure)
        let touched = published.reduce(0) { $0 + reach.cells($1) }
        let (decisions, overflow) = touched.multipliedReportingOverflow(by: structure.unit.maxPeriods)
        guard !overflow, decisions > 0 else { throw .parameter(.doesNotFit) }
        // At most 16, in steps of 2⁻²⁴, so that its square is exact; a larger ε would select hardly better.
        let share = rho.approximateValue * ReleaseBudget.selectionShare.approximateValue
        let rate = min(16, max(0, 2 * share / Double(decisions)).squareRoot())
        guard let epsilon = Rational(Int64((rate * 0x1p24).rounded(.down)), over: 1 << 24) else {
            throw .parameter(.epsilonOutOfBounds)
        }
        guard let part = delta.part(ofOne: decisions) else { throw .parameter(.deltaOutOfBounds) }
        do throws(PrivacyError) {
            each = try TruncatedGeometricSelection(epsilon: epsilon, delta: part)
            let spent = try PrivacyCost.pure(epsilon: each.epsilon).roundedUp().repeated(decisions)
            cost = try PrivacyCost(rho: spent.rho, delta: delta)
        } catch { throw .parameter(error) }
        self.decisions = decisions
    }

    /// What the selection leaves of ρ, in multiples of 2⁻⁴⁰ as all costs are.
    ///
    /// - Throws: `ReleasingError.parameter` if that is nothing.
    func rest(of rho: Rational) throws(ReleasingError) -> Rational {
        guard let whole = rho.floored(places: 40), let left = whole.subtracting(cost.rho), left > .zero else {
            throw .parameter(.rhoOutOfBounds)
        }
        return left
    }
}

extension Rational {
    /// One of so many equal parts, as the multiple of 2⁻⁶² at or just below; `nil` for less than that.
    ///
    /// The number must be in 0 … 1, the parts at least one: 62 + 63 bits are held by 128.
    fileprivate func part(ofOne parts: Int) -> Rational? {
        let whole = Int128(numerator) << 62
        let (divisor, overflow) = Int128(denominator).multipliedReportingOverflow(by: Int128(parts))
        guard !overflow, let units = Int64(exactly: whole / divisor), units > 0 else { return nil }
        return Rational(units, over: 1 << 62)
    }
}
