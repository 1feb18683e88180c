import Synchronization

/// Lets each client do so much in a time: a bucket that fills steadily, a drop a request.
final class RateLimiter: Sendable {
    private struct Bucket {
        var level: Double
        var at: ContinuousClock.Instant
    }

    private let buckets = Mutex<[String: Bucket]>([:])
    private let perSecond: Double
    private let burst: Double
    /// Beyond so many clients those whose buckets are full again are forgotten.
    private static let most = 100_000

    /// Allows `perSecond` requests a second in the long run, and `burst` at once.
    init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = max(1, burst)
    }

    /// Whether a client could go on, without letting it.
    func look(_ client: String, now: ContinuousClock.Instant = .now) -> (isAdmitted: Bool, wait: Int) {
        guard perSecond > 0 else { return (true, 0) }
        let level = buckets.withLock { buckets in buckets[client].map { self.level(of: $0, now) } ?? burst }
        return (level >= 1, delay(level))
    }

    /// Whether a client may go on; otherwise in how many seconds it may.
    @discardableResult
    func admit(_ client: String, now: ContinuousClock.Instant = .now) -> (isAdmitted: Bool, wait: Int) {
        guard perSecond > 0 else { return (true, 0) }
        return buckets.withLock { buckets in
            if buckets.count >= RateLimiter.most, buckets[client] == nil {
                buckets = buckets.filter { level(of: $0.value, now) < burst }
                // Full of clients that are all at it: no room for one more.
                guard buckets.count < RateLimiter.most else { return (false, 1) }
            }
            var bucket = buckets[client] ?? Bucket(level: burst, at: now)
            bucket.level = level(of: bucket, now)
            bucket.at = now
            let isAdmitted = bucket.level >= 1
            if isAdmitted { bucket.level -= 1 }
            buckets[client] = bucket
            return (isAdmitted, isAdmitted ? 0 : delay(bucket.level))
        }
    }

    private func delay(_ level: Double) -> Int { level >= 1 ? 0 : max(1, Int(((1 - level) / perSecond).rounded(.up))) }

    private func level(of bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (now - bucket.at).components
        let passed = max(0, Double(seconds) + Double(attoseconds) * 1e-18)
        return min(burst, bucket.level + passed * perSecond)
    }
}
