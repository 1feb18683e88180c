public import Rationals

/// What a release may cost each day of each of its periods.
public enum ReleaseBudget: Sendable, Hashable {
    /// ρ of zero-concentrated differential privacy, and the δ at which its ε is stated.
    case concentrated(rho: Rational, statedDelta: Rational)
    /// Pure ε.
    case pure(epsilon: Rational)
}
