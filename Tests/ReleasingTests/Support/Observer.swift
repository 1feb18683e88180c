import Aggregation
import DifferentialPrivacy
import Glibc
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// What is published about the periods in which one unit may lie: a figure, or `nil` where it is hidden, for each cell of
/// each period in turn.
typealias Published = [Int64?]

/// Whether what comes out of data that differ by one unit is as alike as a guarantee says, judged as an adversary would:
/// from what is published alone, by events that tell the two apart best.
struct Observer {
    /// What is claimed: for each of these ε a δ such that P(E) ≤ e^ε·P′(E) + δ for every event E, both ways.
    let curve: [(epsilon: Double, delta: Double)]
    /// Functions of what is published; the events are "at least t" and "less than t" of each.
    let scores: [(values: (Published) -> Double, thresholds: [Double])]

    /// Pure ε.
    static func pure(_ epsilon: Double) -> [(epsilon: Double, delta: Double)] { [(epsilon, 0)] }

    /// ρ, as (ε, δ) at several ε.
    static func concentrated(_ rho: Rational) throws -> [(epsilon: Double, delta: Double)] {
        let cost = try PrivacyCost(rho: rho)
        return try ["1/10", "1/2", "1", "3/2", "2", "3", "4", "6"].map { text in
            let epsilon = try rational(text)
            return (epsilon.approximateValue, try cost.delta(atEpsilon: epsilon))
        }
    }

    /// How many events contradict the claim, for certain but for the rate of false alarms.
    func violations(_ some: [Published], _ others: [Published]) -> Int {
        let events = scores.reduce(0) { $0 + $1.thresholds.count } * 2
        // Each probability is bounded on the side that matters, once for each direction.
        let alpha = FalseAlarmBudget.eachTest / Double(4 * events)
        var found = 0
        for score in scores {
            let (first, second) = (some.map(score.values), others.map(score.values))
            for threshold in score.thresholds {
                for isBelow in [false, true] {
                    func bounds(_ values: [Double]) -> ClosedRange<Double> {
                        let seen = values.count { ($0 < threshold) == isBelow }
                        return Bounds.probability(seen: seen, of: values.count, alpha: alpha)
                    }
                    let (one, other) = (bounds(first), bounds(second))
                    let exceeds = curve.contains { epsilon, delta in
                        one.lowerBound > exp(epsilon) * other.upperBound + delta
                            || other.lowerBound > exp(epsilon) * one.upperBound + delta
                    }
                    if exceeds { found += 1 }
                }
            }
        }
        return found
    }
}

/// Neighbouring data many times over: days of which each run of w holds one experiment, without and with one unit.
struct Neighbours {
    let structure: DatasetStructure
    let days: PeriodRange
    private let base: [(codes: [String], count: Int64)]
    private let unit: [(codes: [String], count: Int64)]

    init(
        _ structure: DatasetStructure, days: String,
        base: [(codes: [String], count: Int64)], unit: [(codes: [String], count: Int64)]
    ) throws {
        self.structure = structure
        self.days = try periods(days)
        (self.base, self.unit) = (base, unit)
    }

    /// The counts: the same every day, with the unit in each of them or in none.
    func cube(withUnit: Bool) throws -> ObservationCube {
        var cube = try ObservationCube(structure: structure)
        for (codes, count) in withUnit ? base + unit : base {
            let key = try zip(structure.dimensions, codes).map { dimension, code in
                code == "_T" ? .total : try #require(dimension.codelist.index(of: Code(code)))
            }
            for day in days { try cube.add(period: day, codes: key, count: count) }
        }
        return cube
    }

    /// What a release shows of each run of w days.
    func published(_ release: Release) -> [Published] {
        let cells = Self.figures(release)
        let span = structure.unit.maxPeriods
        return (0..<days.count / span).map { run in
            (run * span..<(run + 1) * span).flatMap { day in cells.map { $0[day] } }
        }
    }

    /// What comes out of a plan, run by run.
    func sample(_ plan: ReleasePlan, withUnit: Bool, seed: UInt64) throws -> [Published] {
        try published(plan.seeded(cube(withUnit: withUnit), seed))
    }

    /// The series of a release in order, each day by day.
    static func figures(_ release: Release) -> [[Int64?]] {
        release.tables.flatMap(\.blocks).flatMap { block in
            (0..<block.seriesCount).map { series in
                block.cells(ofSeries: series).map { if case .estimate(let value, _) = $0 { value } else { nil } }
            }
        }
    }

    /// What would be published without noise and thresholds, of one run.
    func truth(withUnit: Bool) throws -> [Double] {
        let policy = try ProtectionPolicy(threshold: .none)
        let silent = try DatasetStructure(
            id: structure.id, version: structure.version, agency: structure.agency, title: structure.title,
            frequency: structure.frequency, population: structure.population, measure: structure.measure,
            dimensions: structure.dimensions, unit: structure.unit, tables: structure.tables, protection: policy)
        let first = try #require(PeriodRange(days.first, days.first))
        let budget = ReleaseBudget.concentrated(rho: Rational(1_000_000), statedDelta: try rational("1e-6"))
        let exact = try ReleasePlan(structure: silent, periods: first, budget: budget)
            .seeded(cube(withUnit: withUnit), 1)
        let day = Self.figures(exact).map { Double($0[0] ?? 0) }
        return (0..<structure.unit.maxPeriods).flatMap { _ in day }
    }
}
