public import Rationals

extension PrivacyCost {
    /// The δ that this cost implies at an ε, δ′ included, rounded up.
    ///
    /// - Parameter epsilon: at least 0.
    /// - Returns: in 0 … 1.
    /// - Throws: `PrivacyError.epsilonOutOfBounds`.
    public func delta(atEpsilon epsilon: Rational) throws(PrivacyError) -> Double {
        guard epsilon >= .zero else { throw .epsilonOutOfBounds }
        let converted = ConcentratedConversion.delta(rho: rho.upperBound, epsilon: epsilon.lowerBound)
        return min(1, (delta.upperBound + converted) * (1 + 0x1p-50))
    }

    /// The ε that this cost implies at a δ, rounded up.
    ///
    /// - Parameter delta: greater than δ′, less than 1; what exceeds δ′ is spent on the conversion.
    /// - Returns: ε, at least 0.
    /// - Throws: `PrivacyError.deltaOutOfBounds`; `PrivacyError.doesNotFit` if δ − δ′ has no exact `Rational`.
    public func epsilon(atDelta delta: Rational) throws(PrivacyError) -> Double {
        guard delta > self.delta, delta < .one else { throw .deltaOutOfBounds }
        guard let left = delta.subtracting(self.delta) else { throw .doesNotFit }
        return ConcentratedConversion.epsilon(rho: rho.upperBound, delta: left.lowerBound)
    }

    /// The largest ρ, a multiple of 2⁻⁴⁰, that stays within (ε, δ): a budget stated as (ε, δ), as ρ.
    ///
    /// 0 where even 2⁻⁴⁰ would exceed the budget.
    ///
    /// - Parameters:
    ///   - epsilon: greater than 0, at most 2¹⁰.
    ///   - delta: greater than 0, less than 1.
    /// - Returns: ρ, at least 0.
    /// - Throws: `PrivacyError.epsilonOutOfBounds`, `PrivacyError.deltaOutOfBounds`.
    public static func largestRho(epsilon: Rational, delta: Rational) throws(PrivacyError) -> Rational {
        guard epsilon > .zero, epsilon <= Rational(1 << 10) else { throw .epsilonOutOfBounds }
        guard delta > .zero, delta < .one else { throw .deltaOutOfBounds }
        let (wanted, allowed) = (epsilon.lowerBound, delta.lowerBound)
        var within: Int64 = 0
        var beyond: Int64 = 1 << 52
        while beyond - within > 1 {
            let middle = (within + beyond) / 2
            // A multiple of 2⁻⁴⁰ below 2¹² is a floating-point number, exactly.
            if ConcentratedConversion.delta(rho: Double(middle) * 0x1p-40, epsilon: wanted) <= allowed {
                within = middle
            } else {
                beyond = middle
            }
        }
        guard let rho = Rational(within, over: 1 << 40) else { throw .doesNotFit }
        return rho
    }
}
