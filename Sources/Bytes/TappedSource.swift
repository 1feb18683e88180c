import Synchronization

/// A source whose bytes are shown to a listener as they are read: to hash or to count them on the way.
public final class TappedSource: ByteSource {
    /// The name of the source behind it.
    public var name: String { source.name }
    private let source: any ByteSource
    private let tap: @Sendable (Span<UInt8>) -> Void

    /// Puts a listener before a source.
    public init(_ source: any ByteSource, tap: @escaping @Sendable (Span<UInt8>) -> Void) {
        self.source = source
        self.tap = tap
    }

    /// Reads from the source behind it.
    ///
    /// - Throws: `BytesError` as the source behind it.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let bytes = try [UInt8](readingUpTo: min(output.freeCapacity, 1 << 18), from: source)
        guard !bytes.isEmpty else { return 0 }
        tap(bytes.span)
        return output.appendPrefix(of: bytes[...])
    }
}
