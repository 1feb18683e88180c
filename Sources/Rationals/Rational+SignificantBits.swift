extension Rational {
    /// This number, or one a little greater whose numerator has at most so many bits beside powers of two: itself if its
    /// numerator has no more and its denominator is at most 2⁴⁰, else the next multiple of a power of two.
    ///
    /// For a positive number. The result exceeds it by less than one part in 2^(bits − 1), or by 2⁻⁴⁰ if that is more.
    /// - Parameter bits: 2 … 61.
    /// - Returns: the number, or `nil` if it does not fit.
    public func roundedUp(significantBits bits: Int) -> Rational? {
        precondition((2...61).contains(bits) && self > .zero, "a positive number, to 2 ... 61 bits")
        if numerator < 1 << Int64(bits), denominator <= 1 << 40 { return self }
        // The number lies in 2^(size − 1) … 2^(size + 1).
        let size = denominator.leadingZeroBitCount - numerator.leadingZeroBitCount
        let power = min(40, bits - 1 - size)
        let (top, bottom) =
            power >= 0
            ? (Int128(numerator) << Int128(power), Int128(denominator))
            : (Int128(numerator), Int128(denominator) << Int128(-power))
        let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
        guard let units = Int64(exactly: quotient + (rest > 0 ? 1 : 0)) else { return nil }
        guard power < 0 else { return Rational(units, over: 1 << Int64(power)) }
        let (whole, overflow) = units.multipliedReportingOverflow(by: 1 << Int64(-power))
        return overflow ? nil : Rational(whole, over: 1)
    }
}
