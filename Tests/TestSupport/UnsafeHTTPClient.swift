import Glibc

/// A client that sends bytes as it is told, well or badly formed, and gives back all that comes.
public final class HTTPClient {
    private let socket: Int32

    /// Connects to a port of this machine.
    public init?(port: UInt16, receiveTimeout: Int = 20) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { return nil }
        var wait = timeval(tv_sec: receiveTimeout, tv_usec: 0)
        unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    /// Sends a text; `false` once the other end does not take it any more.
    @discardableResult
    public func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends bytes; `false` once the other end does not take them any more.
    @discardableResult
    public func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    /// Says that nothing more will come.
    public func finish() { shutdown(socket, Int32(SHUT_WR)) }

    /// All that comes until the other end closes, or `count` bytes; as Latin-1.
    public func receive(_ count: Int = .max) -> String {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while all.count < count {
            let room = min(part.count, count - all.count)
            let got = unsafe part.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, room, 0) }
            guard got > 0 else { break }
            all += part[..<got]
        }
        return String(decoding: all.map { UInt16($0) }, as: UTF16.self)
    }

    /// One answer of a kept connection: the head, and as many bytes of content as it says.
    public func answer(hasContent: Bool = true) -> (head: String, content: String) {
        var head = ""
        while !head.hasSuffix("\r\n\r\n") {
            let next = receive(1)
            guard !next.isEmpty else { return (head, "") }
            head += next
        }
        let length =
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        return (head, hasContent && length > 0 ? receive(length) : "")
    }
}
