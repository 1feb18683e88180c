public import Rationals

extension DiscreteGaussian {
    /// The noise of least variance that costs no more than a ρ.
    ///
    /// σ² = Δ₂²/2ρ, exactly if its denominator is at most 2²⁰; else rounded up to 36 significant bits. Recompute
    /// the cost from the result (`PrivacyCost.gaussian`): it is at most `rho`.
    ///
    /// - Parameters:
    ///   - rho: what may be spent, greater than 0.
    ///   - sensitivitySquared: Δ₂², the largest squared L2 distance that one unit can move the query; positive.
    /// - Throws: `PrivacyError.rhoOutOfBounds`, `PrivacyError.sensitivityOutOfBounds`,
    ///   `PrivacyError.varianceOutOfBounds` if no variance within bounds is large enough.
    public init(spending rho: Rational, sensitivitySquared: Rational) throws(PrivacyError) {
        guard rho > .zero else { throw .rhoOutOfBounds }
        guard sensitivitySquared > .zero else { throw .sensitivityOutOfBounds }
        try self.init(variance: DiscreteGaussian.variance(forRho: rho, sensitivitySquared: sensitivitySquared))
    }

    /// Δ₂²/2ρ, or a little more.
    ///
    /// With Δ₂² = a/b and ρ = c/d it is top/bottom for top = a·d, bottom = 2·b·c, both below
    /// 2¹²⁷; the least m with m/2ᵏ ≥ top/bottom is found by bisection on the exact 256-bit comparison
    /// m·bottom ≥ top·2ᵏ.
    private static func variance(forRho rho: Rational, sensitivitySquared: Rational) throws(PrivacyError) -> Rational {
        if let exact = sensitivitySquared.divided(by: rho)?.halved, exact.denominator <= 1 << 20 { return exact }
        let top = UInt128(sensitivitySquared.numerator.magnitude) * UInt128(rho.denominator.magnitude)
        let bottom = UInt128(sensitivitySquared.denominator.magnitude) * UInt128(rho.numerator.magnitude) * 2
        let size = bottom.leadingZeroBitCount - top.leadingZeroBitCount
        let power = min(60, max(0, 36 - size))
        let wanted = top.multipliedFullWidth(by: 1 << UInt128(power))
        var tooSmall: UInt128 = 0
        var enough: UInt128 = 1 << 61
        func suffices(_ candidate: UInt128) -> Bool {
            let reached = bottom.multipliedFullWidth(by: candidate)
            return (reached.high, reached.low) >= (wanted.high, wanted.low)
        }
        guard suffices(enough) else { throw .varianceOutOfBounds }
        while enough - tooSmall > 1 {
            let middle = (tooSmall + enough) / 2
            if suffices(middle) { enough = middle } else { tooSmall = middle }
        }
        guard let variance = Rational(Int64(enough), over: 1 << Int64(power)) else { throw .varianceOutOfBounds }
        return variance
    }
}
