import Aggregation
import DifferentialPrivacy
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// Mistakes that a change of the code could make, each played through the doors of the shipped code: by a plan for other
/// data, by drawing twice, by a generator of the test's own.
private enum Fault: CaseIterable, CustomTestStringConvertible {
    /// None: what must not be reported.
    case none
    /// A plan for units half as large as the data's.
    case halvedSensitivity
    /// Four measurements, of which one was paid for.
    case unpaidMeasurement
    /// Every one of four downloads draws anew.
    case drawnForEachFormat
    /// Noise on one of two figures alone.
    case figureWithoutNoise
    /// Laplace noise of half the scale; Gaussian noise of half the deviation.
    case halvedScale
    /// The noise of a first vintage, known by its seed, comes again in the next, which counts one unit more.
    case generatorUsedAgain

    var testDescription: String { "\(self)" }
}

/// One total a day, with and without a unit.
private struct Totals {
    let mechanism: ProtectionPolicy.Mechanism
    private let days: PeriodRange

    init(_ mechanism: ProtectionPolicy.Mechanism) throws {
        self.mechanism = mechanism
        days = try periods("2001-01-01..2007-12-31")
    }

    static let count: Int64 = 10

    /// The ε or ρ that is claimed, times a factor.
    func plan(times factor: Int32 = 1) throws -> ReleasePlan {
        let made = try structure(
            ["D:A"], tables: [table("total", [:])],
            policy: ProtectionPolicy(mechanism: mechanism, threshold: .none), frequency: .daily)
        let claimed = try #require(
            (mechanism == .discreteLaplace ? Rational.one : rational("1/2"))
                .multiplied(by: Rational(factor)))
        let budget: ReleaseBudget =
            mechanism == .discreteLaplace
            ? .pure(epsilon: claimed) : .concentrated(rho: claimed, statedDelta: try rational("1e-6"))
        return try ReleasePlan(structure: made, periods: days, budget: budget)
    }

    func draw(_ plan: ReleasePlan, extra: Int64, seed: UInt64) throws -> [Int64] {
        var cube = try ObservationCube(structure: plan.structure)
        for day in days { try cube.add(period: day, codes: [0], count: Self.count + extra) }
        let release = try plan.seeded(cube, seed)
        return try #require(Neighbours.figures(release).first).map { $0 ?? 0 }
    }

    /// What is published of each day, by a release with a fault.
    func published(_ fault: Fault, withUnit: Bool, seed: UInt64) throws -> [Published] {
        let unit: Int64 = withUnit ? 1 : 0
        func together(_ draws: [[Int64]]) -> [Published] { days.indices(draws) }
        switch fault {
        case .none: return together([try draw(plan(), extra: unit, seed: seed)])
        case .halvedSensitivity: return together([try draw(plan(), extra: 2 * unit, seed: seed)])
        case .unpaidMeasurement, .drawnForEachFormat:
            return together(try (0..<4).map { try draw(plan(), extra: unit, seed: seed + 1000 * $0) })
        case .figureWithoutNoise:
            let silent = try plan(times: 1000)
            return together([
                try draw(plan(), extra: unit, seed: seed), try draw(silent, extra: unit, seed: seed),
            ])
        case .halvedScale:
            let loud = try plan(times: mechanism == .discreteLaplace ? 2 : 4)
            return together([try draw(loud, extra: unit, seed: seed)])
        case .generatorUsedAgain:
            let (first, second) = (try draw(plan(), extra: 0, seed: seed), try draw(plan(), extra: unit, seed: seed))
            return together([zip(second, first).map { $0 - $1 + Self.count }])
        }
    }

    /// Sums, and sums of what each figure tells at most, at quarters of a unit.
    var observer: Observer {
        get throws {
            let curve = mechanism == .discreteLaplace ? Observer.pure(1) : try Observer.concentrated(rational("1/2"))
            let sum: (Published) -> Double = { $0.reduce(0) { $0 + Double(($1 ?? 0) - Self.count) } }
            let clipped: (Published) -> Double = { figures in
                figures.reduce(0) { $0 + min(max(Double(($1 ?? 0) - Self.count), 0), 2) }
            }
            return Observer(
                curve: curve,
                scores: [
                    (sum, (-4...16).map { Double($0) / 2 + 0.001 }), (clipped, (0...16).map { Double($0) / 2 + 0.001 }),
                ])
        }
    }
}

extension PeriodRange {
    /// Day by day what several draws show of it.
    fileprivate func indices(_ draws: [[Int64]]) -> [Published] {
        (0..<count).map { day in draws.map { $0[day] } }
    }
}

@Suite struct PlantedFaultTests {
    @Test(arguments: [ProtectionPolicy.Mechanism.discreteLaplace, .discreteGaussian], Fault.allCases)
    fileprivate func aFaultIsSeenInWhatIsPublished(mechanism: ProtectionPolicy.Mechanism, fault: Fault) throws {
        let totals = try Totals(mechanism)
        let found = try totals.observer.violations(
            totals.published(fault, withUnit: false, seed: 71), totals.published(fault, withUnit: true, seed: 72))
        if fault == .none { #expect(found == 0) } else { #expect(found > 0) }
    }

    /// What is charged is what the worst unit loses by all that is drawn, to the last measurement: leave one out, or halve
    /// what one unit does to it, and the sums differ.
    @Test(arguments: [("AREA:N A<N B<N", 1), ("AREA:N A<N B<N S C<S D<S", 2), ("AREA:A B C", 3)])
    func theChargeIsTheSumOfAllThatIsDrawn(area: String, periodsOfAUnit: Int) throws {
        let made = try structure(
            [area, "FORM:P Q R"],
            tables: [
                table("total", [:]), table("area", ["AREA": .all]), table("form", ["FORM": .all]),
                table("both", ["AREA": .all, "FORM": .all]),
            ], unit: UnitBounds(name: "case", maxCount: 2, maxPeriods: periodsOfAUnit))
        let plan = try plan(made, rho: "1")
        let noise = try #require(
            plan.seeded(ObservationCube(structure: made), 1).draws.first?.noise)
        let prices = noise.measurements.map { measured in
            // All siblings are equally many here: centering leaves 1 − 1/n of each squared.
            let factor = zip(made.dimensions, measured.levels.levels).reduce(4.0) { product, part in
                guard part.1 > 0 else { return product }
                let codes = part.0.codelist.codes(atLevel: part.1)
                let siblings = codes.count { part.0.codelist.parent(of: $0) == part.0.codelist.parent(of: codes[0]) }
                return product * (1 - 1 / Double(siblings))
            }
            return Double(periodsOfAUnit) * factor / (2 * measured.variance.approximateValue)
        }
        let charged = try #require(plan.guarantee?.rho).approximateValue
        let paid = prices.reduce(0, +)
        let rounding = Double(prices.count * periodsOfAUnit) * 0x1p-40
        #expect(paid <= charged && charged <= paid + rounding)
        #expect(prices.allSatisfy { $0 > 4 * rounding })
        #expect(charged <= 1 && charged > 0.999)
    }
}
