/// A file without a name that only this process can reach: for what does not fit the memory.
///
/// It is readable by its owner alone while it exists, and gone when closed, or when the process ends however that
/// happens.
public struct UnlinkedFile: ~Copyable, Sendable {
    private let descriptor: Descriptor
    /// How many bytes were written.
    public private(set) var count: Int64 = 0

    /// Makes an empty file.
    ///
    /// - Parameter folder: Where there is room; it must exist.
    /// - Throws: ``BytesError`` where the folder does not exist or may not be written.
    public init(in folder: String) throws(BytesError) {
        descriptor = try Descriptor.unlinked(in: folder)
    }

    deinit { try? descriptor.close() }

    /// Adds bytes at the end.
    ///
    /// - Parameter bytes: What to write.
    /// - Throws: ``BytesError/noSpace(path:)`` or ``BytesError/failed(name:operation:number:)``.
    public mutating func append(_ bytes: RawSpan) throws(BytesError) {
        try descriptor.write(bytes)
        count += Int64(bytes.byteCount)
    }

    /// Fills the free part of `output` with the bytes at a place.
    ///
    /// - Parameters:
    ///   - output: Where the bytes go.
    ///   - offset: The place, 0 … ``count``.
    /// - Throws: ``BytesError/failed(name:operation:number:)`` where they cannot be had.
    public func read(into output: inout OutputRawSpan, at offset: Int64) throws(BytesError) {
        var offset = offset
        while output.freeCapacity > 0 {
            let read = try descriptor.read(into: &output, at: offset)
            guard read > 0 else { throw .failed(name: descriptor.name, operation: .read, number: Descriptor.damaged) }
            offset += Int64(read)
        }
    }
}
