import DifferentialPrivacy
import Glibc
import Inference
import Rationals
@_spi(Releasing) import Statistics
import TestSupport
import Testing

/// Releases of independent series whose true rates are known, with exact noise on them.
private struct KnownRates {
    let arrangement: DrawnNoise.Arrangement
    private let codes = 20
    private let months = 24
    private let variance: Int32 = 50

    /// Every series has one rate, but for every fourth, which doubles in the middle when there are changes. Gives for each
    /// change that was named whether there is one.
    func named(_ dice: inout Dice, changing: Bool) throws -> (right: Int, wrong: Int) {
        let made = try structure(
            ["D:" + (0..<codes).map { "C\($0)" }.joined(separator: " ")], tables: [table("t", ["D": .all])])
        let range = try periods("2023-01..2024-12")
        var bits = SeededBits(seed: UInt64.random(in: 0 ... .max, using: &dice))
        let gaussian = try DiscreteGaussian(variance: Rational(variance))
        let laplace = try DiscreteLaplace(scale: Rational(5))
        var cells: [ProtectedCell] = []
        for code in 0..<codes {
            let rate = 15 + 10 * Double(code % 10)
            for month in 0..<months {
                let doubled = changing && code % 4 == 0 && month >= months / 2
                let count = poisson(doubled ? 2 * rate : rate, &dice)
                let noise =
                    try arrangement == .residuals ? gaussian.sample(using: &bits) : laplace.sample(using: &bits)
                let value = count + noise
                cells.append(value < 10 ? .hidden : .estimate(value: value, margin: 14))
            }
        }
        let release = Release(
            number: 1, structure: made, periods: range, provisional: [],
            draws: [
                Draw(
                    periods: range, release: 1,
                    protection: ProtectionStatement(
                        mechanism: .discreteGaussian, threshold: .noisy, k: 10, unit: made.unit, guarantee: nil),
                    noise: DrawnNoise(
                        arrangement: arrangement,
                        measurements: [
                            DrawnNoise.Measurement(levels: LevelTuple([1]), variance: Rational(variance))
                        ]))
            ], coverage: range.map { Coverage(period: $0, expected: 0, reported: 0, senders: ["ONE"]) },
            tables: [
                ProtectedTable(
                    definition: made.tables[0],
                    blocks: [
                        ProtectedBlock(
                            levels: LevelTuple([1]), codes: [(0..<codes).map { CodeIndex($0) }], periods: range,
                            cells: cells)
                    ])
            ], notes: [])
        let changes = ReleaseChanges(release)
        var (right, wrong) = (0, 0)
        for code in 0..<codes {
            for month in 0..<months {
                for comparison in Comparison.allCases {
                    let found = changes.change(table: 0, block: 0, series: code, period: month, comparison)
                    guard let found, found.isDistinguishable else { continue }
                    let earlier = range.index(of: found.period) ?? 0
                    let isTrue = changing && code % 4 == 0 && earlier < months / 2 && month >= months / 2
                    if isTrue { right += 1 } else { wrong += 1 }
                }
            }
        }
        return (right, wrong)
    }

    private func poisson(_ rate: Double, _ dice: inout Dice) -> Int64 {
        var (count, product): (Int64, Double) = (0, Double.random(in: 0..<1, using: &dice))
        let limit = exp(-rate)
        while product > limit {
            count += 1
            product *= Double.random(in: 0..<1, using: &dice)
        }
        return count
    }
}

@Suite struct FalseDiscoveryTests {
    /// Where nothing changes, in one release of twenty at most a change is named.
    @Test(arguments: [DrawnNoise.Arrangement.residuals, .tables])
    func fewReleasesNameAChangeWhereThereIsNone(arrangement: DrawnNoise.Arrangement) throws {
        var dice = Dice(state: 11)
        let rates = KnownRates(arrangement: arrangement)
        let releases = 20
        let wrong = try (0..<releases).count { _ in try rates.named(&dice, changing: false).wrong > 0 }
        let bounds = Bounds.probability(seen: wrong, of: releases, alpha: FalseAlarmBudget.eachTest)
        #expect(bounds.lowerBound <= ReleaseChanges.falseDiscoveryRate)
    }

    /// Of the changes named at most one in twenty is none; and those that are there are found.
    @Test(arguments: [DrawnNoise.Arrangement.residuals, .tables])
    func ofTheChangesNamedFewAreNone(arrangement: DrawnNoise.Arrangement) throws {
        var dice = Dice(state: 12)
        let rates = KnownRates(arrangement: arrangement)
        var parts: [Double] = []
        var right = 0
        for _ in 0..<12 {
            let named = try rates.named(&dice, changing: true)
            parts.append(Double(named.wrong) / Double(max(named.right + named.wrong, 1)))
            right += named.right
        }
        // Hoeffding: the mean of numbers in 0 … 1 over the releases.
        let mean = parts.reduce(0, +) / Double(parts.count)
        let slack = (log(1 / FalseAlarmBudget.eachTest) / (2 * Double(parts.count))).squareRoot()
        #expect(mean <= ReleaseChanges.falseDiscoveryRate + slack)
        #expect(mean <= 0.05, "seeded: the mean itself is within the rate")
        // Five series double, each seen by its month and by twelve months a year apart: 65 in each release.
        #expect(right > 12 * 12)
    }
}
