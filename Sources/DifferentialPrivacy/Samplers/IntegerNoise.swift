/// A distribution of integer noise, symmetric about zero and sampled exactly.
public protocol IntegerNoise: Sendable {
    /// Draws once. For many draws of the same noise, prepare it first (`prepared()`).
    ///
    /// How long it takes depends on what is drawn (it rejects and draws again): do not let an adversary time it.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    func sample(using source: inout some BitSource & ~Copyable) throws(RandomnessError) -> Int64

    /// This noise made ready for many draws, with the same distribution.
    ///
    /// Every noise can be prepared, whatever its parameters; it takes some microseconds.
    func prepared() -> PreparedNoise

    /// The margin that covers the sum of independent draws with probability at least 95%.
    ///
    /// - Parameter count: how many independent draws are summed, in 1 … 2⁴⁰.
    /// - Returns: an integer m ≥ 0 with P(|sum| ≤ m) ≥ 0.95; for one draw the smallest such m.
    func margin95(drawsSummed count: Int) -> Int64
}

extension IntegerNoise {
    /// From about so many draws on it pays to prepare first (docs/performance.md).
    @usableFromInline static var drawsWorthPreparing: Int { 128 }

    /// Replaces every element by an independent draw; prepares first where it pays.
    ///
    /// - Throws: `RandomnessError` if the source fails; what stands in `values` then is not to be used.
    @inlinable
    public func fill(
        _ values: inout MutableSpan<Int64>, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) {
        if values.count >= Self.drawsWorthPreparing { return try prepared().fill(&values, using: &source) }
        for index in values.indices { values[index] = try sample(using: &source) }
    }

    /// So many independent draws; prepares first where it pays.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    @inlinable
    public func samples(
        _ count: Int, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> [Int64] {
        var values = [Int64](repeating: 0, count: count)
        var span = values.mutableSpan
        try fill(&span, using: &source)
        return values
    }
}
