import Glibc
import Synchronization

/// Threads of the operating system that run one piece of work to its end.
enum Threads {
    private final class Job<Output: Sendable>: Sendable {
        let work: @Sendable () -> Output
        let output = Mutex<Output?>(nil)

        init(_ work: @escaping @Sendable () -> Output) { self.work = work }

        func run() {
            let result = work()
            output.withLock { $0 = result }
        }
    }

    private final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs `work` on `count` threads, this one among them, and gives what each made.
    ///
    /// Fewer threads than asked for do as well, since each takes what work is left.
    static func run<Output: Sendable>(
        _ count: Int, _ work: @escaping @Sendable () -> Output
    ) -> [Output] {
        let jobs = (0..<max(count, 1)).map { _ in Job(work) }
        var threads: [pthread_t] = []
        for job in jobs.dropFirst() {
            var thread = pthread_t()
            let start = unsafe Unmanaged.passRetained(Start { job.run() })
            let status = unsafe pthread_create(
                &thread, nil,
                { context in
                    if let context = unsafe context {
                        unsafe Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
                    }
                    return nil
                }, start.toOpaque())
            guard status == 0 else {
                unsafe start.release()
                break
            }
            threads.append(thread)
        }
        jobs[0].run()
        for thread in threads { _ = pthread_join(thread, nil) }
        return jobs.compactMap { job in job.output.withLock { $0 } }
    }
}
