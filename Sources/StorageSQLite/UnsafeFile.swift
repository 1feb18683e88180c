import Glibc
import Storage

/// The few calls of the system that SQLite does not make for us.
enum StoreFile {
    /// Makes an empty file that its owner alone may read, and notes its name on the disk.
    ///
    /// - Throws: `alreadyThere` if there is anything at the path, `missing` if its folder is not there, `readOnly`,
    ///   `noSpace` or `failed`.
    static func create(_ path: String) throws(StoreError) {
        let number = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard number >= 0 else { throw error(errno, path) }
        close(number)
        try synchronizeFolder(of: path)
    }

    /// Forces a file and its name to the disk.
    static func synchronize(_ path: String) throws(StoreError) {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw error(errno, path) }
        defer { close(number) }
        guard fsync(number) == 0 else { throw error(errno, path) }
        try synchronizeFolder(of: path)
    }

    /// Gives a file another name in its folder, replacing what has it.
    static func rename(_ path: String, to target: String) throws(StoreError) {
        guard unsafe Glibc.rename(path, target) == 0 else { throw error(errno, target) }
        try synchronizeFolder(of: target)
    }

    private static func synchronizeFolder(of path: String) throws(StoreError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.count == 1 ? "." : parts.dropLast().joined(separator: "/") + "/"
        let place = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard place >= 0 else { throw error(errno, path) }
        defer { close(place) }
        guard fsync(place) == 0 else { throw error(errno, path) }
    }

    /// Whether there is anything at a path.
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Drops a file that was made and not filled, with what SQLite put beside it.
    static func remove(_ path: String) {
        for ending in ["", "-wal", "-shm", "-journal"] { _ = unsafe unlink(path + ending) }
    }

    private static func error(_ number: Int32, _ path: String) -> StoreError {
        switch number {
        case EEXIST, ELOOP: .alreadyThere(path)
        case ENOENT, ENOTDIR: .missing(path)
        case EACCES, EPERM, EROFS: .readOnly
        case ENOSPC, EDQUOT: .noSpace
        default: .failed(operation: "create", code: number)
        }
    }
}
