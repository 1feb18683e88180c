/// One value of a file, with the place where it begins.
public struct YAMLNode: Hashable, Sendable {
    /// What a node holds.
    public enum Content: Hashable, Sendable {
        /// Nothing: left empty, `~` or `null`.
        case null
        /// A scalar as written, without its quotes.
        case scalar(YAMLScalar)
        /// A list.
        case sequence([YAMLNode])
        /// Entries in the order of the file; no key comes twice.
        case mapping([YAMLEntry])
        /// Something that was refused when the file was parsed (such as an alias). It has been reported, so
        /// readers pass over it without a further problem.
        case refused
    }

    /// Where the value begins; for an empty value, the place after its key.
    public let position: YAMLPosition
    /// What it holds.
    public let content: Content

    /// Makes a node.
    public init(_ content: Content, at position: YAMLPosition) {
        self.position = position
        self.content = content
    }
}

/// The text of a scalar and whether it was quoted.
public struct YAMLScalar: Hashable, Sendable {
    /// The text as written: `0.10`, `no` and `2024-03` stay what they are.
    public let text: String
    /// Whether it stood without quotes (and not as a block), so that it may be a number or a truth value.
    public let isPlain: Bool

    /// Makes a scalar.
    public init(_ text: String, isPlain: Bool) {
        self.text = text
        self.isPlain = isPlain
    }
}

/// One key of a mapping and its value.
public struct YAMLEntry: Hashable, Sendable {
    /// The key as written, without quotes; never empty.
    public let key: String
    /// Where the key begins.
    public let keyPosition: YAMLPosition
    /// The value.
    public let value: YAMLNode

    /// Makes an entry.
    public init(_ key: String, at keyPosition: YAMLPosition, value: YAMLNode) {
        self.key = key
        self.keyPosition = keyPosition
        self.value = value
    }
}

extension YAMLNode {
    /// What is here, for a message: `a list`, `the number 5`, `the text "abc"` (cut at 40 characters).
    var found: String {
        switch content {
        case .null: "nothing"
        case .refused: "something refused"
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar) where scalar.isPlain && isDecimalNumber(scalar.text):
            isShowable(scalar.text) ? "the number \(cut(scalar.text))" : "a number"
        case .scalar(let scalar) where scalar.isPlain && ["true", "false"].contains(scalar.text):
            scalar.text
        case .scalar(let scalar) where isShowable(scalar.text): "the text \(quoted(scalar.text))"
        case .scalar: "a text"
        }
    }
}
