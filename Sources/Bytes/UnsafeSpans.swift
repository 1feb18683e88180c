// The few places where spans and arrays meet raw memory.

extension OutputRawSpan {
    /// Appends as many of `bytes` as fit and returns how many did: for sources that hand out bytes of an array.
    public mutating func appendPrefix(of bytes: ArraySlice<UInt8>) -> Int {
        unsafe withUnsafeMutableBytes { (whole, initialized) -> Int in
            let free = unsafe UnsafeMutableRawBufferPointer(rebasing: whole[initialized...])
            let count = min(free.count, bytes.count)
            unsafe free.copyBytes(from: bytes.prefix(count))
            initialized += count
            return count
        }
    }
}

extension [UInt8] {
    /// One read of at most `count` bytes (above zero) from a source; empty at its end.
    init(readingUpTo count: Int, from source: any ByteSource) throws(BytesError) {
        try self.init(readingUpTo: count) { output throws(BytesError) in try source.read(into: &output) }
    }

    /// What one call of `read` gives, at most `count` bytes (above zero).
    init(
        readingUpTo count: Int, _ read: (inout OutputRawSpan) throws(BytesError) -> Int
    ) throws(BytesError) {
        var failure: BytesError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let whole = unsafe UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count)
            var output = unsafe OutputRawSpan(buffer: whole, initializedCount: 0)
            do throws(BytesError) {
                filled = try read(&output)
            } catch {
                failure = error
                filled = 0
            }
        }
        if let failure { throw failure }
        self = bytes
    }

    /// Appends what a span holds.
    mutating func append(contentsOf span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { buffer in unsafe append(contentsOf: buffer) }
    }
}

extension [UInt8] {
    /// Appends what a raw span holds.
    mutating func append(contentsOf span: RawSpan) {
        unsafe span.withUnsafeBytes { buffer in unsafe append(contentsOf: buffer) }
    }
}

extension [UInt8] {
    /// Lends the bytes as a raw span.
    func withRawSpan(_ body: (RawSpan) throws(BytesError) -> Void) throws(BytesError) {
        try body(unsafe span.bytes)
    }
}
