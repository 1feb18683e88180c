import Testing

@testable import DifferentialPrivacy

@Suite struct ExponentialEnclosureTests {
    private static let weights =
        HighPrecisionWeight.laplace10 + HighPrecisionWeight.gaussian10 + HighPrecisionWeight.others

    @Test(arguments: weights, 1...4)
    func enclosesWhatHighPrecisionGives(weight: HighPrecisionWeight, limbs: Int) {
        let bounds = ExponentialEnclosure(weight.shape.exponent(weight.magnitude), fractionLimbs: limbs)
        // The truth lies between these two.
        let below = FixedPoint(0, leading: Array(weight.words.prefix(limbs)), fractionLimbs: limbs)
        var above = below
        above.add(units: 1)
        #expect(bounds.lower <= below)
        #expect(bounds.upper >= above)
        var widest = bounds.lower
        widest.add(units: 1 << 16)
        #expect(bounds.upper <= widest)
    }

    @Test func oneIsEnclosed() {
        let bounds = ExponentialEnclosure(WeightShape.exponential(1, over: 7).exponent(0), fractionLimbs: 1)
        let one = FixedPoint(1, fractionLimbs: 1)
        #expect(bounds.lower <= one && one <= bounds.upper)
    }

    @Test(arguments: HighPrecisionWeight.laplace10 + HighPrecisionWeight.gaussian10)
    func boundsOfATableEncloseWhatHighPrecisionGives(weight: HighPrecisionWeight) throws {
        let bounds = weight.shape.bounds()
        try #require(bounds.count >= Int(weight.magnitude))
        let bound = bounds[Int(weight.magnitude) - 1]
        #expect(bound.lower <= weight.words[0])
        #expect(bound.upper > weight.words[0])
        #expect(bound.upper - bound.lower < 1 << 20)
    }

    /// exp(−γ) for γ far beyond what any limbs can hold.
    @Test func whatIsNearlyZeroLiesBetweenZeroAndOneUnit() {
        let shape = WeightShape.exponential(UInt64(Int64.max), over: 1)
        let bounds = ExponentialEnclosure(shape.exponent(1 << 40), fractionLimbs: 3)
        #expect(bounds.lower.isZero)
        #expect(bounds.upper.limbs == [1, 0, 0, 0])
        #expect(shape.bounds().isEmpty)
    }
}

@Suite struct FixedPointTests {
    private let largest = UInt64.max

    @Test func carriesAndBorrowsGoThroughAllLimbs() {
        var number = FixedPoint(6, leading: [largest, largest], fractionLimbs: 2)
        number.add(units: 1)
        #expect(number == FixedPoint(7, fractionLimbs: 2))
        number -= FixedPoint(0, leading: [0, 1], fractionLimbs: 2)
        #expect(number == FixedPoint(6, leading: [largest, largest], fractionLimbs: 2))
        number += FixedPoint(1, leading: [0, 1], fractionLimbs: 2)
        #expect(number == FixedPoint(8, fractionLimbs: 2))
    }

    @Test func productsAreRoundedDown() {
        let half = FixedPoint(0, leading: [1 << 63], fractionLimbs: 2)
        let unit = FixedPoint(0, leading: [0, 1], fractionLimbs: 2)
        #expect((half * half) == FixedPoint(0, leading: [1 << 62], fractionLimbs: 2))
        #expect((half * unit).isZero)
        // (3 − 2⁻¹²⁸)² = 9 − 6·2⁻¹²⁸ + 2⁻²⁵⁶.
        let nearThree = FixedPoint(2, leading: [largest, largest], fractionLimbs: 2)
        #expect((nearThree * nearThree) == FixedPoint(8, leading: [largest, largest - 5], fractionLimbs: 2))
    }

    @Test func quotientsAreRoundedDownAndMultiplesExact() {
        var third = FixedPoint(1, fractionLimbs: 2)
        third.divide(by: 3)
        #expect(third == FixedPoint(0, leading: [largest / 3, largest / 3], fractionLimbs: 2))
        third.multiply(by: 3)
        #expect(third == FixedPoint(0, leading: [largest, largest], fractionLimbs: 2))
        third.add(units: 1)
        third.double(times: 63)
        #expect(third == FixedPoint(1 << 63, fractionLimbs: 2))
        var small = FixedPoint(0, leading: [0, 1], fractionLimbs: 2)
        small.double(times: 130)
        #expect(small == FixedPoint(4, fractionLimbs: 2))
    }

    @Test func nothingIsTakenBelowZero() {
        var number = FixedPoint(0, leading: [0, 5], fractionLimbs: 2)
        number.takeAway(units: 3)
        #expect(number.limbs == [2, 0, 0])
        number.takeAway(units: 3)
        #expect(number.isZero)
    }
}
