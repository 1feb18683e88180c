import Synchronization

/// A file read from its beginning to the end it had when it was opened.
///
/// A regular file that is written to meanwhile is an error, so that half of a file is never taken for the
/// whole. Writing is seen by the size and, as finely as the file system keeps it, by the time. Pipes and devices are read until they end.
public final class FileSource: PositionedSource {
    /// The path as given.
    public let name: String
    /// Size in bytes when opened; `nil` for pipes and devices.
    public let size: Int64?
    private let descriptor: Descriptor
    private let modified: Int64
    private let position = Mutex<Int64>(0)

    /// Opens a file for reading.
    ///
    /// - Parameter path: The path, absolute or from the current folder.
    /// - Throws: ``BytesError/missing(path:)``, ``BytesError/isDirectory(path:)``,
    ///   ``BytesError/notPermitted(path:operation:)`` or ``BytesError/failed(name:operation:number:)``.
    public init(_ path: String) throws(BytesError) {
        let descriptor = try Descriptor.open(path)
        let status: Descriptor.Status
        do throws(BytesError) {
            status = try descriptor.status()
            if status.isDirectory { throw .isDirectory(path: path) }
        } catch {
            try? descriptor.close()
            throw error
        }
        name = path
        size = status.isRegular ? status.size : nil
        modified = status.modified
        self.descriptor = descriptor
    }

    deinit {
        try? descriptor.close()
    }

    /// Appends the next bytes of the file.
    ///
    /// - Parameter output: Where the bytes go.
    /// - Returns: How many bytes were appended; 0 only at the end.
    /// - Throws: ``BytesError/changedWhileRead(path:opened:found:)`` where the size, or when it was
    ///   written, is no longer what it was at opening, or ``BytesError/failed(name:operation:number:)``.
    public func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        try position.withLock { (position: inout Int64) throws(BytesError) -> Int in
            guard let size else { return try descriptor.read(into: &output, at: nil) }
            guard position < size else {
                try checkUnchanged(size)
                return 0
            }
            let count = try descriptor.read(into: &output, at: position)
            position += Int64(count)
            guard count > 0, position <= size else {
                throw .changedWhileRead(path: name, opened: size, found: try descriptor.status().size)
            }
            return count
        }
    }

    /// Appends the bytes at a place, as many as there is room for unless the file ends before.
    ///
    /// - Parameters:
    ///   - output: Where the bytes go.
    ///   - offset: The place, 0 … ``size``.
    /// - Returns: How many bytes were appended.
    /// - Throws: ``BytesError/changedWhileRead(path:opened:found:)`` where the size, or when it was
    ///   written, is no longer what it was at opening (seen where the end is reached), or ``BytesError/failed(name:operation:number:)``.
    public func read(into output: inout OutputRawSpan, at offset: Int64) throws(BytesError) -> Int {
        guard let size else { throw .failed(name: name, operation: .read, number: Descriptor.notSeekable) }
        var done: Int64 = 0
        let wanted = min(Int64(output.freeCapacity), size - offset)
        while done < wanted {
            let count = try descriptor.read(into: &output, at: offset + done)
            if count == 0 { break }
            done += Int64(count)
        }
        if done != wanted || offset + done >= size {
            try checkUnchanged(size, isWhole: done == wanted)
        }
        return Int(done)
    }

    private func checkUnchanged(_ size: Int64, isWhole: Bool = true) throws(BytesError) {
        let status = try descriptor.status()
        guard isWhole, status.size == size, status.modified == modified else {
            throw .changedWhileRead(path: name, opened: size, found: status.size)
        }
    }
}
