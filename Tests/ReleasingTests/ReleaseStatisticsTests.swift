import Aggregation
import DifferentialPrivacy
import Glibc
import Rationals
import Residuals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// Figures of a table with the total alone, one a day, where the count is the same every day.
private struct Days {
    let plan: ReleasePlan
    private let range: PeriodRange

    init(_ mechanism: ProtectionPolicy.Mechanism, _ budget: ReleaseBudget) throws {
        range = try periods("2001-01-01..2009-12-31")
        let made = try structure(
            ["D:A"], tables: [table("total", [:])],
            policy: ProtectionPolicy(mechanism: mechanism, threshold: .none), frequency: .daily)
        plan = try ReleasePlan(structure: made, periods: range, budget: budget)
    }

    func values(count: Int64, seed: UInt64) throws -> [Int64] {
        var cube = try ObservationCube(structure: plan.structure)
        for day in range { try cube.add(period: day, codes: [0], count: count) }
        let cells = try #require(plan.seeded(cube, seed).tables.first?.blocks.first).cells
        return cells.compactMap { if case .estimate(let value, _) = $0 { value } else { nil } }
    }
}

/// The events that are likelier by more than a factor exp(ε) on one side than on the other, for certain but for the
/// false-alarm rate: all "at least t" and "exactly t".
private func violations(ofEpsilon epsilon: Double, _ some: [Int64], _ others: [Int64]) -> Int {
    let (first, second) = (counted(some), counted(others))
    let points = Set(first.keys).union(second.keys)
    let alpha = FalseAlarmBudget.eachTest / Double(12 * points.count)
    func exceeds(_ one: [Int64: Int], _ other: [Int64: Int], _ event: (Int64) -> Bool) -> Bool {
        let more = probability(of: event, one, alpha: alpha)
        let less = probability(of: event, other, alpha: alpha)
        return more.lowerBound > exp(epsilon) * less.upperBound
    }
    return points.count { point in
        for event in [{ $0 >= point }, { $0 < point }, { $0 == point }] as [(Int64) -> Bool]
        where exceeds(first, second, event) || exceeds(second, first, event) { return true }
        return false
    }
}

/// How often each value occurs.
private func counted(_ values: [Int64]) -> [Int64: Int] {
    Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
}

/// The bounds of an event's probability.
private func probability(
    of event: (Int64) -> Bool, _ counts: [Int64: Int], alpha: Double
) -> ClosedRange<Double> {
    let seen = counts.reduce(0) { event($1.key) ? $0 + $1.value : $0 }
    return Bounds.probability(seen: seen, of: counts.values.reduce(0, +), alpha: alpha)
}

@Suite struct ReleaseStatisticsTests {
    @Test func neighbouringDataAreAsAlikeAsEpsilonSays() throws {
        let days = try Days(.discreteLaplace, .pure(epsilon: .one))
        let five = try (0..<3 as Range<UInt64>).flatMap { try days.values(count: 5, seed: $0) }
        let six = try (10..<13 as Range<UInt64>).flatMap { try days.values(count: 6, seed: $0) }
        #expect(violations(ofEpsilon: 1, five, six) == 0)
        // The check would see noise of half the scale.
        #expect(violations(ofEpsilon: 0.5, five, six) > 0)
    }

    @Test func figuresAreUnbiased() throws {
        let made = try structure(
            ["AREA:N S A<N B<N C<S U", "FORM:P Q R"],
            tables: [table("area", ["AREA": .all]), table("both", ["AREA": .all, "FORM": .all])],
            policy: ProtectionPolicy(threshold: .none))
        // So much budget that the noise of the second is zero.
        let (noisy, silent) = try (plan(made, rho: "2"), plan(made, rho: "100000"))
        let counted = try randomCube(made, periods: noisy.periods, seed: 21)
        let exact = try silent.seeded(counted, 1).tables.figures
        var sum = 0.0
        var draws = 0
        for seed in 0..<60 as Range<UInt64> {
            for (key, copies) in try noisy.seeded(counted, seed).tables.figures {
                for (cell, truth) in zip(try #require(copies.first), try #require(exact[key]?.first)) {
                    guard case .estimate(let value, _) = cell, case .estimate(let count, _) = truth else { continue }
                    sum += Double(value - count)
                    draws += 1
                }
            }
        }
        let places = noisy.lattice.tuples.indices
        let variance = places.flatMap { noisy.variances(at: $0) }.max() ?? 0
        let allowed = Bounds.gaussianMean(variance: variance, draws: draws, alpha: FalseAlarmBudget.eachTest)
        #expect(draws > 1000)
        #expect(abs(sum / Double(draws)) <= allowed)
        // A half too much everywhere would be seen.
        #expect(allowed < 0.25)
    }

    @Test(arguments: [
        (ProtectionPolicy.Mechanism.discreteGaussian, "1/50"), (.discreteGaussian, "1/2"), (.discreteLaplace, "1/50"),
        (.discreteLaplace, "1/2"),
    ])
    func marginsCoverNineteenTimesInTwenty(mechanism: ProtectionPolicy.Mechanism, rho: String) throws {
        let days = try Days(
            mechanism, .concentrated(rho: rational(rho), statedDelta: rational("1e-6")))
        let values = try (0..<4 as Range<UInt64>).flatMap { try days.values(count: 1000, seed: $0) }
        let margin = try #require(days.plan.accuracies.first).margin
        func share(within margin: Int64) -> ClosedRange<Double> {
            let covered = values.count { abs($0 - 1000) <= margin }
            return Bounds.probability(seen: covered, of: values.count, alpha: FalseAlarmBudget.eachTest)
        }
        #expect(share(within: margin).upperBound >= 0.95)
        // Half the margin would be found too narrow.
        #expect(share(within: margin / 2).upperBound < 0.95)
    }
}
