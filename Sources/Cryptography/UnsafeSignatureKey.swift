import CLibcrypto

/// The one owner of an `EVP_PKEY` of Ed25519.
@safe
struct SignatureKey: ~Copyable, @unchecked Sendable {
    private let handle: OpaquePointer

    /// The private key of 32 secret bytes.
    init(secret: Span<UInt8>) throws(CryptographyError) {
        guard secret.count == 32 else { throw .malformedKey }
        let made = unsafe secret.withUnsafeBufferPointer {
            unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, $0.baseAddress, $0.count)
        }
        guard let made = unsafe made else { throw .libraryFailed }
        unsafe handle = made
    }

    /// The public key of 32 bytes.
    init(public bytes: Span<UInt8>) throws(CryptographyError) {
        guard bytes.count == 32 else { throw .malformedKey }
        let made = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, $0.baseAddress, $0.count)
        }
        guard let made = unsafe made else { throw .malformedKey }
        unsafe handle = made
    }

    deinit { unsafe EVP_PKEY_free(handle) }

    /// The 32 bytes of the public key.
    func publicBytes() throws(CryptographyError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        let status = unsafe bytes.withUnsafeMutableBufferPointer {
            unsafe EVP_PKEY_get_raw_public_key(handle, $0.baseAddress, &count)
        }
        guard status == 1, count == 32 else { throw .libraryFailed }
        return bytes
    }

    /// The signature of a message, 64 bytes.
    func signature(of message: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .libraryFailed }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestSignInit(context, nil, nil, nil, handle) == 1 else { throw .libraryFailed }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        let status = unsafe message.withUnsafeBufferPointer { message in
            unsafe signature.withUnsafeMutableBufferPointer {
                unsafe EVP_DigestSign(context, $0.baseAddress, &count, message.baseAddress, message.count)
            }
        }
        guard status == 1, count == 64 else { throw .libraryFailed }
        return signature
    }

    /// Whether a signature is one of a message by this key.
    func verifies(_ signature: Span<UInt8>, of message: Span<UInt8>) throws(CryptographyError) -> Bool {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .libraryFailed }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, handle) == 1 else { throw .libraryFailed }
        return unsafe message.withUnsafeBufferPointer { message in
            unsafe signature.withUnsafeBufferPointer {
                unsafe EVP_DigestVerify(context, $0.baseAddress, $0.count, message.baseAddress, message.count)
            }
        } == 1
    }

    /// Bytes in base64, on one line.
    static func base64(_ bytes: [UInt8]) -> String {
        var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        let count = unsafe text.withUnsafeMutableBufferPointer { text in
            unsafe bytes.withUnsafeBufferPointer {
                unsafe EVP_EncodeBlock(text.baseAddress, $0.baseAddress, Int32(clamping: $0.count))
            }
        }
        return String(decoding: text.prefix(Int(count)), as: UTF8.self)
    }

    /// The bytes of base64 on one line; `nil` if it is none.
    static func bytes(ofBase64 text: String) -> [UInt8]? {
        let text = Array(text.utf8)
        guard !text.isEmpty, text.count % 4 == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3)
        let count = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe text.withUnsafeBufferPointer {
                unsafe EVP_DecodeBlock(bytes.baseAddress, $0.baseAddress, Int32(clamping: $0.count))
            }
        }
        guard Int(count) == bytes.count else { return nil }
        let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
        return Array(bytes.dropLast(padding))
    }
}
