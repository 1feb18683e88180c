import Rationals
import TestSupport
import Testing

@testable import DifferentialPrivacy

/// Prepared noise. Its distribution is tested beside that of the noise it is made from, its tables word by word.
@Suite struct PreparedNoiseTests {
    /// How often each size was drawn, of two million draws.
    private func magnitudes(of noise: some IntegerNoise, seed: UInt64) throws -> [Int] {
        var source = SeededBits(seed: seed)
        var counts = [Int](repeating: 0, count: 400)
        let prepared = noise.prepared()
        var values = [Int64](repeating: 0, count: 1 << 16)
        for _ in 0..<32 {
            var span = values.mutableSpan
            try prepared.fill(&span, using: &source)
            for value in values { counts[Int(value.magnitude)] += 1 }
        }
        return counts
    }

    /// 1% gives χ² a noncentrality above 170, for Gaussian above 310, in at most 9 cells; a p-value of 10⁻⁹ takes 60.
    @Test(arguments: [5, 10] as [Int32]) func aLaplaceScaleOffByOnePercentIsRejected(scale: Int32) throws {
        let counts = try magnitudes(of: try DiscreteLaplace(scale: Rational(scale)), seed: 21)
        func pValue(_ factor: Double) -> Double {
            ChiSquare.pValue(magnitudes: counts, mass: Masses.laplace(scale: Double(scale) * factor), cells: 12)
        }
        #expect(pValue(1) > FalseAlarmBudget.eachTest)
        #expect(pValue(0.99) < FalseAlarmBudget.eachTest)
        #expect(pValue(1.01) < FalseAlarmBudget.eachTest)
    }

    @Test(arguments: [3, 10] as [Int32]) func aDeviationOffByOnePercentIsRejected(sigma: Int32) throws {
        let counts = try magnitudes(of: try DiscreteGaussian(variance: Rational(sigma * sigma)), seed: 22)
        func pValue(_ factor: Double) -> Double {
            let deviation = Double(sigma) * factor
            return ChiSquare.pValue(
                magnitudes: counts, mass: Masses.gaussian(variance: deviation * deviation), cells: 12)
        }
        #expect(pValue(1) > FalseAlarmBudget.eachTest)
        #expect(pValue(0.99) < FalseAlarmBudget.eachTest)
        #expect(pValue(1.01) < FalseAlarmBudget.eachTest)
    }

    /// χ² of a table of two rows: the same distribution, without saying which.
    @Test(arguments: ["1/3", "10", "64", "1000/3", "1099511627776"])
    func preparedAndUnpreparedDrawAlike(scale: String) throws {
        try expectAlike(try DiscreteLaplace(scale: rational(scale)))
        let square = try rational(scale == "1099511627776" ? "2305843009213693952" : scale)
        try expectAlike(try DiscreteGaussian(variance: square.multiplied(by: square) ?? square))
    }

    private func expectAlike(_ noise: some IntegerNoise) throws {
        let count = 20_000
        var source = SeededBits(seed: 23)
        let first = try WayOfDrawing.unprepared.draws(count, of: noise, using: &source)
        let second = try WayOfDrawing.prepared.draws(count, of: noise, using: &source)
        // Forty cells, cut where the pooled draws say.
        let pooled = (first + second).sorted()
        let cuts = Set((1..<40).map { pooled[$0 * pooled.count / 40] }).sorted()
        func cells(_ values: [Int64]) -> [Double] {
            var counts = [Double](repeating: 0, count: cuts.count + 1)
            for value in values { counts[cuts.firstIndex { value < $0 } ?? cuts.count] += 1 }
            return counts
        }
        var statistic = 0.0
        var degrees = -1
        for (one, other) in zip(cells(first), cells(second)) where one + other > 0 {
            statistic += (one - other) * (one - other) / (one + other)
            degrees += 1
        }
        try #require(degrees > 0)
        #expect(ChiSquare.survival(statistic, degreesOfFreedom: degrees) > FalseAlarmBudget.eachTest)
    }

