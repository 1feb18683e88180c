/// Why a mechanism or a conversion refuses its parameters.
///
/// All of these are facts about declared parameters; none depends on data.
public enum PrivacyError: Error, Hashable, Sendable {
    /// A scale of Laplace noise that is not positive, or exceeds 2⁴⁰.
    case scaleOutOfBounds
    /// A variance of Gaussian noise that is not positive, or whose numerator or denominator exceeds 2⁶¹.
    case varianceOutOfBounds
    /// An ε outside the bounds that the operation states.
    case epsilonOutOfBounds
    /// A δ outside the bounds that the operation states.
    case deltaOutOfBounds
    /// A ρ that is negative, or zero where a positive one is needed.
    case rhoOutOfBounds
    /// A sensitivity that is negative, or zero where a positive one is needed.
    case sensitivityOutOfBounds
    /// An exact result whose numerator or denominator does not fit; see `Rational`.
    case doesNotFit
}
