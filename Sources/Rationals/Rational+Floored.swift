extension Rational {
    /// The multiple of 2⁻ᵏ at or just below a number of at least 0.
    ///
    /// - Parameter places: k, in 0 … 62.
    /// - Returns: the multiple, or `nil` if it does not fit or the number is negative.
    public func floored(places: Int) -> Rational? {
        guard self >= .zero, (0...62).contains(places) else { return nil }
        // The numerator is below 2⁶³, so 128 bits hold the product.
        let units = (Int128(numerator) << Int128(places)) / Int128(denominator)
        return Int64(exactly: units).flatMap { Rational($0, over: 1 << Int64(places)) }
    }
}
