import Glibc
public import Rationals

/// Optimal differentially private partition selection: says whether a cell may be shown at all.
///
/// Desfontaines, Voss, Gipson, Mandayam, *Differentially Private Partition Selection* (2022, arXiv 2006.03684),
/// in its noise form: X has P(x) ∝ exp(−ε|x|) on −κ … κ, and a cell with n units is kept if n + X > κ. An empty
/// cell is never kept. Each unit may touch one cell; where it touches more, divide (ε, δ) among them.
public struct TruncatedGeometricSelection: Hashable, Sendable {
    /// The ε of one decision.
    public let epsilon: Rational
    /// The δ asked for; the one really reached is at most this.
    public let delta: Rational
    /// The bound κ of the noise, at least 1: a cell with more than 2κ units is always kept.
    public let bound: Int64
    /// Discrete Laplace of scale 1/ε, redrawn until within the bound.
    @usableFromInline let noise: DiscreteLaplace

    /// Selection at (ε, δ).
    ///
    /// - Parameters:
    ///   - epsilon: in 2⁻⁴⁰ … 2¹⁰.
    ///   - delta: greater than 0, less than 1.
    /// - Throws: `PrivacyError.epsilonOutOfBounds`, `PrivacyError.deltaOutOfBounds`.
    public init(epsilon: Rational, delta: Rational) throws(PrivacyError) {
        guard epsilon > .zero, epsilon <= Rational(1 << 10), let scale = Rational.one.divided(by: epsilon),
            let noise = try? DiscreteLaplace(scale: scale)
        else { throw .epsilonOutOfBounds }
        guard delta > .zero, delta < .one else { throw .deltaOutOfBounds }
        self.epsilon = epsilon
        self.delta = delta
        self.noise = noise
        bound = TruncatedGeometricSelection.bound(epsilon: epsilon, delta: delta)
    }

    /// The smallest κ whose δ is at most the one asked for, where floating point leaves no doubt of it.
    ///
    /// The real solution is ln((e^ε + 2δ − 1)/((e^ε + 1)δ))/ε; κ is that rounded up. Instead of rounding a
    /// floating-point logarithm, κ is found by bisection on the δ that it really reaches, which falls as κ grows;
    /// the whole comparison errs by less than one part in 10¹², and κ must hold against a δ smaller by that.
    /// At ε ≥ 2⁻⁴⁰ and δ > 2⁻⁶³ some κ < 2⁴⁶ does.
    private static func bound(epsilon: Rational, delta: Rational) -> Int64 {
        let allowed = delta.approximateValue * (1 - 1e-12)
        var tooSmall: Int64 = 0
        var enough: Int64 = 1 << 46
        while enough - tooSmall > 1 {
            let middle = (tooSmall + enough) / 2
            if reachedDelta(epsilon: epsilon.approximateValue, bound: middle) <= allowed {
                enough = middle
            } else {
                tooSmall = middle
            }
        }
        return enough
    }

    /// δ = P(1 + X > κ) = P(X = κ) = r^κ(1 − r)/(1 + r − 2r^(κ+1)), r = exp(−ε), to one part in 10¹².
    ///
    /// The denominator is written (1 − r^(κ+1)) + r(1 − r^κ), so that nothing cancels; the exponents are at most
    /// 100 where δ matters, and their relative error of 2⁻⁵² is multiplied by no more.
    static func reachedDelta(epsilon: Double, bound: Int64) -> Double {
        let ratio = exp(-epsilon)
        let oneLessRatio = -expm1(-epsilon)
        let outermost = exp(-epsilon * Double(bound)) * oneLessRatio
        let within = -expm1(-epsilon * Double(bound))
        let withinNext = -expm1(-epsilon * Double(bound + 1))
        return outermost / (withinNext + ratio * within)
    }

    /// Whether a cell with so many distinct units may be shown. How many bits are drawn does not depend on their number.
    ///
    /// - Parameters:
    ///   - units: the true number of distinct units; 0 or less is never kept.
    ///   - source: where the random bits come from.
    /// - Returns: whether it is kept.
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    @inlinable
    public func keeps(
        units: Int64, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> Bool {
        var draw = try noise.sample(using: &source)
        while draw.magnitude > bound.magnitude { draw = try noise.sample(using: &source) }
        // units + draw > bound, with nothing that could overflow: both sides lie within ±2⁶³.
        return draw > bound - max(units, 0)
    }

    /// Whether a cell may be shown that must never be shown below a threshold.
    ///
    /// Selection on units − (threshold − 1): with certainty nothing is kept that has fewer units than the
    /// threshold, and the decision is (ε, δ) differentially private, for it sees a query of the same sensitivity.
    ///
    /// - Parameters:
    ///   - units: the true number of distinct units.
    ///   - threshold: the fewest units that may be shown, at least 1.
    ///   - source: where the random bits come from.
    /// - Returns: whether it is kept.
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    @inlinable
    public func keeps(
        units: Int64, atLeast threshold: Int64, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> Bool {
        precondition(threshold >= 1, "a threshold counts units, so it is at least 1")
        // Below the threshold as for an empty cell, which is never kept; so nothing overflows either.
        return try keeps(units: units < threshold ? 0 : units - (threshold - 1), using: &source)
    }
}
