import Dispatch
import Synchronization

/// Some threads that do work in the order in which it came, and a bound to how much may wait.
final class WorkerPool: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
        var next = 0
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "lindung.workers", attributes: .concurrent)
    private let workers: Int
    private let limit: Int

    init(workers: Int, waiting limit: Int) {
        self.workers = workers
        self.limit = limit
    }

    /// Takes work; `false` if too much is waiting.
    func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        let (isTaken, startsWorker) = state.withLock { state in
            guard state.waiting.count - state.next < limit else { return (false, false) }
            state.waiting.append(work)
            guard state.running < workers else { return (true, false) }
            state.running += 1
            return (true, true)
        }
        if startsWorker { queue.async { [self] in workThroughAll() } }
        return isTaken
    }

    private func workThroughAll() {
        while let work = take() { work() }
    }

    private func take() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard state.next < state.waiting.count else {
                state.waiting.removeAll(keepingCapacity: true)
                state.next = 0
                state.running -= 1
                return nil
            }
            defer { state.next += 1 }
            return state.waiting[state.next]
        }
    }

    /// Whether nothing is done and nothing waits.
    var isIdle: Bool { state.withLock { $0.running == 0 } }
}
