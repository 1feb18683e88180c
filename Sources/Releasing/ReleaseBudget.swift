public import Rationals

/// What a release may cost one unit, in all the periods in which it may lie; that is what each of its days is charged.
public enum ReleaseBudget: Sendable, Hashable {
    /// ρ of zero-concentrated differential privacy, and the δ at which its ε is stated; of that δ, what the selection of a
    /// strict threshold may spend as δ′, which is charged beside ρ. Below the stated one, and 0 where nothing is selected.
    case concentrated(rho: Rational, statedDelta: Rational, selectionDelta: Rational = .zero)
    /// Pure ε.
    case pure(epsilon: Rational)
    /// Nothing is promised: for reference data.
    case unlimited
}

extension ReleaseBudget {
    /// The part of ρ that a private selection takes, where there is one.
    public static let selectionShare = Rational(1, over: 10) ?? .one
    /// The part of δ that private selections take as δ′, where there are any; the rest is for the conversion of ρ.
    public static let selectionDeltaShare = Rational(1, over: 2) ?? .one
}
