/// Encryption that also proves who wrote it: AES-256-GCM with a random nonce (NIST SP 800-38D).
///
/// What is sealed reads nonce (12 bytes), ciphertext (as long as the plaintext), tag (16 bytes). Associated data is
/// not stored, but what was sealed opens only beside the same; bind there what the bytes are and where they belong, so
/// that a sealed record cannot be moved to another place.
///
/// Nonces are random: seal at most 2³² messages under one key, so that two share one with probability below 2⁻³².
public enum SealedBox {
    /// Bytes that sealing adds.
    public static let overhead = nonceCount + tagCount
    /// Bytes of the nonce.
    static let nonceCount = 12
    /// Bytes of the tag.
    static let tagCount = 16
    /// The longest message; the library counts in 32-bit integers.
    static let longestMessage = Int(Int32.max) - 16

    /// Seals a message.
    ///
    /// - Parameters:
    ///   - message: at most 2³¹ − 17 bytes.
    ///   - associated: at most 2³¹ − 17 bytes that are not stored but must be the same when opening.
    ///   - key: the secret key.
    /// - Returns: nonce, ciphertext and tag.
    /// - Throws: `CryptographyError.messageTooLong`, `CryptographyError.randomnessFailed`,
    ///   `CryptographyError.libraryFailed`.
    public static func seal(
        _ message: [UInt8], authenticating associated: [UInt8] = [], key: SymmetricKey
    ) throws(CryptographyError) -> [UInt8] {
        try seal(message, authenticating: associated, key: key, nonce: RandomBytes.make(nonceCount))
    }

    /// Seals with a nonce that must never be used twice under one key.
    static func seal(
        _ message: [UInt8], authenticating associated: [UInt8], key: SymmetricKey, nonce: [UInt8]
    ) throws(CryptographyError) -> [UInt8] {
        guard max(message.count, associated.count) <= longestMessage else { throw .messageTooLong }
        return try key.withSpan { keyBytes throws(CryptographyError) in
            let cipher = try CipherContext(key: keyBytes, nonce: nonce.span, direction: .sealing)
            try cipher.authenticate(associated.span)
            var sealed = nonce
            sealed.append(contentsOf: try cipher.transform(message.span))
            sealed.append(contentsOf: try cipher.finishSealing())
            return sealed
        }
    }

    /// Opens what was sealed; nothing of it is returned unless all of it is authentic.
    ///
    /// - Parameters:
    ///   - sealed: what `seal` returned.
    ///   - associated: the same associated data.
    ///   - key: the same key.
    /// - Returns: the message.
    /// - Throws: `CryptographyError.notAuthentic`, whatever the cause; `CryptographyError.messageTooLong`,
    ///   `CryptographyError.libraryFailed`.
    public static func open(
        _ sealed: [UInt8], authenticating associated: [UInt8] = [], key: SymmetricKey
    ) throws(CryptographyError) -> [UInt8] {
        guard sealed.count >= overhead else { throw .notAuthentic }
        guard sealed.count - overhead <= longestMessage, associated.count <= longestMessage
        else { throw .messageTooLong }
        return try key.withSpan { keyBytes throws(CryptographyError) in
            let bytes = sealed.span
            let tagStart = sealed.count - tagCount
            let cipher = try CipherContext(
                key: keyBytes, nonce: bytes.extracting(first: nonceCount), direction: .opening)
            try cipher.authenticate(associated.span)
            let message = try cipher.transform(bytes.extracting(nonceCount..<tagStart))
            try cipher.finishOpening(tag: bytes.extracting(last: tagCount))
            return message
        }
    }
}
