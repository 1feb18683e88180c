/// Two numbers between which exp(−γ) lies, for a fraction γ ≥ 0: as close as is asked for, and never wrong.
struct ExponentialEnclosure {
    /// At most exp(−γ).
    private(set) var lower: FixedPoint
    /// At least exp(−γ).
    private(set) var upper: FixedPoint

    /// Encloses exp(−γ) to within some thousands of units of the last place.
    ///
    /// With γ = n + f, n whole and f < 1: exp(−γ) = exp(−1)ⁿ·exp(−f), products of enclosures rounded outwards.
    /// Where n ≥ 45 for each limb, exp(−γ) < 2⁻⁶⁴ to the power of the limbs, since 45·log₂e > 64: it lies between zero
    /// and one unit.
    ///
    /// - Parameters:
    ///   - exponent: γ; its denominator at least 1.
    ///   - fractionLimbs: how many times 64 bits of fraction, at least 1.
    init(_ exponent: WeightShape.Exponent, fractionLimbs: Int) {
        let (whole, rest) = exponent.numerator.quotientAndRemainder(dividingBy: UInt128(exponent.denominator))
        guard whole < UInt128(45 * fractionLimbs) else {
            let zero = FixedPoint(0, fractionLimbs: fractionLimbs)
            self.init(lower: zero, upper: zero)
            upper.add(units: 1)
            return
        }
        self.init(series: UInt64(rest), over: exponent.denominator, fractionLimbs: fractionLimbs)
        guard whole > 0 else { return }
        var power = ExponentialEnclosure(series: 1, over: 1, fractionLimbs: fractionLimbs)
        var left = UInt64(whole)
        while true {
            if left & 1 == 1 { multiply(by: power) }
            left >>= 1
            if left == 0 { return }
            power.multiply(by: power)
        }
    }

    private init(lower: FixedPoint, upper: FixedPoint) {
        self.lower = lower
        self.upper = upper
    }

    /// Encloses exp(−a/b) for a ≤ b by its series, Σ (−a/b)ⁱ/i!.
    ///
    /// Each term is the one before times a, divided by b and i, rounded down: one unit is lost a term, and what was lost
    /// before is divided by i, so that no term lacks more than 2 units. Beyond a term that comes out as zero the series,
    /// which alternates and falls, adds less than that term, which is below 2 units. So N terms err by less than
    /// 2·(N + 1).
    private init(series numerator: UInt64, over denominator: UInt64, fractionLimbs: Int) {
        var term = FixedPoint(1, fractionLimbs: fractionLimbs)
        var sum = term
        var count: UInt64 = 0
        while !term.isZero {
            count += 1
            term.multiply(by: numerator)
            term.divide(by: denominator)
            term.divide(by: count)
            if count & 1 == 1 { sum -= term } else { sum += term }
        }
        self.init(lower: sum, upper: sum)
        lower.takeAway(units: 2 * (count + 1))
        upper.add(units: 2 * (count + 1))
    }

    private mutating func multiply(by other: ExponentialEnclosure) {
        lower = lower * other.lower
        upper = upper * other.upper
        upper.add(units: 1)
    }

    /// Multiplies by factor·2^doublings, exactly.
    mutating func multiply(by factor: UInt64, doublings: Int) {
        for bound in [\ExponentialEnclosure.lower, \.upper] {
            self[keyPath: bound].multiply(by: factor)
            self[keyPath: bound].double(times: doublings)
        }
    }
}
