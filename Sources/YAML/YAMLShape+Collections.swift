extension YAMLShape {
    /// A mapping with known keys, each asked for in `body`; `expected` names it: `"a dimension"`.
    ///
    /// Ask for every key before the first `guard`: a key never asked for is reported as unknown.
    public static func mapping(
        _ expected: String = "a mapping", _ body: @escaping @Sendable (YAMLMapping) -> Value?
    ) -> Self {
        YAMLShape { node, reader in reader.mapping(node, expected, body) }
    }

    /// A list of values of one shape, with at least `least` of them; one bad value does not hide the next.
    public static func list<Item>(of item: YAMLShape<Item>, least: Int = 0) -> Self where Value == [Item] {
        YAMLShape { node, reader in
            guard case .sequence(let nodes) = node.content else {
                reader.reportExpected("a list", node)
                return nil
            }
            if nodes.count < least {
                let words = least == 1 ? "a list that is not empty" : "a list of at least \(least)"
                reader.report("expected \(words), found \(nodes.count) entries", at: node.position)
                return nil
            }
            let values = nodes.map { reader.read($0, item) }
            let read = values.compactMap(\.self)
            return read.count == values.count ? read : nil
        }
    }

    /// A list, or one value alone that stands for a list of one.
    public static func oneOrList<Item>(of item: YAMLShape<Item>) -> Self where Value == [Item] {
        YAMLShape { node, reader in
            if case .sequence = node.content { return reader.read(node, .list(of: item)) }
            return reader.read(node, item).map { [$0] }
        }
    }

    /// A mapping whose keys are free (languages, codes), in the order of the file.
    public static func dictionary<Item>(of item: YAMLShape<Item>) -> Self where Value == [YAMLPair<Item>] {
        YAMLShape { node, reader in
            guard case .mapping(let entries) = node.content else {
                reader.reportExpected("a mapping", node)
                return nil
            }
            let pairs = entries.map { entry in
                reader.read(entry.value, item).map {
                    YAMLPair(key: entry.key, keyPosition: entry.keyPosition, value: $0)
                }
            }
            let read = pairs.compactMap(\.self)
            return read.count == pairs.count ? read : nil
        }
    }

    /// Either of two ways to write the same: short as a scalar, long as a mapping.
    public static func either(scalar: Self, mapping: Self) -> Self {
        YAMLShape { node, reader in
            switch node.content {
            case .scalar: return reader.read(node, scalar)
            case .mapping: return reader.read(node, mapping)
            case .null, .sequence, .refused:
                reader.reportExpected("a single value or a mapping", node)
                return nil
            }
        }
    }
}

/// One entry of a mapping with free keys.
public struct YAMLPair<Value> {
    /// The key as written.
    public let key: String
    /// Where the key begins.
    public let keyPosition: YAMLPosition
    /// The value.
    public let value: Value

    /// Makes a pair.
    public init(key: String, keyPosition: YAMLPosition, value: Value) {
        self.key = key
        self.keyPosition = keyPosition
        self.value = value
    }
}

extension YAMLPair: Sendable where Value: Sendable {}
extension YAMLPair: Equatable where Value: Equatable {}
extension YAMLPair: Hashable where Value: Hashable {}
