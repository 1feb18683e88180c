import DifferentialPrivacy

/// Hands out a list of words, then fails.
struct ListedBits: BitSource, ~Copyable {
    private var words: ArraySlice<UInt64>
    /// How many words are left.
    var left: Int { words.count }

    init(_ words: [UInt64]) { self.words = words[...] }

    mutating func next() throws(RandomnessError) -> UInt64 {
        guard let word = words.popFirst() else { throw .generatorFailed }
        return word
    }
}
