/// How one value of the command line is read, and what help and messages say about it.
///
/// Add parsers of your own in an extension:
/// ```swift
/// extension ValueParser<Rational> {
///     static var rational: Self { .reading("an exact number such as 0.1 or 1/3") { Rational($0) } }
/// }
/// ```
public struct ValueParser<Value: Sendable>: Sendable {
    /// What a value should be: `a whole number from 1 to 9`.
    let expected: String
    /// The only texts accepted; empty where there are too many to list.
    let choices: [String]
    /// What help adds about values; `nil` where the option's own help says enough.
    let note: String?
    let parse: @Sendable (String) -> Value?
    let describe: @Sendable (Value) -> String

    /// Reads a value with a function that gives `nil` for what is none and the same value for the same text
    /// every time.
    ///
    /// - Parameters:
    ///   - expected: what messages say that was expected: `a date`.
    ///   - describe: how help shows a default.
    ///   - parse: the function.
    /// - Returns: the parser.
    public static func reading(
        _ expected: String, describe: @escaping @Sendable (Value) -> String = { "\($0)" },
        _ parse: @escaping @Sendable (String) -> Value?
    ) -> Self {
        ValueParser(expected: expected, choices: [], note: nil, parse: parse, describe: describe)
    }
}

extension ValueParser<String> {
    /// Any text but the empty one.
    public static var text: Self { .reading("a text") { $0.isEmpty ? nil : $0 } }

    /// One of some words.
    public static func oneOf(_ words: [String]) -> Self {
        ValueParser(
            expected: listed(words, "or"), choices: words, note: listed(words, "or"),
            parse: { words.contains($0) ? $0 : nil }, describe: { $0 })
    }
}

extension ValueParser where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of an enumeration's cases, by raw value.
    public static func oneOf(_ type: Value.Type) -> Self {
        let words = type.allCases.map(\.rawValue)
        return ValueParser(
            expected: listed(words, "or"), choices: words, note: listed(words, "or"),
            parse: { Value(rawValue: $0) }, describe: { $0.rawValue })
    }
}

extension ValueParser where Value: FixedWidthInteger {
    /// A whole number of a range.
    public static func int(in range: ClosedRange<Value>) -> Self {
        var bounds: String? = "\(range.lowerBound) to \(range.upperBound)"
        var expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        if range.upperBound == .max {
            let isFree = range.lowerBound == .min
            bounds = isFree ? nil : "at least \(range.lowerBound)"
            expected = isFree ? "a whole number" : "a whole number of at least \(range.lowerBound)"
        }
        return ValueParser(
            expected: expected, choices: [], note: bounds,
            parse: { text in Value(text).flatMap { range.contains($0) ? $0 : nil } }, describe: { "\($0)" })
    }

    /// A whole number of at least `range.lowerBound`.
    public static func int(in range: PartialRangeFrom<Value>) -> Self { int(in: range.lowerBound...(.max)) }
}

extension ValueParser<Int> {
    /// Any whole number that fits.
    public static var int: Self { int(in: (.min)...(.max)) }
}

extension ValueParser<Int64> {
    /// Any whole number that fits in 64 bits.
    public static var int64: Self { int(in: (.min)...(.max)) }
}
