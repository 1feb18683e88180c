import Glibc

/// What tells whether a file is still the one that it was: where it lies on the disk, its size, and when it was last written
/// and changed.
public struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64
    /// How many bytes it has.
    public let size: Int64
    /// Whether its owner may run it.
    public let isExecutable: Bool
    private let written: FileTime
    private let changed: FileTime

    /// What stands at a path, links followed; `nil` if nothing does.
    public init?(of path: String) {
        var raw = stat()
        guard unsafe stat(path, &raw) == 0 else { return nil }
        device = UInt64(raw.st_dev)
        number = UInt64(raw.st_ino)
        size = Int64(raw.st_size)
        isExecutable = raw.st_mode & S_IXUSR != 0
        written = FileTime(raw.st_mtim)
        changed = FileTime(raw.st_ctim)
    }

    /// Whether the file was changed for the last time well before a time. Clocks of file systems are coarse: what was
    /// changed within a second of it may change again and look the same.
    public func isOlder(than time: FileTime) -> Bool { changed.nanoseconds < time.nanoseconds - 1_000_000_000 }
}

/// A time as file systems note it.
public struct FileTime: Hashable, Sendable {
    /// Nanoseconds since 1970.
    public let nanoseconds: Int64

    /// Takes a time.
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    init(_ time: timespec) { nanoseconds = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }

    /// Now.
    public static var now: FileTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return FileTime(time)
    }
}
