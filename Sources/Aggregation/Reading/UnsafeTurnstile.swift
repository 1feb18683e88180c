import Glibc

/// A value that one thread at a time has, behind a lock of the operating system.
///
/// `Synchronization.Mutex` would do as well, were it not that the thread sanitizer does not see it where threads have
/// to wait for each other: this core is checked with it.
@safe final class Guarded<Value: ~Copyable>: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    init(_ value: consuming Value) {
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe pthread_mutex_init(lock, nil)
        self.value = value
    }

    deinit {
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return try body(&value)
    }
}

/// Lets threads pass in the order of the numbers they hold.
///
/// Whoever holds a number must pass, or all that follow wait for ever.
@safe final class Turnstile: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let passed: UnsafeMutablePointer<pthread_cond_t>
    private var turn = 0

    init() {
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe pthread_mutex_init(lock, nil)
        unsafe passed = .allocate(capacity: 1)
        unsafe passed.initialize(to: pthread_cond_t())
        unsafe pthread_cond_init(passed, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(passed)
        unsafe passed.deallocate()
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    /// Waits until all lower numbers have passed.
    func wait(for number: Int) {
        unsafe pthread_mutex_lock(lock)
        while turn != number { unsafe pthread_cond_wait(passed, lock) }
        unsafe pthread_mutex_unlock(lock)
    }

    /// Lets the next number in.
    func pass(_ number: Int) {
        unsafe pthread_mutex_lock(lock)
        turn = number + 1
        unsafe pthread_cond_broadcast(passed)
        unsafe pthread_mutex_unlock(lock)
    }
}
