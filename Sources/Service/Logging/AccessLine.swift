/// One request that was answered, without anything of whoever asked.
public struct AccessLine: Sendable, Hashable {
    /// The method; `other` for one that is none.
    public let method: String
    /// The path as it is documented, so that no name of a submission stands in a log; `-` for none.
    public let route: String
    /// The status.
    public let status: Int
    /// How long it took, in milliseconds.
    public let milliseconds: Int
    /// How many bytes its body had.
    public let received: Int64
    /// How many bytes the answer's content had.
    public let sent: Int64

    /// The method, or one word for all that nobody knows: what a client makes up must not stand in a log, nor name series.
    static func known(_ method: String) -> String {
        ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"].contains(method) ? method : "other"
    }

    /// How much it matters: what a machine asks every few seconds least, what failed most.
    var level: LogLevel {
        switch status {
        case 503: .warning
        case 500...: .error
        default: ["/healthz", "/readyz", "/metrics"].contains(route) ? .debug : .info
        }
    }
}
