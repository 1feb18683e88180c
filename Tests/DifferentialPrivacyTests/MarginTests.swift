import Glibc
import Rationals
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite struct MarginTests {
    // The smallest integers, by summing mass functions to 30 digits and more.
    @Test(arguments: [
        ("1/10", 0), ("1/3", 1), ("1", 3), ("2", 6), ("7/3", 7), ("10", 30), ("99.5", 298), ("1000", 2996),
    ])
    func oneLaplaceDraw(scale: String, margin: Int64) throws {
        #expect(try DiscreteLaplace(scale: rational(scale)).margin95(drawsSummed: 1) == margin)
    }

    @Test(arguments: [
        ("1/100", 0), ("1/4", 1), ("1/2", 1), ("1", 2), ("2", 3), ("17/3", 5), ("100", 20), ("10000", 196),
        ("1000000", 1960), ("10000000", 6198), ("1000000000000", 1_959_964),
    ])
    func oneGaussianDraw(variance: String, margin: Int64) throws {
        #expect(try DiscreteGaussian(variance: rational(variance)).margin95(drawsSummed: 1) == margin)
    }

    /// P(|sum of n draws| > m), by convolution.
    private func outside(_ margin: Int64, draws: Int, reach: Int, mass: (Int64) -> Double) -> Double {
        let one = (-reach...reach).map { mass(Int64($0)) }
        var sum = [1.0]
        for _ in 0..<draws {
            var next = [Double](repeating: 0, count: sum.count + one.count - 1)
            for (shift, weight) in sum.enumerated() {
                for (index, other) in one.enumerated() { next[shift + index] += weight * other }
            }
            sum = next
        }
        let centre = sum.count / 2
        return 1 - sum[max(0, centre - Int(margin))...min(sum.count - 1, centre + Int(margin))].reduce(0, +)
    }

    @Test(arguments: ["1/4", "1/2", "1", "3", "8"], [2, 3, 5])
    func sumsOfLaplaceDrawsAreCovered(scale: String, draws: Int) throws {
        let noise = try DiscreteLaplace(scale: rational(scale))
        let margin = noise.margin95(drawsSummed: draws)
        let ratio = noise.scale.approximateValue
        let mass = Masses.laplace(scale: ratio)
        let reach = Int(24 * ratio) + 4
        #expect(outside(margin, draws: draws, reach: reach, mass: mass) <= 0.05)
        // Not much too wide: what is narrower by a tenth and the rounding does not cover.
        let narrow = Int64(Double(margin) * 0.9 - Double(draws).squareRoot())
        if narrow >= 0 { #expect(outside(narrow, draws: draws, reach: reach, mass: mass) > 0.05) }
    }

    @Test(arguments: ["1/10", "1/4", "1/2", "1", "2", "9"], [2, 3, 6])
    func sumsOfGaussianDrawsAreCovered(variance: String, draws: Int) throws {
        let noise = try DiscreteGaussian(variance: rational(variance))
        let margin = noise.margin95(drawsSummed: draws)
        let ratio = noise.variance.approximateValue
        let reach = Int(10 * ratio.squareRoot()) + 2
        let mass = Masses.gaussian(variance: ratio)
        #expect(outside(margin, draws: draws, reach: reach, mass: mass) <= 0.05)
        // From variance 1 on it is the smallest that does.
        if ratio >= 1 { #expect(outside(margin - 1, draws: draws, reach: reach, mass: mass) > 0.05) }
    }

    /// By simulation; the share covered may fall short of 95% by Hoeffding's bound for the rate of false alarms.
    @Test(arguments: [2, 10, 30])
    func simulatedSumsAreCovered(draws: Int) throws {
        let trials = 1_500
        let tolerance = (log(1 / FalseAlarmBudget.eachTest) / Double(2 * trials)).squareRoot()
        var source = SeededBits(seed: 31)
        let laplace = try DiscreteLaplace(scale: Rational(10))
        let gaussian = try DiscreteGaussian(variance: Rational(30))
        let wanted = (laplace.margin95(drawsSummed: draws), gaussian.margin95(drawsSummed: draws))
        var covered = (laplace: 0, gaussian: 0)
        for _ in 0..<trials {
            let first = try laplace.samples(draws, using: &source).reduce(0, +)
            if abs(first) <= wanted.0 { covered.laplace += 1 }
            let second = try gaussian.samples(draws, using: &source).reduce(0, +)
            if abs(second) <= wanted.1 { covered.gaussian += 1 }
        }
        #expect(Double(covered.laplace) / Double(trials) > 0.95 - tolerance)
        #expect(Double(covered.gaussian) / Double(trials) > 0.95 - tolerance)
    }

    /// Closed form against the two that are known: n = 1 is exp(−x), n = 2 is exp(−x)(1 + x/2).
    @Test(arguments: [0.1, 1, 3, 10])
    func continuousTailHasItsClosedForms(point: Double) {
        #expect(abs(LaplaceSum.tail(beyond: point, draws: 1) - exp(-point)) < 1e-12)
        #expect(abs(LaplaceSum.tail(beyond: point, draws: 2) - exp(-point) * (1 + point / 2)) < 1e-12)
        #expect(abs(LaplaceSum.tail(beyond: 1e-9, draws: 300) - 1) < 1e-9)
    }

    /// q(n)/√n falls towards 1.96·√2 and never below it.
    @Test func continuousQuantilesApproachTheNormal() {
        let limit = 1.959963984540054 * 2.0.squareRoot()
        let ratios = [2, 8, 64, 512, 1024, 5000].map {
            LaplaceSum.quantile95(draws: $0) / Double($0).squareRoot()
        }
        #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $0 >= $1 - 1e-9 })
        #expect(ratios.allSatisfy { $0 > limit && $0 < limit * 1.25 })
        #expect((ratios.last ?? 0) < limit * 1.0005)
    }

    @Test func hugeSumsHaveMargins() throws {
        let laplace = try DiscreteLaplace(scale: Rational(100))
        let margin = laplace.margin95(drawsSummed: 1_000_000)
        #expect(abs(Double(margin) - 1.96 * 2.0.squareRoot() * 100_000) < 100)
        let gaussian = try DiscreteGaussian(variance: Rational(10_000))
        #expect(abs(gaussian.margin95(drawsSummed: 1_000_000) - 195_997) <= 2)
    }
}
