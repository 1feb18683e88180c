/// The name of a submission: `S-` and ten characters that people can read to each other.
///
/// The characters are those of Crockford's base 32: digits and letters without I, L, O and U. They carry 50 random bits,
/// so that one name tells nothing of another.
public struct SubmissionID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The name as written.
    public let description: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Makes a name of random bytes, at least 7.
    public init(randomBytes bytes: [UInt8]) {
        precondition(bytes.count >= 7, "a name needs 50 bits")
        var bits: UInt64 = 0
        for byte in bytes.prefix(7) { bits = bits << 8 | UInt64(byte) }
        var characters: [UInt8] = Array("S-".utf8)
        for _ in 0..<10 {
            characters.append(SubmissionID.alphabet[Int(bits & 31)])
            bits >>= 5
        }
        description = String(decoding: characters, as: UTF8.self)
    }

    /// Reads a name as people write it: in either case, with O for 0 and I or L for 1; `nil` if it is none.
    public init?(_ text: String) {
        let upper = text.uppercased()
        guard upper.hasPrefix("S-"), upper.utf8.count == 12 else { return nil }
        var characters: [UInt8] = Array("S-".utf8)
        for byte in upper.utf8.dropFirst(2) {
            let meant: UInt8 =
                switch byte {
                case UInt8(ascii: "O"): UInt8(ascii: "0")
                case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
                default: byte
                }
            guard SubmissionID.alphabet.contains(meant) else { return nil }
            characters.append(meant)
        }
        description = String(decoding: characters, as: UTF8.self)
    }

    /// By their characters.
    public static func < (left: SubmissionID, right: SubmissionID) -> Bool { left.description < right.description }
}
