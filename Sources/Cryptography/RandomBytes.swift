/// Random bytes that need not be kept secret for long, such as nonces and identifiers.
public enum RandomBytes {
    /// So many bytes from OpenSSL's cryptographically secure generator.
    ///
    /// - Parameter count: 0 … 2³¹ − 1.
    /// - Returns: the bytes.
    /// - Throws: `CryptographyError.randomnessFailed`.
    public static func make(_ count: Int) throws(CryptographyError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard fill(&bytes) else { throw .randomnessFailed }
        return bytes
    }
}
