/// A distribution of integer noise, symmetric about zero and sampled exactly.
public protocol IntegerNoise: Sendable {
    /// Draws once.
    ///
    /// How long it takes depends on what is drawn (it rejects and draws again): do not let an adversary time it.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    func sample(using source: inout some BitSource & ~Copyable) throws(RandomnessError) -> Int64

    /// The margin that covers the sum of independent draws with probability at least 95%.
    ///
    /// - Parameter count: how many independent draws are summed, in 1 … 2⁴⁰.
    /// - Returns: an integer m ≥ 0 with P(|sum| ≤ m) ≥ 0.95; for one draw the smallest such m.
    func margin95(drawsSummed count: Int) -> Int64
}

extension IntegerNoise {
    /// Replaces every element by an independent draw.
    ///
    /// - Throws: `RandomnessError` if the source fails; what stands in `values` then is not to be used.
    @inlinable
    public func fill(
        _ values: inout MutableSpan<Int64>, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) {
        for index in values.indices { values[index] = try sample(using: &source) }
    }

    /// So many independent draws.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    @inlinable
    public func samples(
        _ count: Int, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> [Int64] {
        var values: [Int64] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try sample(using: &source)) }
        return values
    }
}
