/// A sink whose bytes are shown to a listener as they are written: to hash or to count them on the way.
public final class TappedSink: ByteSink {
    /// The name of the sink behind it.
    public var name: String { sink.name }
    private let sink: any ByteSink
    private let tap: @Sendable (Span<UInt8>) -> Void

    /// Puts a listener before a sink.
    public init(_ sink: any ByteSink, tap: @escaping @Sendable (Span<UInt8>) -> Void) {
        self.sink = sink
        self.tap = tap
    }

    /// Shows the bytes and passes them on.
    ///
    /// - Throws: `BytesError` as the sink behind it.
    public func write(_ bytes: Span<UInt8>) throws(BytesError) {
        tap(bytes)
        try sink.write(bytes)
    }

    /// Finishes the sink behind it.
    ///
    /// - Throws: `BytesError` as the sink behind it.
    public func commit() throws(BytesError) { try sink.commit() }
}
