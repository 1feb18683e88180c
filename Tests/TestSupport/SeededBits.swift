public import DifferentialPrivacy

/// Fixed bits for tests, unfit for noise. Counts what was drawn.
public struct SeededBits: BitSource, ~Copyable {
    private var dice: Dice
    /// How many words were drawn.
    public private(set) var drawn = 0

    /// Begins at a seed.
    public init(seed: UInt64) { dice = Dice(state: seed) }

    /// The next word.
    public mutating func next() -> UInt64 {
        drawn += 1
        return dice.next()
    }
}

/// Hands out so many words and then fails.
public struct FailingBits: BitSource, ~Copyable {
    private var good = SeededBits(seed: 7)
    private var left: Int

    /// Fails after so many words.
    public init(after count: Int) { left = count }

    /// The next word, if there is one left.
    public mutating func next() throws(RandomnessError) -> UInt64 {
        guard left > 0 else { throw .generatorFailed }
        left -= 1
        return good.next()
    }
}
