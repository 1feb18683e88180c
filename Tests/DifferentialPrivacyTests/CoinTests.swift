import Glibc
import TestSupport
import Testing

@testable import DifferentialPrivacy

/// Each comparison uses Hoeffding's bound: n tosses stray by more than √(ln(2/α)/2n) with probability below α.
@Suite struct CoinTests {
    private func tolerance(_ count: Int) -> Double {
        (log(2 / FalseAlarmBudget.eachTest) / Double(2 * count)).squareRoot()
    }

    @Test(arguments: [(0, 1), (1, 10), (1, 2), (9, 10), (1, 1), (UInt64.max / 3, UInt64.max)] as [(UInt64, UInt64)])
    func coinsFallAsOftenAsTheyShould(numerator: UInt64, denominator: UInt64) {
        var source = SeededBits(seed: 11)
        let count = 40_000
        let gamma = Double(numerator) / Double(denominator)
        var (plain, exponential, half) = (0, 0, 0)
        let fraction = Fraction(numerator: numerator, denominator: denominator)
        for _ in 0..<count {
            if (try? source.coin(numerator, over: denominator)) == true { plain += 1 }
            if (try? source.exponentialCoin(numerator, over: denominator)) == true { exponential += 1 }
            if (try? source.halfProductCoin(fraction, fraction)) == true { half += 1 }
        }
        #expect(abs(Double(plain) / Double(count) - gamma) < tolerance(count))
        #expect(abs(Double(exponential) / Double(count) - exp(-gamma)) < tolerance(count))
        #expect(abs(Double(half) / Double(count) - exp(-gamma * gamma / 2)) < tolerance(count))
    }

    /// exp(−x·y) for x below and above 1.
    @Test(arguments: [(1, 10), (1, 1), (5, 2), (7, 1)] as [(UInt128, UInt64)])
    func productsOfAnySizeKeepAsOftenAsTheyShould(numerator: UInt128, denominator: UInt64) {
        var source = SeededBits(seed: 12)
        let count = 40_000
        let third = Fraction(numerator: 1, denominator: 3)
        var kept = 0
        for _ in 0..<count where (try? source.keeps(numerator, over: denominator, times: third)) == true { kept += 1 }
        let product = Double(numerator) / Double(denominator) / 3
        #expect(abs(Double(kept) / Double(count) - exp(-product)) < tolerance(count))
    }

    @Test func uniformRefusesTheSurplusWordsAndNoOthers() throws {
        // 2⁶⁴ mod 3 is 1: of all words only 0, whose product has low half 0, is drawn again.
        var source = ListedBits([0, 0, 1, .max])
        #expect(try source.uniform(below: 3) == 0)
        #expect(try source.uniform(below: 3) == 2)
        #expect(throws: RandomnessError.generatorFailed) { try source.uniform(below: 3) }
    }

    @Test func uniformBelowOneDrawsNothing() throws {
        var source = ListedBits([])
        #expect(try source.uniform(below: 1) == 0)
    }

    @Test(arguments: [2, 3, 7, 1 << 63, .max] as [UInt64])
    func uniformCoversItsRangeEvenly(bound: UInt64) throws {
        var source = SeededBits(seed: 5)
        let count = 40_000
        var low = 0
        for _ in 0..<count {
            let value = try source.uniform(below: bound)
            try #require(value < bound)
            if value < bound / 2 { low += 1 }
        }
        let expected = Double(bound / 2) / Double(bound)
        #expect(abs(Double(low) / Double(count) - expected) < tolerance(count))
    }
}
