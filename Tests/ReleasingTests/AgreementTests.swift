import Aggregation
import DifferentialPrivacy
import Glibc
import Rationals
import Residuals
import Statistics
import TestSupport
import Testing

@testable import Releasing

private let noThreshold = ProtectionPolicy.Threshold.none

/// What a dataset may look like: two trees with every level of both, and a table of each; and with codes at several levels,
/// units that are mentioned twice and lie in two periods, and combinations that cannot occur.
private enum Shape: CaseIterable {
    case plain
    case mentions

    func structure(_ mechanism: ProtectionPolicy.Mechanism) throws -> DatasetStructure {
        let tables = try [
            table("total", [:]), table("area", ["AREA": .all]), table("form", ["FORM": .all]),
            table("both", ["AREA": .all, "FORM": .all]),
        ]
        let policy = try ProtectionPolicy(mechanism: mechanism, threshold: noThreshold)
        switch self {
        case .plain:
            return try TestSupport.structure(
                ["AREA:N S A<N B<N C<S D<S E<S _U", "FORM:P Q X<P Y<P Z<Q R<Q"], tables: tables, policy: policy)
        case .mentions:
            let zeros = try [("C", "X"), ("_U", "Q")].map { area, form in
                DatasetStructure.StructuralZero(codes: [
                    try Identifier("AREA"): [try Code(area)], try Identifier("FORM"): [try Code(form)],
                ])
            }
            return try TestSupport.structure(
                ["AREA:N S A<N B<N V<B W<B C<S _U", "*FORM:P Q X<P Y<P Z<P"], tables: tables,
                unit: UnitBounds(name: "case", maxCells: 2, maxCount: 1, maxPeriods: 2), policy: policy, zeros: zeros)
        }
    }
}

@Suite struct AgreementTests {
    /// Rounding alone parts a figure from the sum of its parts: half for each figure in it.
    @Test(arguments: [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace], 0..<10 as Range<UInt64>)
    func everyFigureIsTheSumOfItsParts(mechanism: ProtectionPolicy.Mechanism, seed: UInt64) throws {
        let made = try (seed < 5 ? Shape.plain : .mentions).structure(mechanism)
        let plan = try plan(made, "2024-01", rho: "1/100")
        let figures = try plan.seeded(randomCube(made, periods: plan.periods, seed: seed), seed).tables.figures
            .mapValues { copies -> Int64 in
                // What cannot occur is nothing, exactly.
                if case .estimate(let value, _) = copies[0][0] { value } else { 0 }
            }
        var compared = 0
        for (key, value) in figures {
            for dimension in key.indices {
                // Mentions do not add up to units.
                if made.dimensions[dimension].isMultiValued && key[dimension] == .total { continue }
                let codelist = made.dimensions[dimension].codelist
                let children =
                    key[dimension] == .total ? codelist.codes(atLevel: 1) : codelist.children(of: key[dimension])
                let parts = children.compactMap { child in
                    var part = key
                    part[dimension] = child
                    return figures[part]
                }
                guard !parts.isEmpty, parts.count == children.count else { continue }
                compared += 1
                let gap = value - parts.reduce(0, +)
                #expect(gap.magnitude <= UInt64((parts.count + 2) / 2), "\(key) along \(dimension)")
            }
        }
        #expect(compared > 30)
    }

