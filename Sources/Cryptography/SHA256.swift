/// A SHA-256 hash in the making: bytes in any number of pieces, then the digest.
public struct SHA256: ~Copyable {
    private let context: DigestContext

    /// A hash of nothing yet.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public init() throws(CryptographyError) {
        context = try DigestContext()
    }

    /// Adds bytes at the end.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public mutating func update(_ bytes: Span<UInt8>) throws(CryptographyError) {
        try context.update(bytes)
    }

    /// Adds bytes at the end.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public mutating func update(_ bytes: [UInt8]) throws(CryptographyError) {
        try context.update(bytes.span)
    }

    /// The digest of all bytes added.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public consuming func finalize() throws(CryptographyError) -> Digest {
        try context.finalize()
    }

    /// The digest of these bytes.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public static func digest(of bytes: Span<UInt8>) throws(CryptographyError) -> Digest {
        var hash = try SHA256()
        try hash.update(bytes)
        return try hash.finalize()
    }

    /// The digest of these bytes.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public static func digest(of bytes: [UInt8]) throws(CryptographyError) -> Digest {
        try digest(of: bytes.span)
    }
}
