public import Rationals

/// What a release costs: (ρ, δ′), approximate zero-concentrated differential privacy.
///
/// Bun, Steinke, *Concentrated Differential Privacy* (2016, arXiv 1605.02065), section 8. Costs of releases that
/// see the same units add up; both parts are exact rationals, never rounded down.
public struct PrivacyCost: Hashable, Sendable {
    /// The concentrated part ρ, at least 0.
    public let rho: Rational
    /// The part δ′ that selection adds, in 0 … 1; what a conversion to (ε, δ) adds comes on top.
    public let delta: Rational

    /// No cost.
    public static let free = PrivacyCost(uncheckedRho: .zero, delta: .zero)

    /// A cost of this ρ and δ′.
    ///
    /// - Parameters:
    ///   - rho: at least 0.
    ///   - delta: in 0 … 1.
    /// - Throws: `PrivacyError.rhoOutOfBounds`, `PrivacyError.deltaOutOfBounds`.
    public init(rho: Rational, delta: Rational = .zero) throws(PrivacyError) {
        guard rho >= .zero else { throw .rhoOutOfBounds }
        guard delta >= .zero, delta <= .one else { throw .deltaOutOfBounds }
        self.init(uncheckedRho: rho, delta: delta)
    }

    private init(uncheckedRho rho: Rational, delta: Rational) {
        self.rho = rho
        self.delta = delta
    }

    /// The cost of both, on the same units: ρ and δ′ add (composition, section 8 there; δ′ by a union bound, at most 1).
    ///
    /// - Throws: `PrivacyError.doesNotFit` if a sum has no exact `Rational`; round the summands up first.
    public func adding(_ other: PrivacyCost) throws(PrivacyError) -> PrivacyCost {
        guard let rho = rho.adding(other.rho), let delta = delta.adding(other.delta) else { throw .doesNotFit }
        return PrivacyCost(uncheckedRho: rho, delta: min(delta, .one))
    }

    /// The same cost with ρ rounded up to a multiple of 2⁻⁴⁰, so that many such costs add up exactly.
    ///
    /// - Throws: `PrivacyError.doesNotFit` if ρ is 2²² or more.
    public func roundedUp() throws(PrivacyError) -> PrivacyCost {
        guard let rho = rho.rounded(up: true, toMultipleOfPowerOfTwo: 40) else { throw .doesNotFit }
        return PrivacyCost(uncheckedRho: rho, delta: delta)
    }
}

// MARK: - What mechanisms cost

extension PrivacyCost {
    /// Discrete Gaussian noise on a query of integers: ρ = Δ₂²/2σ².
    ///
    /// Canonne, Kamath, Steinke (2020, arXiv 2004.00010), theorem 4, and its form for vectors of independent noise.
    ///
    /// - Parameters:
    ///   - noise: the noise of each entry.
    ///   - sensitivitySquared: Δ₂², the largest squared L2 distance that one unit can move the query; at least 0.
    /// - Returns: the cost, exactly.
    /// - Throws: `PrivacyError.sensitivityOutOfBounds`, `PrivacyError.doesNotFit`.
    public static func gaussian(
        _ noise: DiscreteGaussian, sensitivitySquared: Rational
    ) throws(PrivacyError) -> PrivacyCost {
        guard sensitivitySquared >= .zero else { throw .sensitivityOutOfBounds }
        guard let rho = sensitivitySquared.divided(by: noise.variance)?.halved else { throw .doesNotFit }
        return PrivacyCost(uncheckedRho: rho, delta: .zero)
    }

    /// Discrete Laplace noise on a query of integers, as concentrated cost: ε²/2 for ε = Δ₁/b.
    ///
    /// - Parameters:
    ///   - noise: the noise of each entry.
    ///   - sensitivity: Δ₁, the largest L1 distance that one unit can move the query; at least 0.
    /// - Returns: the cost, exactly.
    /// - Throws: `PrivacyError.sensitivityOutOfBounds`, `PrivacyError.doesNotFit`.
    public static func laplace(_ noise: DiscreteLaplace, sensitivity: Rational) throws(PrivacyError) -> PrivacyCost {
        try pure(epsilon: noise.epsilon(sensitivity: sensitivity))
    }

    /// Any ε differentially private mechanism: ρ = ε²/2 (Bun, Steinke 2016, proposition 1.4).
    ///
    /// - Parameter epsilon: at least 0.
    /// - Returns: the cost, exactly.
    /// - Throws: `PrivacyError.epsilonOutOfBounds`, `PrivacyError.doesNotFit`.
    public static func pure(epsilon: Rational) throws(PrivacyError) -> PrivacyCost {
        guard epsilon >= .zero else { throw .epsilonOutOfBounds }
        guard let rho = epsilon.multiplied(by: epsilon)?.halved else { throw .doesNotFit }
        return PrivacyCost(uncheckedRho: rho, delta: .zero)
    }

    /// One decision of partition selection: (ε, δ) costs ε²/2 and δ′ = δ.
    ///
    /// The mechanism is, but for an event of probability δ, ε differentially private.
    ///
    /// - Throws: `PrivacyError.doesNotFit`.
    public static func selection(_ selection: TruncatedGeometricSelection) throws(PrivacyError) -> PrivacyCost {
        try PrivacyCost(rho: pure(epsilon: selection.epsilon).rho, delta: selection.delta)
    }
}

extension DiscreteLaplace {
    /// The pure ε that this noise costs: Δ₁/b, exactly.
    ///
    /// - Parameter sensitivity: Δ₁, the largest L1 distance that one unit can move the query; at least 0.
    /// - Returns: ε, at least 0.
    /// - Throws: `PrivacyError.sensitivityOutOfBounds`, `PrivacyError.doesNotFit`.
    public func epsilon(sensitivity: Rational) throws(PrivacyError) -> Rational {
        guard sensitivity >= .zero else { throw .sensitivityOutOfBounds }
        guard let epsilon = sensitivity.divided(by: scale) else { throw .doesNotFit }
        return epsilon
    }
}
