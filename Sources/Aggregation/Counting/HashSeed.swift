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
