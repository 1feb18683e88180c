/// Magnitudes m = 0, 1, 2, … drawn with probability exactly proportional to given weights, by one look into a table.
///
/// **Why it is exact.** Take κ, a whole number, and weights wₘ = exp(−γₘ). Each m < M owns a run of nₘ + 2 of the 2³¹
/// words u of 31 bits, with nₘ ≤ κwₘ ≤ nₘ + 2. A uniform u in the run of m, at place v within it, is kept if v + V < κwₘ,
/// for a V uniform between 0 and 1 that is drawn to as many bits as it takes to tell. That is certain where v < nₘ, so
/// that V is needed for 2 words of a run. m is then kept with probability 2⁻³¹·κwₘ, exactly: nothing but whole numbers
/// enters it, and κ need not be what would make the sum of all κwₘ equal to 2³¹. All m ≥ M share 128 words. There
/// r uniform in 0 … 63 and i with probability 2⁻ⁱ⁻¹ propose m = M + 64i + r, kept with probability κ·2ⁱ·wₘ, at most 1
/// because κ·w_M ≤ 1 and wₘ₊₆₄ ≤ wₘ/2: together 128·2⁻³¹·2⁻⁶·2⁻ⁱ⁻¹·κ2ⁱwₘ = 2⁻³¹·κwₘ again. Whatever is not kept, and
/// the few words that nobody owns, are drawn again; so P(m) is proportional to wₘ for every m.
///
/// Only the whole numbers nₘ come from computing exponentials, from enclosures in 64-bit integers. That
/// nₘ ≤ κwₘ ≤ nₘ + 2 holds is checked of every run. M is where weights are 2⁻³² or less, and κ ≤ 2³². For a scale below 64
/// exp(−64/scale) < ½; for σ below 64, M ≥ 6.6σ and exp(−((M + 64)² − M²)/2σ²) < exp(−64M/σ²) < ½.
@usableFromInline
struct MagnitudeTable: Sendable {
    /// For the leading bits of u, the first magnitude whose run reaches there.
    @usableFromInline let guide: [UInt16]
    /// By how much a word of 32 bits is shifted to give a place in the guide.
    @usableFromInline let guideShift: UInt32
    /// For each m < M, where the nₘ sure words of its run end; last a zero, so that nothing is sure of the others.
    @usableFromInline let sureEnds: [UInt32]
    /// κ.
    let scale: UInt64
    /// What the weights are.
    let shape: WeightShape

    /// The words that all m ≥ M share.
    private static let tailWords: UInt32 = 128

    /// Makes a table of weights.
    ///
    /// - Parameters:
    ///   - shape: the weights, those of a scale, or σ, below 64.
    ///   - halvingZero: gives the magnitude 0 half its weight, for signed noise, where it has one sign and not two.
    init(_ shape: WeightShape, halvingZero: Bool) {
        self.shape = shape
        let weights = shape.bounds()
        // The sum in units of 2⁻⁶⁴, from above; below 2⁷⁵, as there are fewer than 1,500 weights.
        var total: UInt128 = halvingZero ? 1 << 63 : 1 << 64
        for weight in weights { total += UInt128(weight.upper) }
        let room = 1 << 31 - UInt128(2 * (weights.count + 1)) - UInt128(MagnitudeTable.tailWords)
        // Even, so that half of it is whole; at most 2³², as the sum is ½ or more.
        let scale = UInt64((room << 64) / total) & ~1
        var ends: [UInt32] = []
        ends.reserveCapacity(weights.count + 2)
        var end = UInt32(halvingZero ? scale / 2 : scale)
        ends.append(end)
        for weight in weights {
            let sure = weight.lower.multipliedFullWidth(by: scale).high
            precondition(weight.upper.multipliedFullWidth(by: scale).high <= sure + 1, "an enclosure is too wide")
            end += 2 + UInt32(sure)
            ends.append(end)
        }
        precondition(end + 2 + MagnitudeTable.tailWords <= 1 << 31, "more words are owned than there are")
        let guideBits = UInt32(min(max(67 - weights.count.leadingZeroBitCount, 6), 12))
        guideShift = 32 - guideBits
        guide = MagnitudeTable.guide(to: ends, bits: guideBits)
        ends.append(0)
        sureEnds = ends
        self.scale = scale
    }

