import DifferentialPrivacy
import Rationals
import Releasing

/// What something costs, for people.
struct CostText {
    private let rho: Rational
    private let delta: Rational
    private let pureEpsilon: Rational?
    private let isExact: Bool

    init(_ charge: Ledger.Charge) {
        self.init(
            rho: charge.cost.rho, delta: charge.cost.delta, pureEpsilon: charge.pureEpsilon, isExact: charge.isExact)
    }

    init(rho: Rational, delta: Rational, pureEpsilon: Rational?, isExact: Bool) {
        self.rho = rho
        self.delta = delta
        self.pureEpsilon = pureEpsilon
        self.isExact = isExact
    }

    func words(_ console: Console) -> String {
        if isExact { return console.text("nothing: the figures are exact", "tiada apa-apa: angkanya tepat") }
        if let pureEpsilon { return "ε = \(CostText.decimal(pureEpsilon))" }
        // δ′ is far below what `decimal` takes for nothing.
        let selection = delta == .zero ? "" : ", δ′ = \(CostText.scientific(delta))"
        return "ρ = \(CostText.decimal(rho))\(selection)"
    }

    /// A number above zero with three significant digits, rounded up, and its power of ten.
    static func scientific(_ number: Rational) -> String {
        var (value, exponent) = (number.approximateValue, 0)
        while value < 1 { (value, exponent) = (value * 10, exponent - 1) }
        return "\((value * 100 - 1e-6).rounded(.up) / 100)e\(exponent)"
    }

    /// A number with four significant digits; as with guarantees, what is spent is rounded up, and what is left down. What
    /// is below a billionth is what rounding left: none.
    static func decimal(_ number: Rational, _ rule: FloatingPointRoundingRule = .up) -> String {
        let value = number.approximateValue
        guard value.magnitude >= 1e-9, value.isFinite else { return "0" }
        let exponent = Int(value.magnitude.exponent10)
        let places = max(0, 3 - exponent)
        var scale = 1.0
        for _ in 0..<min(places, 15) { scale *= 10 }
        // What the product in floating point may be off by is no digit to be rounded.
        let slack = rule == .up ? -1e-6 : 1e-6
        let rounded = (value * scale + slack).rounded(rule) / scale
        return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
    }
}

extension Double {
    /// The power of ten of the leading digit of a number above zero.
    fileprivate var exponent10: Int {
        var (value, exponent) = (self, 0)
        while value >= 10 { (value, exponent) = (value / 10, exponent + 1) }
        while value < 1 { (value, exponent) = (value * 10, exponent - 1) }
        return exponent
    }
}
