import Publishing
import Storage

/// Writes events that matter enough, a line each.
public struct LogWriter: Sendable {
    private let format: LogFormat
    private let level: LogLevel
    private let write: @Sendable (String) -> Void

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - format: How events are written.
    ///   - level: How much an event must matter.
    ///   - write: Takes each line, with its line feed, from any thread.
    public init(_ format: LogFormat, from level: LogLevel, write: @escaping @Sendable (String) -> Void) {
        self.format = format
        self.level = level
        self.write = write
    }

    /// Writes an event, if it matters enough.
    public func log(_ event: LogEvent) {
        guard event.level >= level else { return }
        write((format == .json ? event.json : event.text) + "\n")
    }
}

extension LogEvent {
    /// The event as a line for people.
    var text: String { "\(at) \(level.rawValue) \(words)" }

    private var words: String {
        switch kind {
        case .listening(let scheme, let port): "listens at port \(port), \(scheme)"
        case .request(let line):
            "\(line.method) \(line.route) \(line.status) \(line.milliseconds) ms, "
                + "\(line.received) B in, \(line.sent) B out"
        case .fault(let route, let fault): "\(route) failed: \(fault.text)"
        case .draining: "is told to end, and no longer ready"
        case .stopping: "takes no more connections; requests under way finish"
        case .stopped(let cutOff): "ended; requests cut off: \(cutOff)"
        }
    }

    /// The event as one line of JSON.
    var json: String {
        var json = JSONWriter()
        json.beginObject()
        json.member("time", at.description)
        json.member("level", level.rawValue)
        json.member("event", name)
        switch kind {
        case .listening(let scheme, let port):
            json.member("scheme", scheme)
            json.member("port", port)
        case .request(let line):
            json.member("method", line.method)
            json.member("route", line.route)
            json.member("status", line.status)
            json.member("milliseconds", line.milliseconds)
            json.member("received", Int(line.received))
            json.member("sent", Int(line.sent))
        case .fault(let route, let fault):
            json.member("route", route)
            json.member("fault", fault.text)
        case .draining, .stopping: break
        case .stopped(let cutOff): json.member("cutOff", cutOff)
        }
        json.endObject()
        return String(decoding: json.finished().prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
