import Synchronization

/// A folder of files that appears whole or not at all.
///
/// Files go to a temporary folder beside it, which ``commit()`` gives its name. A folder that stood there is replaced if it
/// holds nothing but files of the same names; a sink that is dropped before leaves nothing behind.
public final class FolderSink: Sendable {
    private let path: String
    private let temporary: String
    private let state = Mutex((names: Set<String>(), closed: false))

    /// Makes the temporary folder beside `path`.
    ///
    /// - Parameter path: Where the folder will stand; what it is to stand in must exist.
    /// - Throws: ``BytesError/notAFolder(path:)`` where something else stands there, or ``BytesError`` where no folder can
    ///   be made.
    public init(_ path: String) throws(BytesError) {
        var path = path
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        if let status = try Descriptor.status(of: path), !status.isDirectory { throw .notAFolder(path: path) }
        self.path = path
        temporary = "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).partial"
        do throws(BytesError) {
            try Descriptor.makeFolder(temporary)
        } catch {
            guard case .missing = error else { throw error }
            throw .missing(path: FileSink.split(path).folder)
        }
    }

    deinit {
        state.withLock { state in
            guard !state.closed else { return }
            // Files that were not committed are there under names of their own.
            let names = (try? Descriptor.names(inFolder: temporary)) ?? nil
            Descriptor.removeFolder(temporary, files: names ?? [])
        }
    }

    /// A file of the folder, which must be committed before the folder is.
    ///
    /// - Parameter name: Its name, without a folder.
    /// - Returns: Where its bytes go.
    /// - Throws: ``BytesError`` as ``FileSink``.
    public func file(_ name: String) throws(BytesError) -> FileSink {
        precondition(!name.isEmpty && !name.utf8.contains(UInt8(ascii: "/")), "a file of a folder has a plain name")
        _ = state.withLock { $0.names.insert(name) }
        return try FileSink("\(temporary)/\(name)", access: .everyone)
    }

    /// Gives the folder its name.
    ///
    /// - Throws: ``BytesError/occupied(path:by:)`` where the folder that stands there has other files, which stay;
    ///   ``BytesError`` where the names cannot be changed.
    public func commit() throws(BytesError) {
        try state.withLock { (state: inout (names: Set<String>, closed: Bool)) throws(BytesError) in
            guard !state.closed else { throw .alreadyCommitted(name: path) }
            guard let standing = try Descriptor.names(inFolder: path) else {
                try Descriptor.rename(temporary, to: path)
                state.closed = true
                return
            }
            if let other = standing.sorted().first(where: { !state.names.contains($0) }) {
                throw .occupied(path: path, by: other)
            }
            let old = "\(temporary).old"
            try Descriptor.rename(path, to: old)
            do throws(BytesError) {
                try Descriptor.rename(temporary, to: path)
            } catch {
                try Descriptor.rename(old, to: path)
                throw error
            }
            state.closed = true
            Descriptor.removeFolder(old, files: standing)
        }
    }
}
