/// 32 bytes: a SHA-256 hash, or an HMAC-SHA-256 tag.
///
/// Ordered as its bytes are. `==` takes time that depends on the digests; to check a tag that somebody presents, use
/// `isEqual(inConstantTime:)`.
public struct Digest: Hashable, Comparable, Sendable {
    /// Bytes 0 … 7, the first of them the most significant.
    public let word0: UInt64
    /// Bytes 8 … 15.
    public let word1: UInt64
    /// Bytes 16 … 23.
    public let word2: UInt64
    /// Bytes 24 … 31.
    public let word3: UInt64

    /// How many bytes a digest has.
    public static let byteCount = 32

    /// A digest of four words, the first bytes in the most significant places.
    public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// A digest of 32 bytes; `nil` for any other number.
    public init?(_ bytes: Span<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        func word(_ start: Int) -> UInt64 {
            var word: UInt64 = 0
            for index in start..<(start + 8) { word = word << 8 | UInt64(bytes[index]) }
            return word
        }
        self.init(word(0), word(8), word(16), word(24))
    }

    /// Reads 64 hexadecimal digits of either case; `nil` for anything else.
    public init?(hexadecimal text: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(of: text) else { return nil }
        self.init(bytes.span)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        [word0, word1, word2, word3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
    }

    /// Compares without a branch or an early exit that depends on the digests.
    public func isEqual(inConstantTime other: Digest) -> Bool {
        (word0 ^ other.word0) | (word1 ^ other.word1) | (word2 ^ other.word2) | (word3 ^ other.word3) == 0
    }

    /// The order of the bytes, first byte first.
    public static func < (left: Digest, right: Digest) -> Bool {
        (left.word0, left.word1, left.word2, left.word3) < (right.word0, right.word1, right.word2, right.word3)
    }
}

extension Digest: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String { Hexadecimal.text(of: bytes) }
}
