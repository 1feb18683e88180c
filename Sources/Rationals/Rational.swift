/// An exact fraction of two 64-bit integers, always in lowest terms with a positive denominator.
///
/// Privacy parameters (ε, ρ, σ², scales, shares) are rationals so that nothing between a count and its
/// noise is ever a floating-point number. Numerator and denominator stay within ±(2⁶³ − 1); an operation
/// whose exact result does not fit returns `nil`, it never wraps and never rounds.
public struct Rational: Hashable, Sendable {
    /// The numerator, carrying the sign; coprime to the denominator. In −(2⁶³ − 1) … 2⁶³ − 1.
    public let numerator: Int64
    /// The denominator, in 1 … 2⁶³ − 1.
    public let denominator: Int64

    /// Zero.
    public static let zero = Rational(0)
    /// One.
    public static let one = Rational(1)

    /// Makes a whole number. `Int64.min` has no negation that fits and is not accepted.
    public init(_ whole: Int32) {
        numerator = Int64(whole)
        denominator = 1
    }

    /// Makes `numerator / denominator` in lowest terms; `nil` if the denominator is zero or the reduced
    /// fraction does not fit.
    public init?(_ numerator: Int64, over denominator: Int64) {
        self.init(wide: Int128(numerator), over: Int128(denominator))
    }

    /// Reduces a 128-bit fraction; `nil` if the denominator is zero or the reduced fraction does not fit.
    init?(wide numerator: Int128, over denominator: Int128) {
        guard denominator != 0 else { return nil }
        let divisor = Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let top = numerator.magnitude / divisor
        let bottom = denominator.magnitude / divisor
        guard let small = Int64(exactly: top), let large = Int64(exactly: bottom) else { return nil }
        self.numerator = (numerator < 0) != (denominator < 0) ? -small : small
        self.denominator = large
    }

    /// Euclid's algorithm; at least 1 where either argument is not zero.
    private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger == 0 ? 1 : larger
    }
}

// MARK: - Arithmetic

extension Rational {
    /// The exact sum, or `nil` if it does not fit.
    public func adding(_ other: Rational) -> Rational? {
        // |n·d| < 2¹²⁶, so the sum of the two products cannot overflow 128 bits.
        Rational(
            wide: Int128(numerator) * Int128(other.denominator) + Int128(other.numerator) * Int128(denominator),
            over: Int128(denominator) * Int128(other.denominator))
    }

    /// The exact difference, or `nil` if it does not fit.
    public func subtracting(_ other: Rational) -> Rational? {
        adding(other.negated)
    }

    /// The exact product, or `nil` if it does not fit.
    public func multiplied(by other: Rational) -> Rational? {
        Rational(
            wide: Int128(numerator) * Int128(other.numerator),
            over: Int128(denominator) * Int128(other.denominator))
    }

    /// The exact quotient, or `nil` if it does not fit or `other` is zero.
    public func divided(by other: Rational) -> Rational? {
        Rational(
            wide: Int128(numerator) * Int128(other.denominator),
            over: Int128(denominator) * Int128(other.numerator))
    }

    /// The same fraction with the other sign.
    public var negated: Rational { Rational(reducedNumerator: -numerator, denominator: denominator) }

    /// The nearest floating-point number. For reporting and for planning, never for drawing noise.
    public var approximateValue: Double { Double(numerator) / Double(denominator) }

    private init(reducedNumerator: Int64, denominator: Int64) {
        numerator = reducedNumerator
        self.denominator = denominator
    }
}

extension Rational: Comparable {
    /// Exact comparison by cross-multiplication in 128 bits.
    public static func < (left: Rational, right: Rational) -> Bool {
        Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
    }
}
