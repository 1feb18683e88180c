/// A nonnegative number with a whole part of 64 bits and a fraction of a multiple of 64 bits, for enclosures.
///
/// Operations round down, by less than one unit of the last place, and trap where the whole part would overflow.
struct FixedPoint: Equatable {
    /// The least significant limb first; the last one is the whole part.
    private(set) var limbs: [UInt64]

    /// A whole number with a fraction of so many limbs, at least 1.
    init(_ whole: UInt64, fractionLimbs: Int) {
        limbs = [UInt64](repeating: 0, count: fractionLimbs) + [whole]
    }

    /// A whole part and the leading limbs of a fraction, the most significant first; the other limbs are zero.
    init(_ whole: UInt64, leading: [UInt64], fractionLimbs: Int) {
        limbs = [UInt64](repeating: 0, count: fractionLimbs - leading.count) + leading.reversed() + [whole]
    }

    /// How many limbs the fraction has.
    var fractionLimbs: Int { limbs.count - 1 }
    /// The first 64 bits of the fraction.
    var leadingLimb: UInt64 { limbs[limbs.count - 2] }
    /// Whether the number is zero.
    var isZero: Bool { limbs.allSatisfy { $0 == 0 } }

    /// Multiplies, exactly.
    mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = UInt128(limbs[index]) * UInt128(factor) + UInt128(carry)
            limbs[index] = UInt64(truncatingIfNeeded: product)
            carry = UInt64(truncatingIfNeeded: product >> 64)
        }
        precondition(carry == 0, "a whole part beyond 64 bits")
    }

    /// Multiplies by a power of two, exactly.
    mutating func double(times: Int) {
        var left = times
        while left > 0 {
            multiply(by: 1 << UInt64(min(left, 63)))
            left -= min(left, 63)
        }
    }

    /// Divides by a number that is not zero; rounds down.
    mutating func divide(by divisor: UInt64) {
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            (limbs[index], remainder) = divisor.dividingFullWidth((remainder, limbs[index]))
        }
    }

    /// Adds a number of as many limbs.
    static func += (sum: inout FixedPoint, other: FixedPoint) {
        var carry: UInt64 = 0
        for index in sum.limbs.indices {
            let total = UInt128(sum.limbs[index]) + UInt128(other.limbs[index]) + UInt128(carry)
            sum.limbs[index] = UInt64(truncatingIfNeeded: total)
            carry = UInt64(truncatingIfNeeded: total >> 64)
        }
        precondition(carry == 0, "a whole part beyond 64 bits")
    }

    /// Takes away a number of as many limbs that is not greater.
    static func -= (difference: inout FixedPoint, other: FixedPoint) {
        var borrow: UInt64 = 0
        for index in difference.limbs.indices {
            let (first, below) = difference.limbs[index].subtractingReportingOverflow(other.limbs[index])
            let (second, belowAgain) = first.subtractingReportingOverflow(borrow)
            difference.limbs[index] = second
            borrow = below || belowAgain ? 1 : 0
        }
        precondition(borrow == 0, "a number below zero")
    }

    /// Adds so many units of a limb's last place, that of the whole number unless said otherwise.
    mutating func add(units: UInt64, atLimb place: Int = 0) {
        var carry = units
        for index in limbs.indices.dropFirst(place) {
            let (sum, overflow) = limbs[index].addingReportingOverflow(carry)
            limbs[index] = sum
            carry = overflow ? 1 : 0
        }
        precondition(carry == 0, "a whole part beyond 64 bits")
    }

    /// Takes away so many units of the last place; zero if that is more than there is.
    mutating func takeAway(units: UInt64) {
        var rest = FixedPoint(0, fractionLimbs: fractionLimbs)
        rest.add(units: units)
        if self < rest { self = FixedPoint(0, fractionLimbs: fractionLimbs) } else { self -= rest }
    }

    /// The product of two numbers of as many limbs, rounded down.
    static func * (first: FixedPoint, second: FixedPoint) -> FixedPoint {
        var wide = [UInt64](repeating: 0, count: first.limbs.count + second.limbs.count)
        for (place, limb) in first.limbs.enumerated() {
            var carry: UInt64 = 0
            for (offset, other) in second.limbs.enumerated() {
                // (2⁶⁴ − 1)² + 2·(2⁶⁴ − 1) = 2¹²⁸ − 1.
                let sum = UInt128(limb) * UInt128(other) + UInt128(wide[place + offset]) + UInt128(carry)
                wide[place + offset] = UInt64(truncatingIfNeeded: sum)
                carry = UInt64(truncatingIfNeeded: sum >> 64)
            }
            wide[place + second.limbs.count] = carry
        }
        precondition(wide.last == 0, "a whole part beyond 64 bits")
        var product = first
        product.limbs = Array(wide[first.fractionLimbs..<wide.count - 1])
        return product
    }
}

extension FixedPoint: Comparable {
    /// Compares numbers of as many limbs.
    static func < (left: FixedPoint, right: FixedPoint) -> Bool {
        left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed())
    }
}
