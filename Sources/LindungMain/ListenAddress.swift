/// An address to listen at.
struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    let host: String
    let port: UInt16

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`, `[IPv6]:PORT` or `:PORT`.
    init?(_ text: String) {
        guard let mark = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: mark)...]) else {
            return nil
        }
        var host = text[..<mark]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        self.init(host: String(host), port: port)
    }

    /// The host as it stands in a URL.
    var shownHost: String { host.isEmpty ? "localhost" : host.contains(":") ? "[\(host)]" : host }

    var description: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
