/// A digest of 32 bytes, such as an HMAC-SHA-256.
public struct Digest32: Hashable, Sendable, Comparable {
    /// The bytes in four words, the first byte highest.
    private let words: SIMD4<UInt64>

    /// Takes 32 bytes; `nil` for any other number.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words = SIMD4<UInt64>()
        for (place, byte) in bytes.enumerated() { words[place / 8] = words[place / 8] << 8 | UInt64(byte) }
        self.words = words
    }

    /// A digest of four words, the first bytes in the most significant places.
    public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        words = SIMD4(word0, word1, word2, word3)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> (56 - 8 * UInt64($0 % 8))) }
    }

    /// The bytes as four numbers.
    var numbers: [UInt64] { (0..<4).map { words[$0] } }

    /// The first 16 bytes as two numbers in the order of the bytes.
    var beginning: (high: UInt64, low: UInt64) { (words[0], words[1]) }

    /// The order of the bytes.
    public static func < (left: Digest32, right: Digest32) -> Bool {
        for word in 0..<4 where left.words[word] != right.words[word] { return left.words[word] < right.words[word] }
        return false
    }
}
