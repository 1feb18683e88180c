/// What stands for a unit where its key may not: a keyed hash of it, 32 bytes.
///
/// It says nothing about the key to whoever lacks the hash's key, but joins what one unit did; so it is kept sealed,
/// and neither printed nor published.
public struct UnitMark: Hashable, Sendable, Comparable {
    private let words: SIMD4<UInt64>

    /// A mark of four words, the first bytes of the hash in the most significant places.
    public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        words = SIMD4(word0, word1, word2, word3)
    }

    /// The four words, for whoever keeps marks sealed.
    public var numbers: [UInt64] { (0..<4).map { words[$0] } }

    /// The first two words: enough to choose by, since they are as good as random.
    public var beginning: (high: UInt64, low: UInt64) { (words[0], words[1]) }

    /// The order of the bytes.
    public static func < (left: UnitMark, right: UnitMark) -> Bool {
        for word in 0..<4 where left.words[word] != right.words[word] { return left.words[word] < right.words[word] }
        return false
    }
}

extension UnitMark: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the mark itself.
    public var description: String { "a unit" }
    /// Never the mark itself.
    public var debugDescription: String { description }
    /// Empty, so that reflection shows no mark.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Within which records the same key means the same unit.
public enum KeyScope: String, Sendable, CaseIterable {
    /// Those of one provider: a report number, a case number. Of two providers that both have a number 17 these are two.
    case own
    /// Those of all providers: a pseudonym that they share.
    case shared
}

/// Makes marks of keys: one function under a secret, the same mark for the same key.
public protocol KeyedHash: Sendable {
    /// The mark of a key within a scope; `nil` where the machine fails.
    func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark?
}
