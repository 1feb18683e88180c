import CLibcrypto

/// The owner of one `EVP_MD_CTX` set to SHA-256.
@safe
struct DigestContext: ~Copyable, @unchecked Sendable {
    private let handle: OpaquePointer

    init() throws(CryptographyError) {
        guard let handle = unsafe EVP_MD_CTX_new() else { throw .libraryFailed }
        guard unsafe EVP_DigestInit_ex(handle, EVP_sha256(), nil) == 1 else {
            unsafe EVP_MD_CTX_free(handle)
            throw .libraryFailed
        }
        unsafe self.handle = handle
    }

    deinit { unsafe EVP_MD_CTX_free(handle) }

    func update(_ bytes: Span<UInt8>) throws(CryptographyError) {
        let status = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(handle, $0.baseAddress, $0.count) }
        guard status == 1 else { throw .libraryFailed }
    }

    func finalize() throws(CryptographyError) -> Digest {
        var output = [UInt8](repeating: 0, count: Digest.byteCount)
        let status = unsafe output.withUnsafeMutableBufferPointer {
            unsafe EVP_DigestFinal_ex(handle, $0.baseAddress, nil)
        }
        guard status == 1, let digest = Digest(output.span) else { throw .libraryFailed }
        return digest
    }
}
