import CZlib

/// One zlib stream that inflates members of gzip.
///
/// The state stands at one place in memory, because zlib keeps a pointer back to it.
@safe struct Inflater: ~Copyable, @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>
    private var isOpen = false

    init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
    }

    deinit {
        if isOpen { _ = unsafe inflateEnd(stream) }
        unsafe stream.deallocate()
    }

    /// Makes ready for a new member; `false` where there is no memory.
    mutating func begin() -> Bool {
        if isOpen { return unsafe inflateReset(stream) == Z_OK }
        isOpen = unsafe lindung_inflate_begin(stream) == Z_OK
        return isOpen
    }

    /// Inflates some of `input` into the free part of `output`; `nil` where the bytes are no gzip.
    func step(
        _ input: Span<UInt8>, _ output: inout OutputRawSpan
    ) -> (consumed: Int, produced: Int, hasEnded: Bool)? {
        unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBytes { (whole, initialized) in
                let free = unsafe UnsafeMutableRawBufferPointer(rebasing: whole[initialized...])
                let room = UInt32(clamping: free.count)
                let given = UInt32(clamping: input.count)
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = given
                unsafe stream.pointee.next_out = free.baseAddress?.assumingMemoryBound(to: UInt8.self)
                unsafe stream.pointee.avail_out = room
                let status = unsafe inflate(stream, Z_NO_FLUSH)
                let produced = unsafe Int(room - stream.pointee.avail_out)
                initialized += produced
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
                return unsafe (Int(given - stream.pointee.avail_in), produced, status == Z_STREAM_END)
            }
        }
    }
}
