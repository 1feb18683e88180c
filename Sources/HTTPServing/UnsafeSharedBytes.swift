/// Bytes that never change and never move, so that a server can send them from where they lie.
@safe public final class SharedBytes: Sendable {
    // Written before it is shared, and not after.
    private nonisolated(unsafe) let start: UnsafeMutablePointer<UInt8>
    /// How many there are.
    public let count: Int

    /// Copies bytes.
    public init(_ bytes: [UInt8]) {
        count = bytes.count
        unsafe start = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
        _ = unsafe UnsafeMutableBufferPointer(start: start, count: bytes.count).initialize(fromContentsOf: bytes)
    }

    /// A text as UTF-8.
    public convenience init(_ text: String) { self.init(Array(text.utf8)) }

    deinit { unsafe start.deallocate() }

    /// The bytes as an array.
    public var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }

    /// Some of the bytes, copied.
    public func part(_ range: Range<Int>) -> SharedBytes {
        SharedBytes(unsafe Array(UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)))
    }

    /// The place of the bytes, good as long as this lives.
    var pointer: UnsafeMutablePointer<UInt8> { unsafe start }
}
