public import Bytes
import Synchronization

/// A source that remembers the last byte it handed out, so that a file cut within its last line is noticed.
public final class EndingSource: ByteSource {
    private let source: any ByteSource
    private let last = Mutex<UInt8?>(nil)

    /// Wraps a source.
    public init(_ source: any ByteSource) { self.source = source }

    /// The name of the source inside.
    public var name: String { source.name }

    /// Whether the last byte so far ends a line; true of nothing at all.
    public var endsWithALine: Bool {
        last.withLock { last in last.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? true }
    }

    /// Appends the next bytes of the source inside.
    ///
    /// - Parameter output: Where the bytes go.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: What the source inside throws.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let count = try source.read(into: &output)
        guard count > 0 else { return 0 }
        let bytes = output.bytes
        // What was just appended are the last bytes of the span, and there is at least one.
        let byte = unsafe bytes.unsafeLoad(fromByteOffset: bytes.byteCount - 1, as: UInt8.self)
        last.withLock { $0 = byte }
        return count
    }
}
