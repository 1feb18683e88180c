import Spelling

extension YAMLShape<String> {
    /// A text as written, quoted or not, and not empty: `no`, `007` and `1.0` stay what they are.
    public static var text: Self {
        .reading(.possiblyEmptyText, as: "a text") { $0.isEmpty ? nil : $0 }
    }

    /// A text as written, which may be `""`.
    public static var possiblyEmptyText: Self {
        YAMLShape { node, reader in
            if case .scalar(let scalar) = node.content { return scalar.text }
            reader.reportExpected("a text", node)
            return nil
        }
    }

    /// The text of a decimal number as written, without quotes, for exact reading: `0.05`, `-3`, `1e-6`.
    public static var number: Self {
        plain("a number") { isDecimalNumber($0) ? $0 : nil }
    }

    /// One of some texts.
    public static func oneOf(_ choices: [String]) -> Self { oneOf(choices) { $0 } }
}

extension YAMLShape<Bool> {
    /// `true` or `false`, without quotes; `yes`, `no`, `on` and `off` mean different things to different readers.
    public static var bool: Self {
        YAMLShape { node, reader in
            if case .scalar(let scalar) = node.content, scalar.isPlain {
                if scalar.text == "true" { return true }
                if scalar.text == "false" { return false }
            }
            reader.reportExpected("true or false", node, hint: "write true or false, without quotes")
            return nil
        }
    }
}

extension YAMLShape where Value: FixedWidthInteger & Sendable {
    /// A whole number of a range, in decimal digits without separators or quotes.
    public static func int(in range: ClosedRange<Value>) -> Self {
        var expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        if range.upperBound == .max {
            expected = range.lowerBound == .min ? "a whole number" : "a whole number of at least \(range.lowerBound)"
        }
        return plain(expected) { text in
            let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
            // A leading zero would mean octal to some readers of YAML.
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), digits == "0" || !digits.hasPrefix("0"),
                let value = Value(text), range.contains(value)
            else { return nil }
            return value
        }
    }

    /// A whole number of at least `range.lowerBound`.
    public static func int(in range: PartialRangeFrom<Value>) -> Self { int(in: range.lowerBound...(.max)) }
}

extension YAMLShape<Int> {
    /// Any whole number that fits.
    public static var int: Self { int(in: (.min)...(.max)) }
}

extension YAMLShape<Int64> {
    /// Any whole number that fits in 64 bits.
    public static var int64: Self { int(in: (.min)...(.max)) }
}

extension YAMLShape where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// One of an enumeration's cases, by raw value.
    public static func oneOf(_ type: Value.Type) -> Self {
        oneOf(type.allCases.map(\.rawValue)) { Value(rawValue: $0) }
    }
}

extension YAMLShape {
    /// One of some words; otherwise the nearest of them is suggested.
    fileprivate static func oneOf(
        _ choices: [String], _ transform: @escaping @Sendable (String) -> Value?
    ) -> Self {
        YAMLShape { node, reader in
            if case .scalar(let scalar) = node.content {
                if choices.contains(scalar.text) { return transform(scalar.text) }
                let meant = nearest(to: scalar.text, among: choices)
                let expected = choices.count == 1 ? listed(choices, "or") : "one of \(listed(choices, "or"))"
                reader.reportExpected(expected, node, hint: meant.map { "did you mean \"\($0)\"?" })
            } else {
                reader.reportExpected("one of \(listed(choices, "or"))", node)
            }
            return nil
        }
    }

    /// A scalar without quotes.
    fileprivate static func plain(
        _ expected: String, _ transform: @escaping @Sendable (String) -> Value?
    ) -> Self {
        YAMLShape { node, reader in
            guard case .scalar(let scalar) = node.content, let value = transform(scalar.text) else {
                reader.reportExpected(expected, node)
                return nil
            }
            if !scalar.isPlain {
                reader.reportExpected(expected, node, hint: "leave the quotation marks out")
                return nil
            }
            return value
        }
    }
}
