/// A source of uniform, independent random bits, drawn a 64-bit word at a time.
///
/// Every sampler takes one as `inout some BitSource & ~Copyable`, and draws from nothing else. A conforming type
/// fetches its bits in blocks and hands out one word a call, so that `next()` costs a load and a compare. It
/// should not be copyable: a copy would hand out the same bits twice.
///
/// The one source that ships draws from the operating system's and OpenSSL's generators
/// (`SystemRandomBits` in Cryptography). Sources with a seed belong in tests, never in a shipped target.
public protocol BitSource: ~Copyable {
    /// The next 64 random bits.
    ///
    /// - Throws: `RandomnessError` if no further bits can be had. Whoever draws must give up the whole
    ///   release: to go on with what was drawn so far, or with other bits, would void its guarantee.
    mutating func next() throws(RandomnessError) -> UInt64
}

/// Why random bits could not be had; fatal to the release that needed them.
public enum RandomnessError: Error, Hashable, Sendable {
    /// The generator reported a failure (no entropy, not seeded, self-test failed).
    case generatorFailed
    /// No memory could be set aside for the block of random bits.
    case outOfMemory
}
