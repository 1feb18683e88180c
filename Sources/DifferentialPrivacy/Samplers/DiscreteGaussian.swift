public import Rationals

/// Discrete Gaussian noise: P(z) proportional to exp(−z²/2σ²) on the integers.
///
/// Added to a query of integer values whose L2 sensitivity is Δ₂, it gives Δ₂²/2σ² zero-concentrated
/// differential privacy.
public struct DiscreteGaussian: IntegerNoise, Hashable {
    /// The parameter σ², a little more than the true variance where σ is small.
    ///
    /// Positive; numerator and denominator at most 2⁶¹.
    public let variance: Rational
    /// σ² = p/q: p, in 1 … 2⁶¹.
    @usableFromInline let numerator: UInt64
    /// σ² = p/q: q, in 1 … 2⁶¹.
    @usableFromInline let denominator: UInt64
    /// t = ⌊σ⌋ + 1, the scale of the proposals; at most 2³¹.
    @usableFromInline let step: UInt64
    /// q·t², at most 2⁶³: either σ < 1 and it is q, or t ≤ 2σ and it is at most 4p.
    @usableFromInline let stepSquared: UInt64
    /// Discrete Laplace of scale t.
    @usableFromInline let proposal: DiscreteLaplace

    /// Noise with this σ².
    ///
    /// - Parameter variance: positive, numerator and denominator at most 2⁶¹.
    /// - Throws: `PrivacyError.varianceOutOfBounds`.
    public init(variance: Rational) throws(PrivacyError) {
        guard variance > .zero, variance.numerator <= 1 << 61, variance.denominator <= 1 << 61
        else { throw .varianceOutOfBounds }
        self.variance = variance
        numerator = UInt64(variance.numerator)
        denominator = UInt64(variance.denominator)
        step = DiscreteGaussian.squareRootRoundedDown(numerator / denominator) + 1
        stepSquared = denominator * step * step
        guard let scale = Rational(Int64(step), over: 1) else { throw .varianceOutOfBounds }
        proposal = try DiscreteLaplace(scale: scale)
    }

    /// The largest integer whose square is at most a value, bit by bit.
    ///
    /// ⌊√⌊σ²⌋⌋ = ⌊σ⌋.
    private static func squareRootRoundedDown(_ value: UInt64) -> UInt64 {
        var root: UInt64 = 0
        for shift in stride(from: UInt64(31), through: 0, by: -1) {
            let candidate = root | 1 << shift
            if candidate * candidate <= value { root = candidate }
        }
        return root
    }

    /// Draws once, exactly.
    ///
    /// Canonne, Kamath, Steinke (2020, arXiv 2004.00010), algorithm 3: propose Y from the discrete Laplace of
    /// scale t = ⌊σ⌋ + 1, keep it with probability exp(−γ), γ = (|Y| − σ²/t)²/2σ². The product
    /// exp(−|Y|/t)·exp(−γ) is exp(−Y²/2σ²) times a constant, so what is kept has the wanted distribution.
    ///
    /// With σ² = p/q and u = ||Y|·t·q − p|: γ = ½·x·y for x = u/(q·t²), y = u/p, both of the order of |Y|/σ.
    /// t·q ≤ 2⁶² and |Y| < 2⁶³, so u stays below 2¹²⁶.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    @inlinable
    public func sample(using source: inout some BitSource & ~Copyable) throws(RandomnessError) -> Int64 {
        while true {
            let candidate = try proposal.sample(using: &source)
            let reached = UInt128(candidate.magnitude) * UInt128(step * denominator)
            let centre = UInt128(numerator)
            let distance = reached > centre ? reached - centre : centre - reached
            if try keeps(distance, using: &source) { return candidate }
        }
    }

    /// True with probability exactly exp(−½·x·y) for x = `distance`/(q·t²), y = `distance`/p.
    ///
    /// With integer parts X, Y and fractions f, g: x·y = X·Y + X·g + Y·f + f·g, and the exponential of a sum is a
    /// run of independent coins, X·Y of exp(−½), X of exp(−½g), Y of exp(−½f), one of exp(−½fg). No product of
    /// two distances is formed.
    @inlinable
    func keeps(
        _ distance: UInt128, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> Bool {
        let (first, firstRest) = distance.quotientAndRemainder(dividingBy: UInt128(stepSquared))
        let (second, secondRest) = distance.quotientAndRemainder(dividingBy: UInt128(numerator))
        let firstPart = Fraction(numerator: UInt64(firstRest), denominator: stepSquared)
        let secondPart = Fraction(numerator: UInt64(secondRest), denominator: numerator)
        guard try source.halfProductCoin(firstPart, secondPart) else { return false }
        var outer: UInt128 = 0
        while outer < first {
            guard try source.halfProductCoin(.one, secondPart) else { return false }
            var inner: UInt128 = 0
            while inner < second {
                guard try source.exponentialCoin(1, over: 2) else { return false }
                inner += 1
            }
            outer += 1
        }
        var last: UInt128 = 0
        while last < second {
            guard try source.halfProductCoin(firstPart, .one) else { return false }
            last += 1
        }
        return true
    }
}
