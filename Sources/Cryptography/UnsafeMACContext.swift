import CLibcrypto

/// The owner of one `EVP_MAC_CTX` set to HMAC-SHA-256 under one key.
@safe
struct MACContext: ~Copyable, @unchecked Sendable {
    private let handle: OpaquePointer

    /// A key of at least one byte; OpenSSL keeps its own copy and erases it when the context is freed.
    init(key: Span<UInt8>) throws(CryptographyError) {
        guard let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil) else { throw .libraryFailed }
        defer { unsafe EVP_MAC_free(algorithm) }
        // The context holds a reference of its own to the algorithm.
        guard let handle = unsafe EVP_MAC_CTX_new(algorithm) else { throw .libraryFailed }
        var name = Array("SHA256\0".utf8CString)
        let status = unsafe name.withUnsafeMutableBufferPointer { name in
            var parameters = unsafe [
                OSSL_PARAM_construct_utf8_string("digest", name.baseAddress, 0), OSSL_PARAM_construct_end(),
            ]
            return unsafe key.withUnsafeBufferPointer {
                unsafe EVP_MAC_init(handle, $0.baseAddress, $0.count, &parameters)
            }
        }
        guard status == 1 else {
            unsafe EVP_MAC_CTX_free(handle)
            throw .libraryFailed
        }
        unsafe self.handle = handle
    }

    deinit { unsafe EVP_MAC_CTX_free(handle) }

    func tag(of message: Span<UInt8>) throws(CryptographyError) -> Digest {
        // Without a key it starts anew under the one it has.
        guard unsafe EVP_MAC_init(handle, nil, 0, nil) == 1 else { throw .libraryFailed }
        let status = unsafe message.withUnsafeBufferPointer {
            unsafe EVP_MAC_update(handle, $0.baseAddress, $0.count)
        }
        var output: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var length = 0
        let final = unsafe withUnsafeMutableBytes(of: &output) {
            unsafe EVP_MAC_final(handle, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), &length, $0.count)
        }
        guard status == 1, final == 1, length == Digest.byteCount else { throw .libraryFailed }
        return Digest(
            UInt64(bigEndian: output.0), UInt64(bigEndian: output.1), UInt64(bigEndian: output.2),
            UInt64(bigEndian: output.3))
    }
}
