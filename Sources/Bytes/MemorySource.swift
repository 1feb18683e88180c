import Synchronization

/// Bytes in memory as a source.
public final class MemorySource: ByteSource {
    /// The name that messages show.
    public let name: String
    private let chunk: Int
    private let rest: Mutex<ArraySlice<UInt8>>

    /// Wraps bytes.
    ///
    /// - Parameters:
    ///   - bytes: What to hand out.
    ///   - name: What messages call it.
    ///   - chunk: The most bytes that one read hands out, at least 1; small numbers test what reads across
    ///     the edges of blocks.
    public init(_ bytes: [UInt8], name: String = "memory", chunk: Int = .max) {
        self.name = name
        self.chunk = max(chunk, 1)
        rest = Mutex(bytes[...])
    }

    /// Wraps a text as UTF-8.
    ///
    /// - Parameters:
    ///   - text: What to hand out.
    ///   - name: What messages call it.
    ///   - chunk: The most bytes that one read hands out, at least 1.
    public convenience init(_ text: String, name: String = "memory", chunk: Int = .max) {
        self.init(Array(text.utf8), name: name, chunk: chunk)
    }

    /// Appends the next bytes.
    ///
    /// - Parameter output: Where the bytes go.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: Nothing; other sources do.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        rest.withLock { rest in
            let count = output.appendPrefix(of: rest.prefix(chunk))
            rest = rest.dropFirst(count)
            return count
        }
    }
}
