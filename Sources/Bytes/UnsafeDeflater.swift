import CZlib

/// Bytes as one member of gzip (RFC 1952), without name or time, so that equal bytes give equal members.
public enum Gzip {
    /// Compresses bytes.
    ///
    /// - Parameters:
    ///   - bytes: What to compress.
    ///   - level: 1, fast, to 9, small.
    /// - Returns: The member; `nil` where there is no memory.
    public static func compressed(_ bytes: [UInt8], level: Int32 = 9) -> [UInt8]? {
        // At one place in memory, because zlib keeps a pointer back to it.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        defer { unsafe stream.deallocate() }
        guard unsafe lindung_deflate_begin(stream, min(max(level, 1), 9)) == Z_OK else { return nil }
        defer { _ = unsafe deflateEnd(stream) }
        let bound = unsafe Int(deflateBound(stream, UInt(bytes.count))) + 32
        guard bytes.count <= Int(UInt32.max), bound <= Int(UInt32.max) else { return nil }
        var isDone = false
        var input = bytes
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            unsafe input.withUnsafeMutableBufferPointer { input in
                unsafe stream.pointee.next_in = input.baseAddress
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(bound)
                isDone = unsafe deflate(stream, Z_FINISH) == Z_STREAM_END
                count = isDone ? bound - Int(unsafe stream.pointee.avail_out) : 0
            }
        }
        return isDone ? packed : nil
    }
}
