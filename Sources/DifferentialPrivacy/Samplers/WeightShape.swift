/// The weights that a table of magnitudes is made of: exp(−m·a/b) or exp(−m²·a/b), m = 0, 1, 2, …
@usableFromInline
struct WeightShape: Sendable {
    /// γ of a weight exp(−γ).
    struct Exponent {
        /// At least 0.
        let numerator: UInt128
        /// At least 1.
        let denominator: UInt64
    }

    /// a, at least 1, at most 2⁶³ − 1.
    private let numerator: UInt64
    /// b, at least 1, at most 2⁶³ − 1.
    private let denominator: UInt64
    /// Whether the exponent grows with the square of m.
    private let isSquared: Bool

    /// Weights exp(−m·a/b).
    static func exponential(_ numerator: UInt64, over denominator: UInt64) -> WeightShape {
        WeightShape(numerator: numerator, denominator: denominator, isSquared: false)
    }

    /// Weights exp(−m²·a/b).
    static func gaussian(_ numerator: UInt64, over denominator: UInt64) -> WeightShape {
        WeightShape(numerator: numerator, denominator: denominator, isSquared: true)
    }

    /// γ of the m-th weight. Traps, where m² is beyond 64 bits; no table draws that far.
    func exponent(_ magnitude: UInt64) -> Exponent {
        Exponent(
            numerator: UInt128(isSquared ? magnitude * magnitude : magnitude) * UInt128(numerator),
            denominator: denominator)
    }

    /// A weight below 1 in units of 2⁻⁶⁴, from below and from above.
    struct Bounds {
        /// At most the weight.
        var lower: UInt64
        /// At least the weight.
        var upper: UInt64

        /// What encloses the product, rounded outwards.
        func times(_ other: Bounds) -> Bounds {
            Bounds(
                lower: lower.multipliedFullWidth(by: other.lower).high,
                upper: upper.multipliedFullWidth(by: other.upper).high + 1)
        }
    }

    /// The weights m = 1, 2, … while they may exceed 2⁻³², each enclosed.
    ///
    /// With x = exp(−a/b): wₘ₊₁ = wₘ·x, or wₘ₊₁ = wₘ·cₘ with c₀ = x and cₘ₊₁ = cₘ·x², since (m + 1)² − m² = 2m + 1.
    /// The first weight comes from the series. It must be below 1 by more than 2⁻⁶⁰, which scales below 2³⁰ have.
    func bounds() -> [Bounds] {
        let first = ExponentialEnclosure(exponent(1), fractionLimbs: 2)
        let base = Bounds(lower: first.lower.leadingLimb, upper: first.upper.leadingLimb + 1)
        // An upper bound of 1 or more would have lost its whole part.
        precondition(base.lower <= base.upper, "a weight too near 1")
        let square = base.times(base)
        var ratio = base
        var weights: [Bounds] = []
        weights.reserveCapacity(512)
        var weight = base
        while weight.upper > 1 << 32 {
            weights.append(weight)
            if isSquared { ratio = ratio.times(square) }
            weight = weight.times(ratio)
        }
        return weights
    }
}
