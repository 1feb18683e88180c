public import Storage

/// Something that the service writes into its log.
///
/// Every event is one of a few kinds, made of numbers and of words that the program or whoever runs it has chosen: there is
/// no place for an address, a token, a query, the number of a submission or a value of one.
public struct LogEvent: Sendable, Hashable {
    /// What happened.
    public enum Kind: Sendable, Hashable {
        /// It listens: by which protocol, at which port.
        case listening(scheme: String, port: Int)
        /// A request was answered.
        case request(AccessLine)
        /// Why a request to a route was answered with 500.
        case fault(route: String, Fault)
        /// It is told to end, and says that it is no longer ready.
        case draining
        /// It takes no more connections.
        case stopping
        /// It has ended; how many requests were cut off.
        case stopped(cutOff: Int)
    }

    /// When.
    public let at: Timestamp
    /// What.
    public let kind: Kind

    /// Makes an event.
    public init(at: Timestamp, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }

    /// How much it matters.
    public var level: LogLevel {
        switch kind {
        case .listening, .draining, .stopping: .info
        case .request(let line): line.level
        case .fault: .error
        case .stopped(let cutOff): cutOff > 0 ? .warning : .info
        }
    }

    /// The name of its kind, the same in every version.
    public var name: String {
        switch kind {
        case .listening: "listening"
        case .request: "request"
        case .fault: "fault"
        case .draining: "draining"
        case .stopping: "stopping"
        case .stopped: "stopped"
        }
    }
}

/// How much an event matters.
public enum LogLevel: String, CaseIterable, Sendable, Comparable {
    /// What is only looked for when something is looked into.
    case debug
    /// What happens.
    case info
    /// What should not go on for long.
    case warning
    /// What someone must look at.
    case error

    /// What matters less is less.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .warning: 2
        case .error: 3
        }
    }
}

/// How events are written.
public enum LogFormat: String, CaseIterable, Sendable {
    /// A line for people.
    case text
    /// A JSON object a line.
    case json
}
