import Aggregation
import Collecting
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Workspace

@Suite struct HistoryCheckTests {
    /// What is found in a month, counts of the months before being those, of the test that is asked for.
    private func found(
        _ count: Int64, after before: [Int64?], _ test: HistoryTest? = nil, unit: UnitBounds? = nil,
        breaks: [String] = []
    ) throws -> [Finding] {
        let rule = try ValidationRule(
            id: Identifier("usual"), severity: .warning, test: .jump(.init(test: test ?? HistoryTest())))
        let made = try structure(
            ["AREA: A B"], tables: [], unit: unit, rules: [rule],
            breaks: breaks.map { .init(period: try #require(Period($0)), reason: LocalizedText("new")) })
        let month = try #require(Period("2024-12"))
        var kept: [Period: ObservationCube] = [:]
        for (place, number) in before.reversed().enumerated() {
            guard let number, let period = month.advanced(by: -place - 1) else { continue }
            kept[period] = try cube(made, period, number)
        }
        return HistoryCheck(
            structure: made, location: Finding.Location(file: "f"), submitted: [month: try cube(made, month, count)],
            kept: kept
        ).findings
    }

    private func cube(_ structure: DatasetStructure, _ period: Period, _ count: Int64) throws -> ObservationCube {
        var cube = try ObservationCube(structure: structure)
        try cube.add(period: period, codes: [0], count: count)
        return cube
    }

    @Test(
        arguments: [
            (240, [100, 90, 110, 95, 105, 100]), (30, [100, 90, 110, 95, 105, 100]), (0, [100, 90, 110, 95]),
            (1000, [20, 0, 30]),
        ] as [(Int64, [Int64])])
    func whatIsFarIsSaidWithBothNumbers(count: Int64, before: [Int64]) throws {
        let findings = try found(count, after: before)
        #expect(findings.map(\.kind) == [.jump] && findings.map(\.severity) == [.warning])
        let text = try #require(findings.first?.message.english)
        let usual = "\(before.min() ?? 0) to \(before.max() ?? 0) in the last \(before.count) periods"
        #expect(text.contains("2024-12, rule usual: _T is \(count), after \(usual)"), "\(text)")
    }

    @Test(
        arguments: [
            // Within twice the highest and half the lowest.
            (200, [100, 90, 110]), (46, [100, 90, 110]),
            // Twice as many, and yet too few to be more than chance.
            (21, [8, 9, 10]), (0, [19, 19, 19]), (15, [1, 0, 2, 1]),
            // Too few periods.
            (500, [100, 90]), (500, [100]), (500, []),
        ] as [(Int64, [Int64])])
    func whatIsNotFarIsQuiet(count: Int64, before: [Int64]) throws {
        #expect(try found(count, after: before).isEmpty)
    }

    @Test func onlyTheLastPeriodsAreLookedAt() throws {
        let rising: [Int64?] = [500, 500, 500] + [100, 100, 100, 100, 100, 100]
        #expect(try found(300, after: rising).count == 1, "what lies further back does not make 300 usual")
        #expect(try found(300, after: [100, 100, nil, nil, nil, nil]).isEmpty, "two of six are too few")
        #expect(try found(300, after: [100, 100, nil, nil, nil, 100]).count == 1)
    }

    @Test func aSeriesBreakEndsWhatCanBeCompared() throws {
        #expect(try found(300, after: [100, 100, 100], breaks: ["2024-11"]).isEmpty)
        #expect(try found(300, after: [100, 100, 100], breaks: ["2024-12"]).isEmpty)
        #expect(try found(300, after: [100, 100, 100], breaks: ["2024-09"]).count == 1)
    }

    @Test func aUnitThatCountsSeveralTimesIsAllowedFor() throws {
        #expect(try found(45, after: [20, 21, 22, 20, 20, 20]).count == 1)
        let tenfold = try UnitBounds(name: "case", maxCells: 1, maxCount: 10)
        #expect(try found(45, after: [20, 21, 22, 20, 20, 20], unit: tenfold).isEmpty, "two units more may do it")
    }

    // MARK: - The comparison

    /// The tails, each term by itself from ln Γ.
    @Test(
        arguments: [(12, 30, 3), (40, 60, 6), (0, 30, 3), (3, 90, 6), (120, 300, 6), (50, 2000, 36)]
            as [(Int64, Int64, Int)])
    func tailsAreThoseOfTheBinomial(count: Int64, others: Int64, periods: Int) {
        let all = Double(count + others)
        let p: Double = 1 / Double(periods + 1)
        let chance = { (number: Int64) -> Double in
            let k = Double(number)
            let ways: Double = lgamma(all + 1) - lgamma(k + 1) - lgamma(all - k + 1)
            let weight: Double = k * log(p) + (all - k) * log(1 - p)
            return exp(ways + weight)
        }
        let upper = (count...(count + others)).reduce(0.0) { $0 + chance($1) }
        let lower = (0...count).reduce(0.0) { $0 + chance($1) }
        let isAbove = count * Int64(periods) > others
        let found =
            isAbove
            ? PoissonComparison.upperTail(count, others: others, periods: periods)
            : PoissonComparison.lowerTail(count, others: others, periods: periods)
        #expect(abs(found / (isAbove ? upper : lower) - 1) < 1e-8)
        // Nothing is claimed on the side on which it does not lie.
        #expect(
            (isAbove
                ? PoissonComparison.lowerTail(count, others: others, periods: periods)
                : PoissonComparison.upperTail(count, others: others, periods: periods)) == 1)
    }

    @Test func largeCountsTakeNoLongAndNoWrongPath() {
        #expect(PoissonComparison.upperTail(2_000_000_000, others: 6_000_000_000, periods: 6) < 1e-300)
        #expect(PoissonComparison.lowerTail(400_000_000, others: 6_000_000_000, periods: 6) < 1e-300)
        #expect(PoissonComparison.upperTail(.max, others: .max, periods: 6) == 0)
    }

    /// Exactly, over all counts that matter: at one rate the chance of a warning is within the rate promised.
    @Test(arguments: [8.0, 15, 40])
    func chanceAlarmsNoMoreOftenThanPromised(rate: Double) throws {
        // Three periods before, factor barely above 1, so that the comparison alone decides.
        let alarm = 0.001 / 2
        let poisson = { (k: Int, rate: Double) in exp(Double(k) * log(rate) - rate - lgamma(Double(k) + 1)) }
        let most = Int(rate * 4 + 40)
        var chance = 0.0
        for others in 0...(3 * most) {
            let weight = poisson(others, 3 * rate)
            guard weight > 1e-12 else { continue }
            for count in 0...most {
                let upper = PoissonComparison.upperTail(Int64(count), others: Int64(others), periods: 3)
                let lower = PoissonComparison.lowerTail(Int64(count), others: Int64(others), periods: 3)
                if upper <= alarm || lower <= alarm { chance += weight * poisson(count, rate) }
            }
        }
        #expect(chance <= 0.001 && chance > 0.0001, "\(chance)")
    }
}
