/// A key that signs, by Ed25519 (RFC 8032); erased from memory when its last holder lets go of it.
public struct SigningKey: Sendable {
    private let secret: SymmetricKey
    /// What others verify its signatures with.
    public let publicKey: VerifyingKey

    /// The key of 32 secret bytes.
    ///
    /// - Throws: `CryptographyError`.
    public init(_ secret: SymmetricKey) throws(CryptographyError) {
        self.secret = secret
        publicKey = try secret.withSpan { (secret) throws(CryptographyError) in
            try VerifyingKey(bytes: try SignatureKey(secret: secret).publicBytes())
        }
    }

    /// The signature of a message, 64 bytes.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public func signature(of message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try secret.withSpan { (secret) throws(CryptographyError) in
            try SignatureKey(secret: secret).signature(of: message.span)
        }
    }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    /// The words "signing key", never its bytes.
    public var description: String { "signing key" }
    /// No children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The public half of a signing key.
public struct VerifyingKey: Sendable, Hashable {
    private let bytes: [UInt8]

    init(bytes: [UInt8]) throws(CryptographyError) {
        _ = try SignatureKey(public: bytes.span)
        self.bytes = bytes
    }

    /// A key as ``pem`` writes it.
    ///
    /// - Throws: `CryptographyError.malformedKey`.
    public init(pem text: String) throws(CryptographyError) {
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count == 3, lines[0] == VerifyingKey.lines.begin, lines[2] == VerifyingKey.lines.end,
            let bytes = SignatureKey.bytes(ofBase64: String(lines[1])), bytes.starts(with: VerifyingKey.lead)
        else { throw .malformedKey }
        try self.init(bytes: Array(bytes.dropFirst(VerifyingKey.lead.count)))
    }

    /// The key as OpenSSL reads it (RFC 8410).
    public var pem: String {
        "\(VerifyingKey.lines.begin)\n\(SignatureKey.base64(VerifyingKey.lead + bytes))\n\(VerifyingKey.lines.end)\n"
    }

    /// Whether a signature is one of a message by this key's other half.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public func verifies(_ signature: [UInt8], of message: [UInt8]) throws(CryptographyError) -> Bool {
        try SignatureKey(public: bytes.span).verifies(signature.span, of: message.span)
    }

    private static let lines = (begin: "-----BEGIN PUBLIC KEY-----", end: "-----END PUBLIC KEY-----")
    /// What stands before the 32 bytes of a public key of Ed25519.
    private static let lead: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
}
