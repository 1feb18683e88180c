public import Rationals

/// Discrete Laplace noise: P(z) proportional to exp(−|z|/scale) on the integers.
///
/// Added to a query of integer values whose L1 sensitivity is Δ₁, it gives Δ₁/scale differential privacy.
public struct DiscreteLaplace: IntegerNoise, Hashable {
    /// The scale b: greater than 0, at most 2⁴⁰; any denominator that a `Rational` can hold.
    public let scale: Rational
    /// The scale's numerator t, in 1 … 2⁶³ − 1.
    @usableFromInline let numerator: UInt64
    /// The scale's denominator s, in 1 … 2⁶³ − 1.
    @usableFromInline let denominator: UInt64

    /// The largest scale, 2⁴⁰.
    public static let largestScale = 1 << 40

    /// Noise of this scale.
    ///
    /// - Parameter scale: greater than 0, at most 2⁴⁰.
    /// - Throws: `PrivacyError.scaleOutOfBounds`.
    public init(scale: Rational) throws(PrivacyError) {
        guard scale > .zero,
            Int128(scale.numerator) <= Int128(scale.denominator) * Int128(DiscreteLaplace.largestScale)
        else { throw .scaleOutOfBounds }
        self.scale = scale
        numerator = UInt64(scale.numerator)
        denominator = UInt64(scale.denominator)
    }

    /// Draws once, exactly.
    ///
    /// Canonne, Kamath, Steinke (2020, arXiv 2004.00010), algorithm 2, for scale t/s. U is uniform on 0 … t−1 and
    /// kept with probability exp(−U/t); V counts successes of probability exp(−1). Then U + t·V is geometric,
    /// P(x) ∝ exp(−x/t), and its quotient by s, rounded down, has P(y) ∝ exp(−y·s/t): each y gathers s consecutive
    /// x, whose sum is exp(−y·s/t) times a constant. A fair sign makes it symmetric; of +0 and −0 one is refused,
    /// else zero would count double.
    ///
    /// U + t·V stays below 2¹²⁷, for V grows by one a coin. A draw beyond `Int64` would need V > 2²² at the largest
    /// scale, probability below exp(−2²²); it would trap, not wrap.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    @inlinable
    public func sample(using source: inout some BitSource & ~Copyable) throws(RandomnessError) -> Int64 {
        while true {
            let remainder = try source.uniform(below: numerator)
            guard try source.exponentialCoin(remainder, over: numerator) else { continue }
            var quotient: UInt64 = 0
            while try source.exponentialCoin(1, over: 1) { quotient += 1 }
            let geometric = UInt128(remainder) + UInt128(numerator) * UInt128(quotient)
            let magnitude = Int64(denominator == 1 ? geometric : geometric / UInt128(denominator))
            let isNegative = try source.next() & 1 == 1
            if isNegative && magnitude == 0 { continue }
            return isNegative ? -magnitude : magnitude
        }
    }
}
