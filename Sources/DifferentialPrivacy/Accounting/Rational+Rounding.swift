import Rationals

extension Rational {
    /// Half of it; `nil` if that does not fit.
    var halved: Rational? { divided(by: Rational(2)) }

    /// The nearest multiple of 2⁻ᵏ on one side; `nil` if it does not fit.
    ///
    /// - Parameters:
    ///   - up: whether to round up rather than down.
    ///   - power: k, in 0 … 62.
    /// - Returns: the multiple, or `nil`.
    func rounded(up: Bool, toMultipleOfPowerOfTwo power: Int) -> Rational? {
        // |numerator| < 2⁶³ and k ≤ 62, so 128 bits hold the product.
        let scaled = Int128(numerator) << Int128(power)
        let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: Int128(denominator))
        let adjusted = quotient + (rest > 0 && up ? 1 : rest < 0 && !up ? -1 : 0)
        guard let whole = Int64(exactly: adjusted) else { return nil }
        return Rational(whole, over: 1 << Int64(power))
    }

    /// A floating-point number that is not above the exact value; for values of at least 0.
    ///
    /// Two conversions and a division err by at most 2⁻⁵³ each, relatively.
    var lowerBound: Double { approximateValue * (1 - 0x1p-50) }

    /// A floating-point number that is not below the exact value; for values of at least 0.
    var upperBound: Double { approximateValue * (1 + 0x1p-50) }
}
