/// Noise made ready for many draws: the same distribution, exactly, some times faster than drawing one by one.
///
/// Making it takes some microseconds, about as long as a few dozen to two hundred draws of the noise it is made from, and
/// at most 14 KiB.
///
/// The magnitude is k·Q + R with k a power of two, 1 up to a scale (or σ) of 64, so that Q has a scale of less than 64 and
/// comes from a table (`MagnitudeTable`). R is uniform in 0 … k−1, and both are kept with the probability by which the
/// wanted weight is less than Q's:
///
/// - Laplace, scale t/s: exp(−(kQ + R)·s/t) = exp(−Q·ks/t) · exp(−R·s/t).
/// - Gaussian, σ² = p/q: exp(−(kQ + R)²q/2p) = exp(−Q²·k²q/2p) · exp(−(R/k)·(2kQ + R)·kq/2p).
///
/// The right-hand factor is an exact coin, and keeps 98 in 100 or more. A fair sign is put to the magnitude.
/// Zero has one sign and not two: for k = 1 the table gives it half its weight, else −0 is drawn again.
public struct PreparedNoise: Sendable {
    /// How R is drawn and what keeps it.
    @usableFromInline
    enum Remainder: Sendable {
        /// k = 1: R is 0.
        case none
        /// R of so many bits, kept with probability exp(−R·s/t), R·s/t below 1/32.
        case laplace(bits: UInt64, rate: UInt64, over: UInt64)
        /// R of so many bits, kept with probability exp(−(R/k)·(2kQ + R)·kq/2p).
        case gaussian(bits: UInt64, rate: UInt64, over: UInt64)
    }

    @usableFromInline let table: MagnitudeTable
    @usableFromInline let remainder: Remainder

    /// How many bits R has: none while the scale is below 64, else so many that Q's lies in 32 ..< 64. At most 35.
    ///
    /// - Parameter scale: the scale, or σ, rounded down; at most 2⁴⁰.
    /// - Returns: the logarithm of k.
    static func remainderBits(scaleRoundedDown scale: UInt64) -> UInt64 {
        scale < 64 ? 0 : UInt64(63 - scale.leadingZeroBitCount) - 5
    }

    /// Draws once, exactly.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    @inlinable
    public func sample(using source: inout some BitSource & ~Copyable) throws(RandomnessError) -> Int64 {
        while true {
            let word = try source.next()
            if let value = try value(of: word, using: &source) { return value }
        }
    }

    /// Replaces every element by an independent draw.
    ///
    /// - Throws: `RandomnessError` if the source fails; what stands in `values` then is not to be used.
    @inlinable
    public func fill(
        _ values: inout MutableSpan<Int64>, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) {
        var index = 0
        if case .none = remainder {
            // Each half of a word gives a draw.
            while index + 1 < values.count {
                let word = try source.next()
                values[index] = try value(ofHalf: UInt32(truncatingIfNeeded: word), using: &source)
                values[index + 1] = try value(ofHalf: UInt32(truncatingIfNeeded: word >> 32), using: &source)
                index += 2
            }
        }
        while index < values.count {
            values[index] = try sample(using: &source)
            index += 1
        }
    }

    /// So many independent draws.
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

    /// The draw that half a word gives where k = 1, or if it is not kept another.
    @inlinable
    func value(
        ofHalf half: UInt32, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> Int64 {
        let magnitude = table.look(half)
        if magnitude >= 0 { return PreparedNoise.signed(Int64(magnitude), by: half) }
        guard let resolved = try table.resolve(half, using: &source) else { return try sample(using: &source) }
        return PreparedNoise.signed(Int64(resolved), by: half)
    }

    /// The draw that a word gives: its lower half the table's, its upper half R. `nil` if it is not kept.
    @inlinable
    func value(
        of word: UInt64, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> Int64? {
        let half = UInt32(truncatingIfNeeded: word)
        var quotient = UInt64(bitPattern: Int64(table.look(half)))
        if Int64(bitPattern: quotient) < 0 {
            guard let resolved = try table.resolve(half, using: &source) else { return nil }
            quotient = resolved
        }
        switch remainder {
        case .none: return PreparedNoise.signed(Int64(quotient), by: half)
        case .laplace(let bits, let rate, let denominator):
            let rest = bits <= 32 ? word >> (64 - bits) : try source.next() >> (64 - bits)
            guard try source.exponentialCoin(rest * rate, over: denominator) else { return nil }
            return PreparedNoise.signed(quotient, bits, rest, by: half)
        case .gaussian(let bits, let rate, let denominator):
            let rest = word >> (64 - bits)
            let reached = (UInt128(quotient) << UInt128(bits + 1) + UInt128(rest)) * UInt128(rate)
            let fraction = Fraction(numerator: rest, denominator: 1 << bits)
            guard try source.keeps(reached, over: denominator, times: fraction) else { return nil }
            return PreparedNoise.signed(quotient, bits, rest, by: half)
        }
    }

    /// A magnitude with the sign that a word's lowest bit gives it.
    @inlinable
    static func signed(_ magnitude: Int64, by half: UInt32) -> Int64 {
        let sign = -Int64(half & 1)
        return (magnitude ^ sign) &- sign
    }

    /// k·Q + R with the sign that a word's lowest bit gives it; `nil` for −0. Traps, where it does not fit.
    @inlinable
    static func signed(_ quotient: UInt64, _ bits: UInt64, _ rest: UInt64, by half: UInt32) -> Int64? {
        let magnitude = Int64(quotient * (1 << bits) + rest)
        if magnitude == 0 && half & 1 == 1 { return nil }
        return signed(magnitude, by: half)
    }
}

extension DiscreteLaplace {
    /// This noise made ready for many draws.
    public func prepared() -> PreparedNoise {
        let bits = PreparedNoise.remainderBits(scaleRoundedDown: numerator / denominator)
        // With a remainder, k·s ≤ t/32.
        let shape = WeightShape.exponential(denominator << bits, over: numerator)
        return PreparedNoise(
            table: MagnitudeTable(shape, halvingZero: bits == 0),
            remainder: bits == 0 ? .none : .laplace(bits: bits, rate: denominator, over: numerator))
    }
}

extension DiscreteGaussian {
    /// This noise made ready for many draws.
    public func prepared() -> PreparedNoise {
        let bits = PreparedNoise.remainderBits(scaleRoundedDown: step - 1)
        // With a remainder, k²·q ≤ p/1024.
        let shape = WeightShape.gaussian(denominator << (2 * bits), over: 2 * numerator)
        return PreparedNoise(
            table: MagnitudeTable(shape, halvingZero: bits == 0),
            remainder: bits == 0 ? .none : .gaussian(bits: bits, rate: denominator << bits, over: 2 * numerator))
    }
}
