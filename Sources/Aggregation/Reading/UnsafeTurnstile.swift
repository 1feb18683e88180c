import Glibc
import Synchronization

/// Lets threads pass in the order of the numbers they hold.
///
/// Whoever holds a number must pass, or all that follow wait for ever.
struct Turnstile: ~Copyable, Sendable {
    private let turn = Atomic<Int>(0)

    /// Waits until all lower numbers have passed.
    func wait(for number: Int) {
        var tries = 0
        while turn.load(ordering: .acquiring) != number {
            // What is waited for takes microseconds, unless the one before waits for the disk.
            if tries < 100 {
                _ = sched_yield()
            } else {
                _ = usleep(50)
            }
            tries += 1
        }
    }

    /// Lets the next number in.
    func pass(_ number: Int) {
        turn.store(number + 1, ordering: .releasing)
    }
}
