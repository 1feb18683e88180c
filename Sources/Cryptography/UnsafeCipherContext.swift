import CLibcrypto

/// The owner of one `EVP_CIPHER_CTX` set to AES-256-GCM, for one message.
@safe
struct CipherContext: ~Copyable {
    /// Which way it goes.
    enum Direction {
        case sealing
        case opening
    }

    private let handle: OpaquePointer
    private let direction: Direction

    /// A key of 32 bytes and a nonce of 12, the length that GCM takes unless told otherwise.
    init(key: Span<UInt8>, nonce: Span<UInt8>, direction: Direction) throws(CryptographyError) {
        precondition(key.count == SymmetricKey.byteCount && nonce.count == SealedBox.nonceCount)
        guard let handle = unsafe EVP_CIPHER_CTX_new() else { throw .libraryFailed }
        let status = unsafe key.withUnsafeBufferPointer { key in
            unsafe nonce.withUnsafeBufferPointer { nonce in
                unsafe EVP_CipherInit_ex(
                    handle, EVP_aes_256_gcm(), nil, key.baseAddress, nonce.baseAddress, direction == .sealing ? 1 : 0)
            }
        }
        guard status == 1 else {
            unsafe EVP_CIPHER_CTX_free(handle)
            throw .libraryFailed
        }
        unsafe self.handle = handle
        self.direction = direction
    }

    deinit { unsafe EVP_CIPHER_CTX_free(handle) }

    /// Takes in associated data; before any `transform`.
    func authenticate(_ bytes: Span<UInt8>) throws(CryptographyError) {
        guard bytes.count > 0 else { return }
        var length: Int32 = 0
        let status = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_CipherUpdate(handle, nil, &length, $0.baseAddress, Int32($0.count))
        }
        guard status == 1 else { throw .libraryFailed }
    }

    /// The whole message, once; what comes out when opening is not authentic before `finishOpening` returns.
    func transform(_ bytes: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        guard bytes.count > 0 else { return [] }
        var output = [UInt8](repeating: 0, count: bytes.count)
        var length: Int32 = 0
        let status = unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe bytes.withUnsafeBufferPointer {
                unsafe EVP_CipherUpdate(handle, output.baseAddress, &length, $0.baseAddress, Int32($0.count))
            }
        }
        guard status == 1, Int(length) == bytes.count else { throw .libraryFailed }
        return output
    }

    /// The tag of 16 bytes.
    func finishSealing() throws(CryptographyError) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: SealedBox.tagCount)
        let finished = finish()
        let status = unsafe tag.withUnsafeMutableBytes {
            unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_GET_TAG, Int32($0.count), $0.baseAddress)
        }
        guard finished, status == 1 else { throw .libraryFailed }
        return tag
    }

    /// Checks the tag of 16 bytes.
    func finishOpening(tag: Span<UInt8>) throws(CryptographyError) {
        var expected = tag.indices.map { tag[$0] }
        let status = unsafe expected.withUnsafeMutableBytes {
            unsafe EVP_CIPHER_CTX_ctrl(handle, EVP_CTRL_AEAD_SET_TAG, Int32($0.count), $0.baseAddress)
        }
        guard status == 1 else { throw .libraryFailed }
        guard finish() else { throw .notAuthentic }
    }

    /// GCM writes nothing more here; the library wants room for a block all the same.
    private func finish() -> Bool {
        var room = [UInt8](repeating: 0, count: 16)
        var length: Int32 = 0
        return unsafe room.withUnsafeMutableBufferPointer {
            unsafe EVP_CipherFinal_ex(handle, $0.baseAddress, &length)
        } == 1
    }
}
