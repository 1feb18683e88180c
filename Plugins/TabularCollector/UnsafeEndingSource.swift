import Collecting
import Synchronization

/// A source that remembers the last byte it handed out, so that a file cut within its last line is noticed.
final class EndingSource: ByteSource {
    private let source: any ByteSource
    private let last = Mutex<UInt8?>(nil)

    init(_ source: any ByteSource) { self.source = source }

    var name: String { source.name }

    /// Whether the last byte so far ends a line; true of nothing at all.
    var endsWithALine: Bool {
        last.withLock { last in last.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? true }
    }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let count = try source.read(into: &output)
        guard count > 0 else { return 0 }
        let bytes = output.bytes
        // What was just appended are the last bytes of the span, and there is at least one.
        let byte = unsafe bytes.unsafeLoad(fromByteOffset: bytes.byteCount - 1, as: UInt8.self)
        last.withLock { $0 = byte }
        return count
    }
}
