import Synchronization

/// The process's standard output, buffered.
///
/// A reader that goes away (`lindung … | head`) and a full disk are errors that the caller sees: making the
/// sink turns the signal for broken pipes off for the process. What is not committed may stay unwritten.
public final class StandardOutputSink: ByteSink {
    /// `standard output`.
    public let name = "standard output"
    private let descriptor = Descriptor(number: 1, name: "standard output")
    private let buffer = Mutex<[UInt8]>([])

    /// Makes the sink.
    ///
    /// One a process at a time: each has a buffer of its own.
    public init() {
        Descriptor.ignoreBrokenPipes()
    }

    /// Takes bytes, and writes whenever 64 KiB have gathered.
    ///
    /// - Parameter bytes: What to write.
    /// - Throws: ``BytesError/brokenPipe(name:)``, ``BytesError/noSpace(path:)`` or
    ///   ``BytesError/failed(name:operation:number:)``.
    public func write(_ bytes: Span<UInt8>) throws(BytesError) {
        try buffer.withLock { (buffer: inout [UInt8]) throws(BytesError) in
            buffer.append(contentsOf: bytes)
            if buffer.count >= 65_536 { try flush(&buffer) }
        }
    }

    /// Writes what is still buffered.
    ///
    /// More may follow: the sink stays open.
    ///
    /// - Throws: ``BytesError`` as ``write(_:)-(Span<UInt8>)``.
    public func commit() throws(BytesError) {
        try buffer.withLock { (buffer: inout [UInt8]) throws(BytesError) in try flush(&buffer) }
    }

    private func flush(_ buffer: inout [UInt8]) throws(BytesError) {
        // Emptied first: after a failure the same bytes are not tried again.
        let bytes = buffer
        buffer.removeAll(keepingCapacity: true)
        try descriptor.write(bytes.span)
    }
}
