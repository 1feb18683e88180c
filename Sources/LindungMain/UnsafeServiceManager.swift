import Dispatch
import Glibc

/// What started the service and watches it, such as systemd: told by datagrams when it is ready, alive and about to end
/// (sd_notify(3)). Without one nothing is told to anyone.
struct ServiceManager: Sendable {
    /// Where it listens: a path, or a name that begins with `@`.
    private let socket: String?
    /// How often it wants to hear that the service is alive, in microseconds.
    private let watchdog: Int?

    /// The one that the environment names.
    init() {
        socket = Environment.value("NOTIFY_SOCKET")
        let isMine = Environment.value("WATCHDOG_PID").map { Int32($0) == getpid() } ?? true
        watchdog = isMine ? Environment.value("WATCHDOG_USEC").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } : nil
    }

    /// Tells it something: `READY=1`. One that does not listen is no reason to stop.
    func tell(_ state: String) {
        guard let socket, let first = socket.utf8.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@") else {
            return
        }
        var name = Array(socket.utf8)
        let isAbstract = first == UInt8(ascii: "@")
        if isAbstract { name[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        // The end of a path is a zero; that of an abstract name is the length.
        let size = MemoryLayout<sa_family_t>.size + name.count + (isAbstract ? 0 : 1)
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(state.utf8)
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                unsafe sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), target, socklen_t(size))
            }
        }
    }

    /// Tells it again and again that the service is alive, as often as it wants to hear it: twice in the time after which
    /// it would end it. `check` does not return where the service hangs.
    ///
    /// - Returns: What goes on until it is cancelled; `nil` where nobody wants to hear anything.
    func keepTelling(after check: @escaping @Sendable () -> Void) -> (any DispatchSourceTimer)? {
        guard let watchdog else { return nil }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now(), repeating: .microseconds(max(1, watchdog / 2)))
        timer.setEventHandler {
            check()
            tell("WATCHDOG=1")
        }
        timer.resume()
        return timer
    }
}
