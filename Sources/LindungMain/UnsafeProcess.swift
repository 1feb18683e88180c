import Dispatch
import Glibc
import Statistics
import Storage
import Synchronization

// The few calls of the C library that a command line needs and that take pointers.

/// The environment of the process.
enum Environment {
    /// The value of a variable; `nil` if it is not set or empty.
    static func value(_ name: String) -> String? {
        guard let text = unsafe getenv(name), let value = unsafe String(validatingCString: text), !value.isEmpty else {
            return nil
        }
        return value
    }

    /// The names of all variables.
    static var names: [String] {
        var names: [String] = []
        var place = unsafe environ
        while let entry = unsafe place.pointee {
            if let text = unsafe String(validatingCString: entry) { names.append(String(text.prefix { $0 != "=" })) }
            unsafe place += 1
        }
        return names
    }

    /// The folder of the running program.
    static var programFolder: String? {
        guard let text = resolved("/proc/self/exe"), let slash = text.lastIndex(of: "/") else { return nil }
        return String(text[..<slash])
    }

    /// Where a path leads, links followed, whether or not there is a file yet; `nil` if its folder is not there.
    static func place(of path: String) -> String? {
        if let text = resolved(path) { return text }
        guard let slash = path.lastIndex(of: "/") else { return resolved(".").map { "\($0)/\(path)" } }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return resolved(folder).map { "\($0)/\(path[path.index(after: slash)...])" }
    }

    /// Whether a path leads to anything, links followed.
    static func isThere(_ path: String) -> Bool { resolved(path) != nil }

    private static func resolved(_ path: String) -> String? {
        guard let place = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(place) }
        return unsafe String(validatingCString: place)
    }
}

/// Standard error, unbuffered.
enum StandardError {
    /// Writes a text.
    static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

/// The calendar of the machine.
enum Calendar {
    /// Today, in the machine's time zone.
    static var today: Day {
        var now = time(nil)
        var parts = unsafe tm()
        guard unsafe localtime_r(&now, &parts) != nil else { return .last }
        return unsafe Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
            ?? .last
    }
}

extension Calendar {
    /// Now, in seconds.
    static var now: Timestamp {
        guard let now = Timestamp(secondsSince1970: Int64(time(nil))) else {
            preconditionFailure("the clock of this machine is outside the years 1900 to 2199")
        }
        return now
    }
}

/// What would end the process without a word.
enum Signals {
    /// A file at its size limit, as a pipe without a reader, comes back as an error that is told and cleaned up.
    static func makeErrors() {
        _ = signal(SIGXFSZ, SIG_IGN)
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Waits until the process is asked to end.
    ///
    /// - Parameter again: What is done if it is asked again, as long as what is returned is held.
    /// - Returns: What listens.
    static func waitForEnd(again: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
        let asked = DispatchSemaphore(value: 0)
        let isAsked = Mutex(false)
        let sources = [SIGTERM, SIGINT].map { number in
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let isFirst = isAsked.withLock { isAsked in
                    defer { isAsked = true }
                    return !isAsked
                }
                if isFirst { asked.signal() } else { again() }
            }
            source.resume()
            return source
        }
        asked.wait()
        return sources
    }
}
