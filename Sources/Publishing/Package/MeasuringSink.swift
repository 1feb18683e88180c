import Bytes
import Cryptography
import Synchronization

/// A sink that keeps nothing but the number and the SHA-256 of what it was given.
final class MeasuringSink: ByteSink {
    private struct State: ~Copyable {
        var hash: SHA256?
        var count: Int64 = 0
        var hasFailed = false
    }

    let name = "measured bytes"
    private let state: Mutex<State>

    init() throws(PublishingError) {
        do throws(CryptographyError) {
            state = Mutex(State(hash: try SHA256()))
        } catch { throw .machine("a hash could not be begun") }
    }

    func write(_ bytes: Span<UInt8>) {
        state.withLock { state in
            state.count += Int64(bytes.count)
            do throws(CryptographyError) { try state.hash?.update(bytes) } catch { state.hasFailed = true }
        }
    }

    func commit() {}

    /// What was measured; the sink is used up.
    func finish() throws(PublishingError) -> (digest: Digest, count: Int64) {
        let (digest, count) = state.withLock { state -> (Digest?, Int64) in
            let hash = state.hash.take()
            guard !state.hasFailed, let hash else { return (nil, state.count) }
            return (try? hash.finalize(), state.count)
        }
        guard let digest else { throw .machine("a file could not be hashed") }
        return (digest, count)
    }
}

extension ReleaseFile {
    /// The SHA-256 and the size of what would be written.
    func measured() throws(PublishingError) -> (digest: Digest, count: Int64) {
        let sink = try MeasuringSink()
        try write(to: sink)
        return try sink.finish()
    }
}
