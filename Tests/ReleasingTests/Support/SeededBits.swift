import DifferentialPrivacy

/// SplitMix64 (Steele, Lea, Flood 2014): fixed bits for tests, unfit for noise. Counts what was drawn.
struct SeededBits: BitSource, ~Copyable {
    private var generator: SeededNumbers
    /// How many words were drawn.
    private(set) var drawn = 0

    init(seed: UInt64) { generator = SeededNumbers(seed: seed) }

    mutating func next() -> UInt64 {
        drawn += 1
        return generator.next()
    }
}

/// Hands out so many words and then fails.
struct FailingBits: BitSource, ~Copyable {
    private var good = SeededBits(seed: 7)
    private var left: Int

    init(after count: Int) { left = count }

    mutating func next() throws(RandomnessError) -> UInt64 {
        guard left > 0 else { throw .generatorFailed }
        left -= 1
        return good.next()
    }
}

/// The same numbers for random structures and counts.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
