import CSpawn
import Glibc

/// A child process with pipes to its standard streams, the leader of a group of its own.
///
/// Nothing of the parent goes along: no file but the three pipes, no environment but the one given, no ignored
/// signal. Whoever makes one ends it with `kill` or `wait`.
struct Child: ~Copyable {
    let process: pid_t
    private(set) var input: Int32
    let output: Int32
    let errors: Int32
    private var status: Int32?

    /// A child that closes its input must not end the parent: a write to it is an error that is seen.
    private static let ignoresBrokenPipes: Bool = {
        _ = signal(SIGPIPE, SIG_IGN)
        return true
    }()

    /// Starts a program; `nil` if the machine does not let it.
    init?(_ words: [String], environment: [String]) {
        guard Child.ignoresBrokenPipes, let program = words.first, let toChild = Pipe(), let fromChild = Pipe(),
            let errorPipe = Pipe()
        else {
            return nil
        }
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        _ = unsafe posix_spawn_file_actions_init(&actions)
        _ = unsafe posix_spawnattr_init(&attributes)
        defer {
            _ = unsafe posix_spawn_file_actions_destroy(&actions)
            _ = unsafe posix_spawnattr_destroy(&attributes)
        }
        for (from, to) in [(toChild.reading, 0), (fromChild.writing, 1), (errorPipe.writing, 2)] as [(Int32, Int32)] {
            _ = unsafe posix_spawn_file_actions_adddup2(&actions, from, to)
        }
        _ = unsafe posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var defaults = sigset_t()
        var blocked = sigset_t()
        _ = unsafe sigfillset(&defaults)
        _ = unsafe sigemptyset(&blocked)
        _ = unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
        _ = unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
        _ = unsafe posix_spawnattr_setpgroup(&attributes, 0)
        _ = unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        defer {
            for place in 0..<words.count { unsafe free(arguments[place]) }
            for place in 0..<environment.count { unsafe free(variables[place]) }
        }
        var process: pid_t = 0
        let failure = unsafe posix_spawn(&process, program, &actions, &attributes, &arguments, &variables)
        for end in [toChild.reading, fromChild.writing, errorPipe.writing] { _ = close(end) }
        guard failure == 0 else {
            for end in [toChild.writing, fromChild.reading, errorPipe.reading] { _ = close(end) }
            return nil
        }
        for end in [toChild.writing, fromChild.reading, errorPipe.reading] {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
        }
        self.process = process
        input = toChild.writing
        output = fromChild.reading
        errors = errorPipe.reading
        status = nil
    }

    deinit {
        if input >= 0 { _ = close(input) }
        _ = close(output)
        _ = close(errors)
    }

    /// Says that nothing more comes.
    mutating func closeInput() {
        if input >= 0 { _ = close(input) }
        input = -1
    }

    /// What a read or write on a pipe came to.
    enum Transfer: Hashable {
        /// So many bytes.
        case moved(Int)
        /// Nothing for now.
        case later
        /// The other end is closed.
        case over
    }

    /// Writes what fits.
    func write(_ bytes: ArraySlice<UInt8>) -> Transfer {
        let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
        if count >= 0 { return .moved(count) }
        return errno == EAGAIN || errno == EINTR ? .later : .over
    }

    /// Appends what is there, at most 64 KB, from standard output, or standard error.
    func read(into bytes: inout [UInt8], errors isErrors: Bool = false) -> Transfer {
        let before = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: 65_536))
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe Glibc.read(isErrors ? errors : output, buffer.baseAddress?.advanced(by: before), 65_536)
        }
        let failure = errno
        bytes.removeLast(65_536 - max(count, 0))
        if count > 0 { return .moved(count) }
        return count < 0 && (failure == EAGAIN || failure == EINTR) ? .later : .over
    }

    /// Waits until something can be done, at most so many milliseconds: what may be looked at.
    func wait(forInput: Bool, output isOutput: Bool, errors isErrors: Bool, milliseconds: Int32) {
        var waits: [pollfd] = []
        if forInput, input >= 0 { waits.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
        if isOutput { waits.append(pollfd(fd: output, events: Int16(POLLIN), revents: 0)) }
        if isErrors { waits.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0)) }
        _ = unsafe poll(&waits, nfds_t(waits.count), milliseconds)
    }

    /// How it ended, if it has: the exit status, or the negative number of the signal.
    mutating func ended() -> Int32? {
        if let status { return status }
        var word: Int32 = 0
        let found = unsafe waitpid(process, &word, WNOHANG)
        guard found != 0 else { return nil }
        let result: Int32 = found < 0 ? 255 : word & 0x7F == 0 ? (word >> 8) & 0xFF : -(word & 0x7F)
        status = result
        return result
    }

    /// Ends it and whatever it has started in its group, now.
    mutating func kill() {
        _ = Glibc.kill(-process, SIGKILL)
        guard status == nil else { return }
        var word: Int32 = 0
        while unsafe waitpid(process, &word, 0) < 0, errno == EINTR {}
        status = -SIGKILL
    }
}

/// Two ends of a pipe that no other child gets.
private struct Pipe {
    let reading: Int32
    let writing: Int32

    init?() {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe2(&ends, O_CLOEXEC) == 0 else { return nil }
        reading = ends[0]
        writing = ends[1]
    }
}

/// Seconds on a clock that nobody sets, for deadlines.
enum Monotonic {
    static var milliseconds: Int64 {
        var now = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}

/// What a path leads to, without following links.
struct FileKind {
    let isRegular: Bool
    let isFolder: Bool
    let isExecutable: Bool
    /// Whether it belongs to this user or the system's administrator, and nobody else may write to it.
    let isOurs: Bool

    init?(_ path: String) {
        var info = stat()
        guard unsafe lstat(path, &info) == 0 else { return nil }
        isRegular = info.st_mode & S_IFMT == S_IFREG
        isFolder = info.st_mode & S_IFMT == S_IFDIR
        isExecutable = info.st_mode & S_IXUSR != 0
        isOurs = (info.st_uid == geteuid() || info.st_uid == 0) && info.st_mode & (S_IWGRP | S_IWOTH) == 0
    }
}
