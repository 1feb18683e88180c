/// HMAC-SHA-256 under one key, for many messages (RFC 2104, FIPS 198-1).
///
/// The key is prepared once. The type holds working state and cannot be copied; make one for each task.
public struct HMACSHA256: ~Copyable, Sendable {
    private let context: MACContext

    /// Prepares the key.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public init(key: SymmetricKey) throws(CryptographyError) {
        context = try key.withSpan { key throws(CryptographyError) in try MACContext(key: key) }
    }

    /// Prepares a key of any length but none, such as published vectors have.
    init(rawKey: Span<UInt8>) throws(CryptographyError) {
        context = try MACContext(key: rawKey)
    }

    /// The tag of one message; the next call starts anew under the same key.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public mutating func tag(of message: Span<UInt8>) throws(CryptographyError) -> Digest {
        try context.tag(of: message)
    }

    /// The tag of one message; the next call starts anew under the same key.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public mutating func tag(of message: [UInt8]) throws(CryptographyError) -> Digest {
        try context.tag(of: message.span)
    }

    /// The tag of one message under one key.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public static func tag(of message: Span<UInt8>, key: SymmetricKey) throws(CryptographyError) -> Digest {
        var keyed = try HMACSHA256(key: key)
        return try keyed.tag(of: message)
    }

    /// The tag of one message under one key.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public static func tag(of message: [UInt8], key: SymmetricKey) throws(CryptographyError) -> Digest {
        try tag(of: message.span, key: key)
    }
}
