public import Rationals

/// What a release may cost one unit, in all the periods in which it may lie; that is what each of its days is charged.
public enum ReleaseBudget: Sendable, Hashable {
    /// ρ of zero-concentrated differential privacy, and the δ at which its ε is stated.
    case concentrated(rho: Rational, statedDelta: Rational)
    /// Pure ε.
    case pure(epsilon: Rational)
    /// Nothing is promised: for reference data.
    case unlimited
}
