extension Rational: CustomStringConvertible {
    /// `3`, or `3/7`.
    public var description: String {
        denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
    }

    /// Reads exactly what was written: a whole number (`3`), a fraction (`3/7`), a decimal (`0.05`) or a
    /// decimal with an exponent (`1e-6`). No spaces, no thousands separators.
    ///
    /// `nil` if the text is none of these or its exact value does not fit.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        if let slash = bytes.firstIndex(of: UInt8(ascii: "/")) {
            guard let top = Rational.decimal(bytes[..<slash]), let bottom = Rational.decimal(bytes[(slash + 1)...]),
                let quotient = top.divided(by: bottom)
            else { return nil }
            self = quotient
        } else {
            guard let value = Rational.decimal(bytes[...]) else { return nil }
            self = value
        }
    }

    /// Sign, digits, fraction and exponent of a decimal number, exactly.
    private static func decimal(_ bytes: ArraySlice<UInt8>) -> Rational? {
        var rest = bytes
        let negative = rest.first == UInt8(ascii: "-")
        if negative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        var exponent = 0
        if let mark = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            guard let text = String(validating: rest[(mark + 1)...], as: UTF8.self), let parsed = Int(text),
                (-18...18).contains(parsed)
            else { return nil }
            exponent = parsed
            rest = rest[..<mark]
        }
        var digits: Int128 = 0
        var seen = 0
        var afterPoint = false
        for byte in rest {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits = digits * 10 + Int128(byte - UInt8(ascii: "0"))
                seen += 1
                if afterPoint { exponent -= 1 }
                guard digits < 1 << 100 else { return nil }
            case UInt8(ascii: ".") where !afterPoint:
                afterPoint = true
            default:
                return nil
            }
        }
        guard seen > 0, (-36...18).contains(exponent) else { return nil }
        if negative { digits = -digits }
        var power: Int128 = 1
        for _ in 0..<abs(exponent) { power *= 10 }
        guard exponent >= 0 else { return Rational(wide: digits, over: power) }
        let (product, overflow) = digits.multipliedReportingOverflow(by: power)
        return overflow ? nil : Rational(wide: product, over: 1)
    }
}
