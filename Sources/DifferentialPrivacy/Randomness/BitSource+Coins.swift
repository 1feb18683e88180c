/// Exact coins: nothing here rounds, and no probability is ever a floating-point number.
extension BitSource where Self: ~Copyable {
    /// A uniform integer in `0 ..< bound`, exactly.
    ///
    /// Lemire, *Fast Random Integer Generation in an Interval* (2019, arXiv 1805.10941): of the 2⁶⁴ products
    /// word · bound, those whose low half is at least 2⁶⁴ mod bound fall on every high half equally often; the
    /// others are drawn again. Only where the low half is below `bound` need the remainder be computed.
    ///
    /// The bound must be at least 1.
    @inlinable
    mutating func uniform(below bound: UInt64) throws(RandomnessError) -> UInt64 {
        if bound == 1 { return 0 }
        var product = try next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let surplus = (0 &- bound) % bound
            while product.low < surplus { product = try next().multipliedFullWidth(by: bound) }
        }
        return product.high
    }

    /// True with probability exactly `numerator / denominator`.
    ///
    /// The numerator must be in 0 … `denominator`, the denominator at least 1.
    @inlinable
    mutating func coin(_ numerator: UInt64, over denominator: UInt64) throws(RandomnessError) -> Bool {
        try uniform(below: denominator) < numerator
    }

    /// True with probability exactly exp(−γ) for γ = `numerator / denominator` in 0 … 1.
    ///
    /// Canonne, Kamath, Steinke (2020, arXiv 2004.00010), algorithm 1. Toss coins of probability γ/1, γ/2, γ/3, …
    /// until one fails, the K-th. P(K > k) = γᵏ/k!, so P(K odd) = Σ (−γ)ᵏ/k! = exp(−γ). The coin γ/k is tossed as
    /// two independent coins, γ and 1/k, so that no product of denominators is ever formed; k grows by one a toss
    /// and cannot overflow.
    @inlinable
    mutating func exponentialCoin(_ numerator: UInt64, over denominator: UInt64) throws(RandomnessError) -> Bool {
        let always = numerator == denominator
        var toss: UInt64 = 1
        while try uniform(below: toss) == 0 {
            if !always { guard try coin(numerator, over: denominator) else { break } }
            toss += 1
        }
        return toss & 1 == 1
    }

    /// True with probability exactly exp(−x·y/2), for fractions x and y in 0 … 1.
    ///
    /// As `exponentialCoin`, with the coin x·y/2k tossed as three: 1/2k, x and y.
    @inlinable
    mutating func halfProductCoin(_ first: Fraction, _ second: Fraction) throws(RandomnessError) -> Bool {
        var toss: UInt64 = 1
        while try uniform(below: 2 * toss) == 0 {
            guard try coin(first.numerator, over: first.denominator) else { break }
            guard try coin(second.numerator, over: second.denominator) else { break }
            toss += 1
        }
        return toss & 1 == 1
    }

    /// True with probability exactly exp(−x·y), for x = `numerator / denominator` of any size and a fraction y.
    ///
    /// The whole part of x gives coins of exp(−y). For the rest of x as `exponentialCoin`, with the coin x·y/k tossed as
    /// three: 1/k, x and y. Meant for a small x: the first coin then decides nearly always.
    @inlinable
    mutating func keeps(
        _ numerator: UInt128, over denominator: UInt64, times fraction: Fraction
    ) throws(RandomnessError) -> Bool {
        var rest = numerator
        if numerator >= UInt128(denominator) {
            rest = numerator % UInt128(denominator)
            var left = numerator / UInt128(denominator)
            while left > 0 {
                guard try exponentialCoin(fraction.numerator, over: fraction.denominator) else { return false }
                left -= 1
            }
        }
        var toss: UInt64 = 1
        while try uniform(below: toss) == 0 {
            guard try coin(UInt64(truncatingIfNeeded: rest), over: denominator) else { break }
            guard try coin(fraction.numerator, over: fraction.denominator) else { break }
            toss += 1
        }
        return toss & 1 == 1
    }
}

/// A fraction in 0 … 1 with a positive denominator, not necessarily in lowest terms.
@usableFromInline
struct Fraction {
    /// In 0 … `denominator`.
    @usableFromInline let numerator: UInt64
    /// At least 1.
    @usableFromInline let denominator: UInt64

    /// One.
    @inlinable static var one: Fraction { Fraction(numerator: 1, denominator: 1) }

    @inlinable
    init(numerator: UInt64, denominator: UInt64) {
        self.numerator = numerator
        self.denominator = denominator
    }
}
