import CLibcrypto

extension RandomBytes {
    /// Replaces all bytes; false if the generator failed.
    static func fill(_ bytes: inout [UInt8]) -> Bool {
        unsafe bytes.withUnsafeMutableBufferPointer { unsafe RAND_bytes($0.baseAddress, Int32($0.count)) } == 1
    }
}
