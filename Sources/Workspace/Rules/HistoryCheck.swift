import Aggregation
import Collecting
import Rationals
import Statistics

/// Compares a submission with its sender's own last periods (`HistoryTest`), and with nobody else's.
struct HistoryCheck {
    let structure: DatasetStructure
    let location: Finding.Location
    /// What is submitted: of each period a cube that has it, counted as if there were no other.
    let submitted: [Period: ObservationCube]
    /// What the same sender has reported before, likewise.
    let kept: [Period: ObservationCube]

    /// One count with those before it.
    private struct Comparison {
        let period: Period
        let words: String
        let count: Int64
        let before: [Int64]
    }

    /// The warnings of all rules that look back.
    var findings: [Finding] {
        structure.rules.flatMap { rule -> [Finding] in
            guard case .jump(let jump) = rule.test else { return [] }
            let comparisons = comparisons(jump)
            // Each may alarm by chance so seldom that all together keep to the rule's rate.
            let alarm =
                Double(jump.test.alarm.numerator) / Double(jump.test.alarm.denominator)
                / Double(2 * max(comparisons.count, 1))
            return comparisons.compactMap { comparison in
                guard isFar(comparison, jump.test, alarm), let low = comparison.before.min(),
                    let high = comparison.before.max()
                else { return nil }
                return .jump(
                    rule, Finding.Counted(comparison.words, comparison.count), before: low...high,
                    periods: comparison.before.count, in: comparison.period, at: location)
            }
        }
    }

    /// The periods before those that are submitted, as far as some rule looks back.
    static func lookedAt(_ structure: DatasetStructure, for periods: Set<Period>) -> Set<Period> {
        let reach =
            structure.rules.map { rule in
                if case .jump(let jump) = rule.test { jump.test.periods } else { 0 }
            }.max() ?? 0
        guard reach > 0 else { return [] }
        return Set(periods.flatMap { before($0, reach, structure) })
    }

    /// The last periods before one that can be compared with it: none from the other side of a series break.
    private static func before(_ period: Period, _ reach: Int, _ structure: DatasetStructure) -> [Period] {
        let start = structure.seriesBreaks.map(\.period).filter { $0 <= period }.max()
        return (1...reach).compactMap { period.advanced(by: -$0) }.filter { $0 >= start ?? $0 }
    }

    private func comparisons(_ jump: ValidationRule.Jump) -> [Comparison] {
        jump.of.flatMap { selection -> [Comparison] in
            var known: [Period: [Int64]] = [:]
            func counts(_ period: Period) -> [Int64]? {
                if let counts = known[period] { return counts }
                guard let cube = submitted[period] ?? kept[period] else { return nil }
                let counts = PeriodCounts(cube: cube, period: period).counts(selection, by: jump.by)
                known[period] = counts
                return counts
            }
            return submitted.keys.sorted().flatMap { period -> [Comparison] in
                let before = HistoryCheck.before(period, jump.test.periods, structure).compactMap(counts)
                guard before.count >= jump.test.least, let now = counts(period) else { return [] }
                return now.indices.map { code in
                    Comparison(
                        period: period, words: structure.words(selection, by: jump.by, code: code), count: now[code],
                        before: before.map { $0[code] })
                }
            }
        }
    }

    private func isFar(_ comparison: Comparison, _ test: HistoryTest, _ alarm: Double) -> Bool {
        guard let low = comparison.before.min(), let high = comparison.before.max() else { return false }
        let (over, under) = (Int128(test.factor.numerator), Int128(test.factor.denominator))
        let isHigher = comparison.count >= test.from && Int128(comparison.count) * under > Int128(high) * over
        let isLower = low >= test.from && Int128(comparison.count) * over < Int128(low) * under
        guard isHigher || isLower else { return false }
        // A unit that may be counted several times comes and goes with all of its counts: what varies is units.
        let most = Int64(structure.unit.maxCells) * Int64(structure.unit.maxCount)
        let sum = comparison.before.reduce(Int64(0)) { sum, count in
            let (total, overflow) = sum.addingReportingOverflow(count)
            return overflow ? Int64.max : total
        }
        let (floor, ceiling) = (
            { (count: Int64) in count / most }, { (count: Int64) in count / most + (count % most > 0 ? 1 : 0) }
        )
        let chance =
            isHigher
            ? PoissonComparison.upperTail(
                floor(comparison.count), others: ceiling(sum), periods: comparison.before.count)
            : PoissonComparison.lowerTail(
                ceiling(comparison.count), others: floor(sum), periods: comparison.before.count)
        return chance <= alarm
    }
}
