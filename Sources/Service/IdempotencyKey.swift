import HTTPServing

/// A key that a client chose for a request, so that it can send it again without its being done twice
/// (draft-ietf-httpapi-idempotency-key-header).
struct IdempotencyKey: Sendable, Hashable {
    /// What stands between the quotes.
    let text: String

    /// The longest key.
    static let longest = 255

    /// What the header may be: a text in quotes, or without them one that has no blank, quote, comma, semicolon or backslash.
    static let pattern =
        "\"([ \\u0021\\u0023-\\u005B\\u005D-\\u007E]|\\\\[\"\\\\]){1,255}\""
        + "|[\\u0021\\u0023-\\u002B\\u002D-\\u003A\\u003C-\\u005B\\u005D-\\u007E]{1,255}"

    /// Reads the value of the header: a string of structured fields (RFC 9651 §3.3.3), or, as many clients send it, the
    /// same without quotes. `nil` for what is empty, too long or holds other than visible ASCII and blanks.
    init?(_ value: String) {
        var bytes = Array(value.utf8)
        if bytes.first == UInt8(ascii: "\"") {
            guard bytes.count >= 2, bytes.last == UInt8(ascii: "\"") else { return nil }
            guard let inner = IdempotencyKey.unescaped(bytes[1..<(bytes.count - 1)]) else { return nil }
            bytes = inner
        } else if bytes.contains(where: { [0x20, 0x22, 0x2C, 0x3B, 0x5C].contains($0) }) {
            return nil
        }
        guard (1...IdempotencyKey.longest).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var (found, rest) = ([UInt8](), bytes)
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return nil
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst(), next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") else {
                    return nil
                }
                found.append(next)
            default: found.append(byte)
            }
        }
        return found
    }

    /// The key of a request; `nil` if it has none.
    ///
    /// - Throws: `ProblemError` for one that is malformed or given in several ways.
    static func of(_ head: HTTPHead) throws -> IdempotencyKey? {
        guard head.headers.contains(where: { $0.name == "idempotency-key" }) else { return nil }
        guard let key = head["idempotency-key"].flatMap({ IdempotencyKey($0) }) else {
            throw ProblemError(
                Problem(
                    .badRequest,
                    "Idempotency-Key is one text in double quotes of 1 to \(longest) characters of ASCII"))
        }
        return key
    }
}
