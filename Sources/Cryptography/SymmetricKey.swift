/// A secret key of 32 bytes, erased from memory when its last holder lets go of it.
///
/// It neither prints nor mirrors its bytes. Text or arrays that it was read from are the caller's to dispose of.
public struct SymmetricKey: Sendable {
    private let storage: SecretBytes

    /// How many bytes a key has.
    public static let byteCount = 32

    /// A new random key.
    ///
    /// - Throws: `CryptographyError.randomnessFailed`.
    public init() throws(CryptographyError) {
        storage = try SecretBytes(random: SymmetricKey.byteCount)
    }

    /// A key of these bytes.
    ///
    /// - Parameter bytes: 32 of them, from a cryptographically secure generator.
    /// - Throws: `CryptographyError.malformedKey`.
    public init(bytes: Span<UInt8>) throws(CryptographyError) {
        guard bytes.count == SymmetricKey.byteCount else { throw .malformedKey }
        storage = SecretBytes(bytes)
    }

    /// A key written as 64 hexadecimal digits, of either case, and nothing else.
    ///
    /// - Throws: `CryptographyError.malformedKey`.
    public init(hexadecimal text: some StringProtocol) throws(CryptographyError) {
        guard let bytes = Hexadecimal.bytes(of: text) else { throw .malformedKey }
        try self.init(bytes: bytes.span)
    }

    /// Lends the bytes.
    func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try storage.withSpan(body)
    }

    /// The key as 64 hexadecimal digits, to be stored where only its owner reads.
    public func exposedHexadecimal() -> String {
        withSpan { span in Hexadecimal.text(of: span.indices.map { span[$0] }) }
    }
}

extension SymmetricKey: Equatable {
    /// Compares in constant time.
    public static func == (left: SymmetricKey, right: SymmetricKey) -> Bool {
        left.withSpan { left in right.withSpan { right in ConstantTime.areEqual(left, right) } }
    }
}

extension SymmetricKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The words "symmetric key", never its bytes.
    public var description: String { "symmetric key" }
    /// The words "symmetric key", never its bytes.
    public var debugDescription: String { description }
    /// No children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
