import Synchronization

/// Gathers bytes in memory.
public final class MemorySink: ByteSink {
    /// The name that messages show.
    public let name: String
    private let state = Mutex((bytes: [UInt8](), committed: false))

    /// Makes an empty sink.
    ///
    /// - Parameter name: What messages call it.
    public init(name: String = "memory") {
        self.name = name
    }

    /// What has been written so far.
    public var bytes: [UInt8] { state.withLock { $0.bytes } }

    /// Whether ``commit()`` was called.
    public var isCommitted: Bool { state.withLock { $0.committed } }

    /// Takes bytes.
    ///
    /// - Parameter bytes: What to keep.
    /// - Throws: ``BytesError/alreadyCommitted(name:)``.
    public func write(_ bytes: Span<UInt8>) throws(BytesError) {
        try state.withLock { (state: inout (bytes: [UInt8], committed: Bool)) throws(BytesError) in
            guard !state.committed else { throw .alreadyCommitted(name: name) }
            state.bytes.append(contentsOf: bytes)
        }
    }

    /// Closes the sink to further writes.
    public func commit() throws(BytesError) {
        state.withLock { $0.committed = true }
    }
}
