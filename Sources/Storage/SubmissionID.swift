/// The name of a submission: `S-` and ten characters of Crockford's base 32.
///
/// 50 random bits: short enough to be read out over a telephone, and no one can tell from it how many there are.
public struct SubmissionID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name as written, in capitals.
    public let description: String

    /// How many random bytes a name is made from.
    public static let randomByteCount = 7

    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let length = 10

    /// A name of random bytes; `nil` for fewer than seven. Only the first 50 bits count.
    public init?(randomBytes bytes: [UInt8]) {
        guard bytes.count >= SubmissionID.randomByteCount else { return nil }
        let bits = bytes.prefix(SubmissionID.randomByteCount).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 6
        let characters = (0..<SubmissionID.length).reversed().map { place in
            SubmissionID.digits[Int(bits >> UInt64(5 * place) & 31)]
        }
        description = "S-" + String(decoding: characters, as: UTF8.self)
    }

    /// Reads a name in capitals or small letters, O as 0, I and L as 1; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
        guard bytes.count == SubmissionID.length + 2, bytes.starts(with: "S-".utf8) else { return nil }
        let characters = bytes.dropFirst(2).map { byte in
            switch byte {
            case UInt8(ascii: "O"): UInt8(ascii: "0")
            case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
            default: byte
            }
        }
        guard characters.allSatisfy(SubmissionID.digits.contains) else { return nil }
        description = "S-" + String(decoding: characters, as: UTF8.self)
    }

    /// Alphabetical by bytes; not the order of arrival.
    public static func < (left: SubmissionID, right: SubmissionID) -> Bool { left.description < right.description }
}