    private static func guide(to ends: [UInt32], bits: UInt32) -> [UInt16] {
        var guide: [UInt16] = []
        guide.reserveCapacity(1 << Int(bits))
        var magnitude = 0
        for cell in 0..<UInt32(1) << bits {
            let start = cell << (31 - bits)
            while magnitude < ends.count && ends[magnitude] + 2 <= start { magnitude += 1 }
            guide.append(UInt16(magnitude))
        }
        return guide
    }

    /// The magnitude that a word stands for, where that is sure at first sight.
    ///
    /// - Parameter word: u in its upper 31 bits; the lowest is not looked at.
    /// - Returns: the magnitude, or a negative number: then `resolve` says.
    @inlinable
    func look(_ word: UInt32) -> Int {
        let magnitude = Int(guide.span[Int(word >> guideShift)])
        return word >> 1 < sureEnds.span[magnitude] ? magnitude : -1
    }

    /// What a word stands for, whatever it takes.
    ///
    /// - Parameters:
    ///   - word: u in its upper 31 bits; the lowest is not looked at.
    ///   - source: where further bits come from.
    /// - Returns: the magnitude; `nil` if it is not kept.
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    @usableFromInline
    func resolve(
        _ word: UInt32, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> UInt64? {
        let place = word >> 1
        var magnitude = Int(guide[Int(word >> guideShift)])
        let last = sureEnds.count - 1
        while magnitude < last && place >= sureEnds[magnitude] + 2 { magnitude += 1 }
        let start = magnitude == 0 ? 0 : sureEnds[magnitude - 1] + 2
        if magnitude == last {
            return place < start + MagnitudeTable.tailWords ? try tail(using: &source) : nil
        }
        if place < sureEnds[magnitude] { return UInt64(magnitude) }
        // The weight of 0 is a whole number of words, all of them sure.
        guard magnitude > 0 else { return nil }
        let kept = try source.isBelow(
            shape.exponent(UInt64(magnitude)), times: scale, doublings: 0, from: UInt64(place - start))
        return kept ? UInt64(magnitude) : nil
    }

    /// A magnitude of M or more; `nil` if it is not kept.
    private func tail(using source: inout some BitSource & ~Copyable) throws(RandomnessError) -> UInt64? {
        let word = try source.next()
        var halvings = (word >> 6).trailingZeroBitCount
        if halvings == 64 {
            halvings = 58
            while true {
                let zeros = try source.next().trailingZeroBitCount
                halvings += zeros
                if zeros < 64 { break }
            }
        }
        let magnitude = UInt64(sureEnds.count - 1) + 64 * UInt64(halvings) + word & 63
        let kept = try source.isBelow(shape.exponent(magnitude), times: scale, doublings: halvings, from: 0)
        return kept ? magnitude : nil
    }
}

extension BitSource where Self: ~Copyable {
    /// Whether v + V < κ·2ⁱ·exp(−γ), for a V uniform between 0 and 1: true with exactly the probability that says.
    ///
    /// V is drawn 64 bits at a time, until an enclosure of the right side, ever closer, lies on one side of all that V may
    /// still become. Each step leaves it open with probability below 2⁻⁶⁰, and equality has probability 0.
    ///
    /// - Parameters:
    ///   - exponent: γ.
    ///   - factor: κ, at most 2³².
    ///   - doublings: i; κ·2ⁱ·exp(−γ) must be below 2⁶³.
    ///   - start: v, below 2³².
    /// - Returns: whether it is below.
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    mutating func isBelow(
        _ exponent: WeightShape.Exponent, times factor: UInt64, doublings: Int, from start: UInt64
    ) throws(RandomnessError) -> Bool {
        var drawn: [UInt64] = []
        while true {
            drawn.append(try next())
            let limbs = drawn.count + 2 + doublings / 64
            var bound = ExponentialEnclosure(exponent, fractionLimbs: limbs)
            bound.multiply(by: factor, doublings: doublings)
            var point = FixedPoint(start, leading: drawn, fractionLimbs: limbs)
            if point >= bound.upper { return false }
            point.add(units: 1, atLimb: limbs - drawn.count)
            if point <= bound.lower { return true }
        }
    }
}
