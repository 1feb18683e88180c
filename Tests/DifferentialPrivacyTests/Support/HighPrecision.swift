import Testing

@testable import DifferentialPrivacy

/// A weight exp(−γ)·2ⁱ as 256 bits of fraction, computed by other means: mpmath 1.3, 2,000 bits.
struct HighPrecisionWeight: CustomTestStringConvertible {
    let isSquared: Bool
    let numerator: UInt64
    let denominator: UInt64
    let magnitude: UInt64
    /// The fraction, the most significant word first, the last one rounded down.
    let words: [UInt64]

    init(_ isSquared: Bool, _ numerator: UInt64, _ denominator: UInt64, _ magnitude: UInt64, _ words: [UInt64]) {
        self.isSquared = isSquared
        self.numerator = numerator
        self.denominator = denominator
        self.magnitude = magnitude
        self.words = words
    }

    var testDescription: String { "exp(-\(magnitude)\(isSquared ? "²" : "")*\(numerator)/\(denominator))" }

    var shape: WeightShape {
        isSquared ? .gaussian(numerator, over: denominator) : .exponential(numerator, over: denominator)
    }

    /// κ times the weight: the whole part and the words of the fraction, the last of which is not to be trusted.
    func times(_ factor: UInt64) -> (whole: UInt64, fraction: [UInt64]) {
        var carry: UInt64 = 0
        var fraction: [UInt64] = []
        for word in words.reversed() {
            let product = word.multipliedFullWidth(by: factor)
            let (sum, overflow) = product.low.addingReportingOverflow(carry)
            fraction.insert(sum, at: 0)
            carry = product.high + (overflow ? 1 : 0)
        }
        return (carry, fraction)
    }
}
