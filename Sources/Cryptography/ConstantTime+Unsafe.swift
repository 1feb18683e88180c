import CLibcrypto

extension ConstantTime {
    /// OpenSSL's comparison, which no optimizer shortens; both of one length.
    static func equalBytes(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
        unsafe first.withUnsafeBytes { left in
            unsafe second.withUnsafeBytes { right in
                // An empty span may have no address.
                left.count == 0 || (unsafe CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count)) == 0
            }
        }
    }
}
