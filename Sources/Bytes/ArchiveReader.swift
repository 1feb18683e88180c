/// Reads the files of an archive one after the other.
public struct ArchiveReader {
    private let source: any ByteSource
    private var left: Int64 = 0
    private var padding = 0

    /// Reads from a source.
    public init(_ source: any ByteSource) { self.source = source }

    /// Goes to the next file; what is left of the one before is passed over.
    ///
    /// - Returns: Its name and size; `nil` at the end.
    /// - Throws: ``BytesError``; ``BytesError/damagedArchive(name:)`` for what is cut short or holds anything else than
    ///   files.
    public mutating func next() throws(BytesError) -> ArchiveEntry? {
        while try !read(limit: 1 << 18).isEmpty {}
        _ = try exactly(padding)
        padding = 0
        let header = try exactly(ArchiveEntry.block)
        if header.allSatisfy({ $0 == 0 }) {
            guard try exactly(ArchiveEntry.block).allSatisfy({ $0 == 0 }) else {
                throw .damagedArchive(name: source.name)
            }
            return nil
        }
        guard let entry = ArchiveEntry(header: header) else { throw .damagedArchive(name: source.name) }
        left = entry.byteCount
        padding = entry.padding
        return entry
    }

    /// The next bytes of the file; none at its end.
    ///
    /// - Throws: ``BytesError``; ``BytesError/damagedArchive(name:)`` where the archive ends before.
    public mutating func read(limit: Int) throws(BytesError) -> [UInt8] {
        let bytes = try exactly(Int(min(Int64(limit), left)))
        left -= Int64(bytes.count)
        return bytes
    }

    private func exactly(_ count: Int) throws(BytesError) -> [UInt8] {
        guard count > 0 else { return [] }
        let bytes = try source.readAll(limit: count)
        guard bytes.count == count else { throw .damagedArchive(name: source.name) }
        return bytes
    }
}
