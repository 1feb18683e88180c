public import DifferentialPrivacy

/// Random bits for noise, from OpenSSL's cryptographically secure generator, drawn in blocks.
///
/// A block is fetched whole and handed out word by word; each word is erased as it is handed out, so that noise
/// once drawn cannot be read back from memory. The type cannot be copied: a copy would hand out the same bits
/// twice. One source serves one task; make one for each.
///
/// After a fork, parent and child must not share bits: the block and the count of what is left in it lie in pages
/// that the kernel replaces by zeros in a child, where the block is therefore empty and is drawn anew from a
/// generator that OpenSSL reseeds.
public struct SystemRandomBits: BitSource, ~Copyable, Sendable {
    @usableFromInline let block: RandomBlock

    /// A source with an empty block; the first draw fills it.
    ///
    /// - Throws: `RandomnessError.outOfMemory` if no memory could be set aside for the block.
    public init() throws(RandomnessError) {
        block = try RandomBlock()
    }

    /// The next 64 random bits.
    ///
    /// - Throws: `RandomnessError.generatorFailed`; give up the release.
    @inlinable
    public mutating func next() throws(RandomnessError) -> UInt64 {
        if let word = block.takeWord() { return word }
        try block.refill()
        guard let word = block.takeWord() else { throw .generatorFailed }
        return word
    }
}
