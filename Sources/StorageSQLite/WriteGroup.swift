import Dispatch
import Synchronization

/// Writers that come at the same time and share one transaction, so that one wait for the disk serves them all.
final class WriteGroup: Sendable {
    private let end = DispatchGroup()
    private let wasKept = Mutex(false)

    init() { end.enter() }

    /// Says once how it ended: whether all of it is on the disk, or none.
    func finish(isKept: Bool) {
        wasKept.withLock { $0 = isKept }
        end.leave()
    }

    /// Waits for the end; whether all of it is on the disk.
    var isKept: Bool {
        end.wait()
        return wasKept.withLock { $0 }
    }
}
