import Glibc

/// `O_TMPFILE`, a macro that the importer leaves out: the same number on every architecture that Swift runs on.
private let nameless: Int32 = 0o20_000_000 | O_DIRECTORY

/// A POSIX file descriptor behind calls that retry when interrupted and speak in ``BytesError``.
struct Descriptor: Sendable {
    let number: Int32
    let name: String

    /// What kind of thing a path or descriptor names, its size in bytes, and when it was written.
    struct Status {
        var isRegular: Bool
        var isDirectory: Bool
        var size: Int64
        /// When its bytes were last written, in nanoseconds.
        var modified: Int64
    }

    static func open(_ path: String) throws(BytesError) -> Descriptor {
        let number = retrying { unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC) }
        guard number >= 0 else { throw error(errno, path, .open) }
        return Descriptor(number: number, name: path)
    }

    /// Makes a file that must not exist yet.
    static func create(_ path: String, mode: UInt32) throws(BytesError) -> Descriptor {
        let number = retrying { unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
        guard number >= 0 else { throw error(errno, path, .create) }
        return Descriptor(number: number, name: path)
    }

    func status() throws(BytesError) -> Status {
        var raw = stat()
        guard unsafe fstat(number, &raw) == 0 else { throw Descriptor.error(errno, name, .examine) }
        return Descriptor.status(raw)
    }

    /// What stands at a path, links followed; `nil` if nothing does.
    static func status(of path: String) throws(BytesError) -> Status? {
        var raw = stat()
        if unsafe stat(path, &raw) == 0 { return status(raw) }
        if errno == ENOENT { return nil }
        throw error(errno, path, .examine)
    }

    /// Reads into the free part of `output`, at `offset` or (where `nil`) where the descriptor stands.
    func read(into output: inout OutputRawSpan, at offset: Int64?) throws(BytesError) -> Int {
        let number = number
        let count = unsafe output.withUnsafeMutableBytes { (whole, initialized) -> Int in
            let free = unsafe UnsafeMutableRawBufferPointer(rebasing: whole[initialized...])
            let count = Descriptor.retrying {
                if let offset {
                    unsafe Glibc.pread(number, free.baseAddress, free.count, off_t(offset))
                } else {
                    unsafe Glibc.read(number, free.baseAddress, free.count)
                }
            }
            initialized += max(count, 0)
            return count
        }
        guard count >= 0 else { throw Descriptor.error(errno, name, .read) }
        return count
    }

    /// Writes all of `bytes`.
    func write(_ bytes: Span<UInt8>) throws(BytesError) {
        try unsafe write(bytes.bytes)
    }

    /// Writes all of `bytes`.
    func write(_ bytes: RawSpan) throws(BytesError) {
        var done = 0
        while done < bytes.byteCount {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                return Descriptor.retrying { unsafe Glibc.write(number, rest.baseAddress, rest.count) }
            }
            guard count >= 0 else { throw Descriptor.error(errno, name, .write) }
            done += count
        }
    }

    /// The error number of what cannot be read at a place.
    static var notSeekable: Int32 { ESPIPE }
    /// The error number of what was written and is not there.
    static var damaged: Int32 { EIO }

    /// Makes a file without a name, for its owner alone, in a folder: it is gone when closed, or when the process is.
    static func unlinked(in folder: String) throws(BytesError) -> Descriptor {
        let number = retrying { unsafe Glibc.open(folder, nameless | O_RDWR | O_CLOEXEC, 0o600) }
        if number >= 0 { return Descriptor(number: number, name: folder) }
        guard errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL else { throw error(errno, folder, .create) }
        // A file system that knows no nameless files: named for a moment.
        let path = "\(folder)/.\(UInt64.random(in: 0 ... .max)).spill"
        let named = retrying { unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
        guard named >= 0 else { throw error(errno, folder, .create) }
        remove(path)
        return Descriptor(number: named, name: folder)
    }

    func synchronize() throws(BytesError) {
        guard Descriptor.retrying({ fsync(number) }) == 0 else {
            throw Descriptor.error(errno, name, .synchronize)
        }
    }

    func close() throws(BytesError) {
        // Linux frees the number even when close is interrupted, so it is never tried twice.
        guard Glibc.close(number) == 0 || errno == EINTR else { throw Descriptor.error(errno, name, .close) }
    }

    static func rename(_ old: String, to new: String) throws(BytesError) {
        guard unsafe Glibc.rename(old, new) == 0 else { throw error(errno, new, .rename) }
    }

    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    /// The path with every link followed; `nil` if it cannot be resolved.
    static func resolve(_ path: String) -> String? {
        guard let text = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(text) }
        return unsafe String(validatingCString: text)
    }

    /// A write to a pipe without a reader must come back as an error, not end the process.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    static func message(_ number: Int32) -> String {
        unsafe strerror(number).flatMap { unsafe String(validatingCString: $0) } ?? "unknown error"
    }

    static func error(_ number: Int32, _ name: String, _ operation: BytesError.Operation) -> BytesError {
        switch number {
        case ENOENT, ENOTDIR: .missing(path: name)
        case EISDIR: .isDirectory(path: name)
        case EACCES, EPERM: .notPermitted(path: name, operation: operation)
        case ENOSPC, EDQUOT: .noSpace(path: name)
        case EPIPE: .brokenPipe(name: name)
        default: .failed(name: name, operation: operation, number: number)
        }
    }

    private static func status(_ raw: stat) -> Status {
        let kind = raw.st_mode & S_IFMT
        return Status(
            isRegular: kind == S_IFREG, isDirectory: kind == S_IFDIR, size: Int64(raw.st_size),
            modified: Int64(raw.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_mtim.tv_nsec))
    }

    private static func retrying<Count: SignedInteger>(_ body: () -> Count) -> Count {
        while true {
            let result = body()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
