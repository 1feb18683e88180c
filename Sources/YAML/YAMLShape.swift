/// What a value should look like and how it is read: `.text`, `.int(in: 1...9)`, `.list(of: .text)`.
///
/// Add shapes of your own in an extension:
/// ```swift
/// extension YAMLShape<Rational> {
///     static var rational: Self { .reading(.number, as: "an exact number") { Rational($0) } }
/// }
/// ```
public struct YAMLShape<Value>: Sendable {
    let body: @Sendable (YAMLNode, YAMLReader) -> Value?

    /// Makes a shape of a function that gives the value, or reports a problem and gives `nil`.
    public init(_ body: @escaping @Sendable (YAMLNode, YAMLReader) -> Value?) {
        self.body = body
    }

    /// What another shape reads, made into this value; where that gives `nil`, `expected` says what should
    /// have been there.
    public static func reading<Raw>(
        _ raw: YAMLShape<Raw>, as expected: String, hint: String? = nil,
        _ transform: @escaping @Sendable (Raw) -> Value?
    ) -> Self {
        YAMLShape { node, reader in
            guard let value = reader.read(node, raw) else { return nil }
            if let made = transform(value) { return made }
            reader.reportExpected(expected, node, hint: hint)
            return nil
        }
    }

    /// A value with its place, for problems that only show later.
    public static func located<Item>(_ item: YAMLShape<Item>) -> Self where Value == YAMLLocated<Item> {
        YAMLShape { node, reader in reader.read(node, item).map { YAMLLocated($0, at: node.position) } }
    }
}

extension YAMLShape<YAMLNode> {
    /// Whatever is there, to be read later or in several ways.
    public static var node: Self { YAMLShape { node, _ in node } }
}

/// A value and where it was written.
public struct YAMLLocated<Value> {
    /// The value.
    public let value: Value
    /// Where it begins.
    public let position: YAMLPosition

    /// Makes a located value.
    public init(_ value: Value, at position: YAMLPosition) {
        self.value = value
        self.position = position
    }
}

extension YAMLLocated: Sendable where Value: Sendable {}
extension YAMLLocated: Equatable where Value: Equatable {}
extension YAMLLocated: Hashable where Value: Hashable {}
