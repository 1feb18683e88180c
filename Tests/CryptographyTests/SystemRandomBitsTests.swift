import Cryptography
import DifferentialPrivacy
import Glibc
import Rationals
import TestSupport
import Testing

/// Real randomness: each test fails by chance with the probability of the budget, by Hoeffding's bound; one of many
/// comparisons divides it among them.
@Suite struct SystemRandomBitsTests {
    private func tolerance(_ count: Int, comparisons: Int = 1) -> Double {
        (log(2 * Double(comparisons) / FalseAlarmBudget.eachTest) / Double(2 * count)).squareRoot()
    }

    @Test func everyBitIsSetHalfOfTheTime() throws {
        var source = try SystemRandomBits()
        let count = 20_000
        var set = [Int](repeating: 0, count: 64)
        for _ in 0..<count {
            let word = try source.next()
            for bit in 0..<64 where word >> UInt64(bit) & 1 == 1 { set[bit] += 1 }
        }
        #expect(set.allSatisfy { abs(Double($0) / Double(count) - 0.5) < tolerance(count, comparisons: 64) })
    }

    /// Over several blocks: two equal words among 10,000 have probability below 3·10⁻¹².
    @Test func noWordIsHandedOutTwice() throws {
        var first = try SystemRandomBits()
        var second = try SystemRandomBits()
        var seen: Set<UInt64> = []
        for _ in 0..<5_000 {
            seen.insert(try first.next())
            seen.insert(try second.next())
        }
        #expect(seen.count == 10_000)
        #expect(!seen.contains(0))
    }

    @Test func laplaceNoiseHasItsTails() throws {
        var source = try SystemRandomBits()
        let count = 20_000
        let values = try DiscreteLaplace(scale: Rational(10)).samples(count, using: &source)
        for bound in [Int64(0), 3, 10, 30] {
            let expected = 2 * exp(-Double(bound + 1) / 10) / (1 + exp(-0.1))
            let beyond = Double(values.count { $0.magnitude > bound }) / Double(count)
            #expect(abs(beyond - expected) < tolerance(count, comparisons: 5))
        }
        #expect(
            abs(Double(values.count { $0 > 0 } - values.count { $0 < 0 }) / Double(count)) < 2
                * tolerance(count, comparisons: 5))
    }

    @Test func gaussianNoiseHasItsMargin() throws {
        var source = try SystemRandomBits()
        let noise = try DiscreteGaussian(variance: Rational(100))
        let count = 10_000
        let margin = noise.margin95(drawsSummed: 1)
        let within = try noise.samples(count, using: &source).count { abs($0) <= margin }
        // P(|Z| ≤ 20) = 0.9596 for σ = 10.
        #expect(abs(Double(within) / Double(count) - 0.9596) < tolerance(count) + 1e-4)
    }
}