    @Test func eachHalfOfAWordGivesADraw() throws {
        let prepared = try DiscreteLaplace(scale: Rational(10)).prepared()
        // The lowest bit of each half is the sign; a half of 2³¹ stands in the middle of all words.
        let words: [UInt64] = [0x8000_0000_8000_0001, 0x0000_0001_8000_0000]
        var source = ListedBits(words)
        let values = try prepared.samples(3, using: &source)
        #expect(source.left == 0)
        #expect(values[0] == -values[1])
        #expect(values[2] == values[1])
        #expect(values[1] > 0)
        var alone = ListedBits(words)
        #expect(try prepared.sample(using: &alone) == values[0])
        #expect(alone.left == 1)
    }

    /// The upper half of a word is the remainder, the lower half k·Q and the sign; then follow the coins.
    @Test func aLargeScaleTakesItsRemainderFromTheWord() throws {
        // Scale 64: k = 2, Q of scale 32. R = 1 is kept with probability exp(−1/64): the first coin is 1/64.
        let laplace = try DiscreteLaplace(scale: Rational(64)).prepared()
        var source = ListedBits([0x8000_0000_0000_0000, 1 << 63])
        #expect(try laplace.sample(using: &source) == 1)
        // A failing coin γ keeps; the word that falls below γ asks for the next, ½·γ; then the coin is even and refuses.
        source = ListedBits([0x8000_0000_0000_0001, 0, 0, 1 << 63, 0, .max])
        #expect(try laplace.sample(using: &source) == 0)
        #expect(source.left == 0)
        // −0 is drawn again.
        source = ListedBits([1, .max, 0x8000_0000_0000_0001, .max])
        #expect(try laplace.sample(using: &source) == -1)
        #expect(source.left == 0)
    }

    /// σ = 128: k = 4, p = 2¹⁴. Q = 1 and R = 3 are kept with probability exp(−¾·x), x = (2·4 + 3)·4/2¹⁵ = 44/2¹⁵.
    @Test func aLargeDeviationTossesTheCoinOfItsSquare() throws {
        let gaussian = try DiscreteGaussian(variance: Rational(1 << 14)).prepared()
        let place = UInt64(gaussian.table.sureEnds[0] + 2)
        let word = 3 << 62 | place << 1
        // The first coin fails from 44 on: kept.
        var source = ListedBits([word, 44 << 49])
        #expect(try gaussian.sample(using: &source) == 7)
        // The first falls, the second, 3/4, fails: kept.
        source = ListedBits([word | 1, 44 << 49 - 1, 3 << 62])
        #expect(try gaussian.sample(using: &source) == -7)
        // Both fall, the coin ½ ends the row at an even toss: drawn again.
        source = ListedBits([word, 44 << 49 - 1, 3 << 62 - 1, 1 << 63, 0, .max])
        #expect(try gaussian.sample(using: &source) == 0)
        #expect(source.left == 0)
    }

    @Test func shortRunsAreDrawnWithoutPreparing() throws {
        let noise = try DiscreteLaplace(scale: Rational(10))
        var first = SeededBits(seed: 9)
        var second = SeededBits(seed: 9)
        let values = try noise.samples(20, using: &first)
        for value in values { #expect(try noise.sample(using: &second) == value) }
        #expect(first.drawn == second.drawn)
    }

    @Test func longRunsArePrepared() throws {
        let noise = try DiscreteGaussian(variance: Rational(100))
        var first = SeededBits(seed: 9)
        var second = SeededBits(seed: 9)
        var values = [Int64](repeating: 0, count: 1001)
        var span = values.mutableSpan
        try noise.fill(&span, using: &first)
        #expect(values == (try noise.prepared().samples(1001, using: &second)))
        #expect(first.drawn < 520)
        #expect(first.drawn == second.drawn)
    }

    @Test(arguments: ["10", "1000"]) func aFailingSourceFailsPreparedNoise(scale: String) throws {
        let size = try rational(scale)
        for noise in [
            try DiscreteLaplace(scale: size).prepared(), try DiscreteGaussian(variance: size).prepared(),
        ] {
            var source = FailingBits(after: 1_000)
            #expect(throws: RandomnessError.generatorFailed) { try noise.samples(10_000, using: &source) }
            #expect(throws: RandomnessError.generatorFailed) { try noise.sample(using: &source) }
        }
    }
}
