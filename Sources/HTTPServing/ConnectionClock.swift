import Synchronization

/// Until when each connection must have got further, so that one that is slow on purpose holds nothing for long.
final class ConnectionClock: Sendable {
    private let deadlines = Mutex<[Int32: ContinuousClock.Instant]>([:])

    /// Gives a connection so many seconds from now.
    func allow(_ seconds: Int, _ socket: Int32) {
        deadlines.withLock { $0[socket] = .now + .seconds(seconds) }
    }

    /// Lets a connection be, while the program itself is at work for it.
    func wait(_ socket: Int32) { _ = deadlines.withLock { $0.removeValue(forKey: socket) } }

    /// Forgets a connection that is closed.
    func forget(_ socket: Int32) { wait(socket) }

    /// Does something with every connection whose time is over, before it can be closed by others and its number reused.
    func overdue(_ body: (Int32) -> Void) {
        let now = ContinuousClock.now
        deadlines.withLock { deadlines in
            for (socket, deadline) in deadlines where deadline < now {
                body(socket)
                deadlines[socket] = nil
            }
        }
    }

    /// How many connections have a time.
    var count: Int { deadlines.withLock { $0.count } }
}
