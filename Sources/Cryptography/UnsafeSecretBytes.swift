import CLibcrypto

/// Bytes in memory of their own that never change and are erased before it is given back.
@safe
final class SecretBytes: @unchecked Sendable {
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// A copy of these bytes.
    init(_ source: Span<UInt8>) {
        unsafe bytes = .allocate(capacity: source.count)
        for index in source.indices { unsafe bytes.initializeElement(at: index, to: source[index]) }
    }

    /// So many random bytes.
    init(random count: Int) throws(CryptographyError) {
        unsafe bytes = .allocate(capacity: count)
        unsafe bytes.initialize(repeating: 0)
        guard unsafe RAND_priv_bytes(bytes.baseAddress, Int32(count)) == 1 else { throw .randomnessFailed }
    }

    deinit {
        unsafe OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        unsafe bytes.deallocate()
    }

    func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(Span(_unsafeElements: UnsafeBufferPointer(bytes)))
    }
}
