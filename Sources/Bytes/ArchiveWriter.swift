/// Writes files one after the other into an archive.
public struct ArchiveWriter: Sendable {
    private let sink: any ByteSink

    /// Writes to a sink, which is not committed here.
    public init(_ sink: any ByteSink) { self.sink = sink }

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - entry: Its name and size.
    ///   - source: Its bytes, just as many as the entry says.
    /// - Throws: ``BytesError``; ``BytesError/changedWhileRead(path:opened:found:)`` where the source holds another
    ///   number of bytes, ``BytesError/unsuitableName(path:)`` for a name that an archive cannot hold.
    public func add(_ entry: ArchiveEntry, from source: any ByteSource) throws(BytesError) {
        guard let header = entry.header else { throw .unsuitableName(path: entry.name) }
        try sink.write(header.span)
        var count: Int64 = 0
        while true {
            let piece = try source.readAll(limit: 1 << 18)
            if piece.isEmpty { break }
            count += Int64(piece.count)
            guard count <= entry.byteCount else { break }
            try sink.write(piece.span)
        }
        guard count == entry.byteCount else {
            throw .changedWhileRead(path: source.name, opened: entry.byteCount, found: count)
        }
        try sink.write([UInt8](repeating: 0, count: entry.padding).span)
    }

    /// Adds a small file.
    public func add(_ entry: ArchiveEntry, _ bytes: [UInt8]) throws(BytesError) {
        try add(entry, from: MemorySource(bytes, name: entry.name))
    }

    /// Writes the end of the archive.
    public func finish() throws(BytesError) {
        try sink.write([UInt8](repeating: 0, count: 2 * ArchiveEntry.block).span)
    }
}