    /// Margins cover, rounding included, at every combination of levels; and would be found wanting at half their size.
    @Test(
        arguments: [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace],
        [(Shape.plain, "1/50"), (.plain, "20"), (.mentions, "1/50"), (.mentions, "20")])
    fileprivate func marginsCoverAtEveryLevel(
        mechanism: ProtectionPolicy.Mechanism, shape: (Shape, rho: String)
    ) throws {
        let made = try shape.0.structure(mechanism)
        let plan = try plan(made, "2000-01..2019-12", rho: shape.rho)
        let counted = try randomCube(made, periods: plan.periods, seed: 3)
        let release = try plan.seeded(counted, 8)
        var seen: [LevelTuple: (covered: Int, halved: Int, all: Int, wide: Bool)] = [:]
        for block in release.tables.flatMap(\.blocks) {
            let truths = plan.periods.map {
                counted.saturatedSums(of: $0, levels: block.levels, codes: block.codes, releasingRaw: .protection)
            }
            for series in 0..<block.seriesCount {
                for (place, cell) in block.cells(ofSeries: series).enumerated() {
                    guard case .estimate(let value, let margin) = cell else { continue }
                    let gap = Int64((value - truths[place][series]).magnitude)
                    var counts = seen[block.levels] ?? (0, 0, 0, margin >= 8)
                    counts.covered += gap <= margin ? 1 : 0
                    counts.halved += gap <= margin / 2 ? 1 : 0
                    counts.all += 1
                    seen[block.levels] = counts
                }
            }
        }
        #expect(seen.count == (shape.0 == .plain ? 9 : 12))
        for (levels, counts) in seen {
            // Figures of one period share draws; the periods do not.
            let independent = 240
            func bounds(_ hits: Int) -> ClosedRange<Double> {
                Bounds.probability(
                    seen: hits * independent / counts.all, of: independent, alpha: FalseAlarmBudget.eachTest)
            }
            #expect(bounds(counts.covered).upperBound >= 0.95, "\(levels)")
            if counts.wide { #expect(bounds(counts.halved).upperBound < 0.95, "\(levels)") }
        }
    }

    /// The whole way of a release on data that differ by one unit: what comes out is as likely but for e^ε.
    @Test func aReleaseTellsNoMoreOfAUnitThanItsGuaranteeSays() throws {
        let made = try structure(
            ["D:P A<P B<P Q"], tables: [table("total", [:]), table("parts", ["D": .all])],
            policy: ProtectionPolicy(mechanism: .discreteLaplace, threshold: noThreshold), frequency: .daily)
        let range = try periods("2001-01-01..2009-12-31")
        let plan = try ReleasePlan(structure: made, periods: range, budget: .pure(epsilon: .one))
        // An event of many figures together: the sum over all of them.
        func totals(_ extra: Int64, _ seed: UInt64) throws -> [Int64: Int] {
            var cube = try ObservationCube(structure: made)
            for day in range { try cube.add(period: day, codes: [1], count: 3 + extra) }
            var sums = [Int64](repeating: 0, count: range.count)
            for block in try plan.seeded(cube, seed).tables.flatMap(\.blocks) {
                for series in 0..<block.seriesCount {
                    for (place, cell) in block.cells(ofSeries: series).enumerated() {
                        if case .estimate(let value, _) = cell { sums[place] += value }
                    }
                }
            }
            return Dictionary(sums.map { ($0, 1) }, uniquingKeysWith: +)
        }
        func violations(of epsilon: Double, _ one: [Int64: Int], _ other: [Int64: Int]) -> Int {
            let points = Set(one.keys).union(other.keys)
            let alpha = FalseAlarmBudget.eachTest / Double(4 * points.count)
            func bounds(_ counts: [Int64: Int], _ point: Int64) -> ClosedRange<Double> {
                let hits = counts.reduce(0) { $1.key >= point ? $0 + $1.value : $0 }
                return Bounds.probability(seen: hits, of: range.count, alpha: alpha)
            }
            return points.count { point in
                let (first, second) = (bounds(one, point), bounds(other, point))
                return first.lowerBound > exp(epsilon) * second.upperBound
                    || second.lowerBound > exp(epsilon) * first.upperBound
            }
        }
        let (without, with) = try (totals(0, 1), totals(1, 2))
        #expect(violations(of: 1, without, with) == 0)
        // Data that differ by twenty units are told apart.
        #expect(try violations(of: 1, without, totals(20, 3)) > 0)
    }

    /// On flat dimensions the weighted variance at equal ρ is ResidualPlanner's optimum (Xiao and others 2023, §5): every
    /// figure with the same weight, (Σ √(v·f))²/2ρ with f = Π (n − 1)/n and v = Σ over marginals of Π (n − 1) · Π 1/n.
    @Test(arguments: [1, 2, 3])
    func theTotalVarianceIsTheKnownOptimum(most: Int) throws {
        let sizes = [16, 12, 10, 5, 3]
        let dimensions = sizes.enumerated().map { place, size in
            "D\(place):" + (0..<size).map { "C\($0)" }.joined(separator: " ")
        }
        let sets = (0..<(1 << sizes.count)).filter { $0.nonzeroBitCount <= most }
        let tables = try sets.map { set in
            var levels: [String: TableDefinition.Levels] = [:]
            for place in sizes.indices where set >> place & 1 == 1 { levels["D\(place)"] = .all }
            return try table("t\(set)", levels, weight: .one)
        }
        let made = try structure(dimensions, tables: tables, policy: ProtectionPolicy(threshold: noThreshold))
        let plan = try plan(made, "2024-01", rho: "1/2")
        var total = 0.0
        for place in MeasurementDesign(made, lattice: plan.lattice).published {
            total += plan.variances(at: place).reduce(0, +)
        }
        // The paper's closed form, from the sets alone.
        var root = 0.0
        for measured in sets {
            var (f, v) = (1.0, 0.0)
            for place in sizes.indices where measured >> place & 1 == 1 {
                f *= Double(sizes[place] - 1) / Double(sizes[place])
            }
            for shown in sets where shown & measured == measured {
                var weight = 1.0
                for place in sizes.indices where shown >> place & 1 == 1 {
                    weight *= measured >> place & 1 == 1 ? Double(sizes[place] - 1) : 1 / Double(sizes[place])
                }
                v += weight
            }
            root += (v * f).squareRoot()
        }
        let optimum = root * root / (2 * 0.5)
        #expect((total / optimum - 1).magnitude < 1e-4)
        // Noise of its own on each table, split as well as can be, has this much more: (Σ √cells)²/2ρ.
        let separate = sets.reduce(0.0) { sum, set in
            sum + sizes.indices.reduce(1.0) { set >> $1 & 1 == 1 ? $0 * Double(sizes[$1]) : $0 }.squareRoot()
        }
        let ratio = separate * separate / optimum
        #expect((ratio - [1.23, 1.53, 1.88][most - 1]).magnitude < 0.01)
    }
}
