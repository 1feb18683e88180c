import Synchronization

/// A file that appears whole or not at all.
///
/// Bytes go to a temporary file in the same folder. ``commit()`` forces it to the disk and gives it its
/// name in one step, replacing what stood there; a sink that is dropped before leaves nothing behind.
public final class FileSink: ByteSink {
    /// Who may read the file.
    public enum Access: Sendable {
        /// Only its owner (mode 0600): raw counts, keys.
        case ownerOnly
        /// Everyone, as the process's mask allows (mode 0644): what is published.
        case everyone
    }

    /// The path that the file will have.
    public let name: String
    private let target: String
    private let temporary: String
    private let descriptor: Descriptor
    private let state = Mutex(State())

    private struct State {
        var buffer: [UInt8] = []
        var closed = false
    }

    /// Makes the temporary file beside `path`.
    ///
    /// - Parameters:
    ///   - path: Where the file will stand; its folder must exist. Links are followed.
    ///   - access: Who may read it.
    /// - Throws: ``BytesError/missing(path:)`` where the folder does not exist, ``BytesError/isDirectory(path:)``,
    ///   ``BytesError/notARegularFile(path:)``, ``BytesError/notPermitted(path:operation:)``,
    ///   ``BytesError/noSpace(path:)`` or ``BytesError/failed(name:operation:number:)``.
    public init(_ path: String, access: Access) throws(BytesError) {
        var target = path
        if let status = try Descriptor.status(of: path) {
            if status.isDirectory { throw .isDirectory(path: path) }
            guard status.isRegular else { throw .notARegularFile(path: path) }
            target = Descriptor.resolve(path) ?? path
        }
        let (folder, file) = FileSink.split(target)
        if file.isEmpty { throw .isDirectory(path: path) }
        let salt = String(UInt64.random(in: 0 ... .max), radix: 36)
        let temporary = "\(folder)/.\(file.prefix(64)).\(salt).partial"
        do throws(BytesError) {
            descriptor = try Descriptor.create(temporary, mode: access == .ownerOnly ? 0o600 : 0o644)
        } catch {
            switch error {
            case .missing: throw .missing(path: folder)
            case .notPermitted(_, let operation): throw .notPermitted(path: folder, operation: operation)
            default: throw error
            }
        }
        name = path
        self.target = target
        self.temporary = temporary
    }

    deinit {
        state.withLock { state in
            guard !state.closed else { return }
            try? descriptor.close()
            Descriptor.remove(temporary)
        }
    }

    /// Takes bytes, and writes whenever 64 KiB have gathered.
    ///
    /// - Parameter bytes: What to write.
    /// - Throws: ``BytesError/noSpace(path:)``, ``BytesError/failed(name:operation:number:)``, or
    ///   ``BytesError/alreadyCommitted(name:)`` after ``commit()``.
    public func write(_ bytes: Span<UInt8>) throws(BytesError) {
        try state.withLock { (state: inout State) throws(BytesError) in
            guard !state.closed else { throw .alreadyCommitted(name: name) }
            state.buffer.append(contentsOf: bytes)
            if state.buffer.count >= 65_536 { try flush(&state) }
        }
    }

    /// Forces the file to the disk and gives it its name.
    ///
    /// - Throws: ``BytesError`` as ``write(_:)-(Span<UInt8>)``; nothing has then changed at the path.
    public func commit() throws(BytesError) {
        try state.withLock { (state: inout State) throws(BytesError) in
            guard !state.closed else { throw .alreadyCommitted(name: name) }
            try flush(&state)
            try descriptor.synchronize()
            state.closed = true
            do throws(BytesError) {
                try descriptor.close()
                try Descriptor.rename(temporary, to: target)
            } catch {
                Descriptor.remove(temporary)
                throw error
            }
        }
        // The name itself is on the disk only once the folder is.
        try FileSink.synchronize(folderOf: target)
    }

    /// Forces the names in the folder of a path to the disk.
    ///
    /// - Throws: ``BytesError``.
    public static func synchronize(folderOf path: String) throws(BytesError) {
        let folder = try Descriptor.open(FileSink.split(path).folder)
        defer { try? folder.close() }
        try folder.synchronize()
    }

    private func flush(_ state: inout State) throws(BytesError) {
        try descriptor.write(state.buffer.span)
        state.buffer.removeAll(keepingCapacity: true)
    }

    /// The folder of a path, and the name in it.
    static func split(_ path: String) -> (folder: String, file: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
        let folder = String(path[..<slash])
        return (folder.isEmpty ? "/" : folder, String(path[path.index(after: slash)...]))
    }
}
