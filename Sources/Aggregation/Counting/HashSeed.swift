/// The key of the fast hash that groups within a run and chooses which cells of a unit are kept.
///
/// Take it from a cryptographic generator where input may be hostile, and derive it from the workspace's key
/// where partial aggregates of several runs are to be merged: they must have chosen alike.
public struct HashSeed: Hashable, Sendable {
    let low: UInt64
    let high: UInt64

    /// Makes a seed of two words.
    public init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }
}

extension HashSeed {
    /// Made from what the standard library draws for each process: for tables on which no result depends, but which
    /// texts chosen to collide could otherwise make slow.
    static let ofProcess: HashSeed = {
        var (low, high) = (Hasher(), Hasher())
        low.combine(0)
        high.combine(1)
        return HashSeed(
            low: UInt64(truncatingIfNeeded: low.finalize()), high: UInt64(truncatingIfNeeded: high.finalize()))
    }()
}
