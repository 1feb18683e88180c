import Aggregation
import Glibc
import Rationals
import Residuals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// A unit in one of a hundred cells: where every figure below zero was raised to zero, a total of 100,000 over 50,000
/// cells was seen to come out as 231,220. Nothing is raised here.
@Suite struct SparseTests {
    private static let filled = 500
    private static let units: Int64 = 100_000

    private func release(_ mechanism: ProtectionPolicy.Mechanism) throws -> (release: Release, plan: ReleasePlan) {
        let codes = (0..<250).map { "C\($0)" }.joined(separator: " ")
        let made = try structure(
            ["ONE:\(codes)", "TWO:" + (0..<200).map { "C\($0)" }.joined(separator: " ")],
            tables: [table("total", [:]), table("cells", ["ONE": .all, "TWO": .all])],
            policy: ProtectionPolicy(mechanism: mechanism, threshold: .none))
        var cube = try ObservationCube(structure: made)
        let period = try #require(Period("2024-01"))
        for cell in 0..<Self.filled {
            try cube.add(
                period: period, codes: cube.domain.key(ofCell: cell * 100), count: Self.units / Int64(Self.filled))
        }
        let plan = try plan(made, "2024-01", rho: "1/50")
        return (try plan.seeded(cube, 61), plan)
    }

    @Test(arguments: [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func aSparseDomainKeepsItsTotalAndNothingIsClamped(mechanism: ProtectionPolicy.Mechanism) throws {
        let (release, plan) = try release(mechanism)
        let blocks = release.tables.flatMap(\.blocks)
        let total = try #require(blocks.first).cells.compactMap(value)
        let cells = try #require(blocks.last).cells.compactMap(value)
        try #require(total.count == 1 && cells.count == 50_000)
        // But for the rate of false alarms no figure is further off than seven margins: e⁻²¹ under Laplace noise, less
        // under Gaussian.
        let margins = plan.accuracies.map(\.largestMargin)
        #expect((total[0] - Self.units).magnitude <= UInt64(7 * margins[0]))
        let sum = cells.reduce(0, +)
        let variance = plan.lattice.tuples.indices.flatMap { plan.variances(at: $0) }.max() ?? 0
        // Seven deviations of a sum of thousands: 10⁻¹¹.
        #expect(Double(sum - Self.units).magnitude <= 7 * (Double(cells.count) * variance).squareRoot())
        // The figures add up to the total, but for rounding: no more than half a unit each, as often up as down. (Tables
        // of Laplace noise are made to agree by shifts that many figures share, so that they are rounded alike.)
        let rounding = (Double(cells.count) / 2 * log(2 / FalseAlarmBudget.eachTest)).squareRoot()
        if mechanism == .discreteGaussian { #expect(Double(sum - total[0]).magnitude <= rounding) }
        // Empty cells lie below zero as often as above.
        let empty = cells.indices.filter { $0 % 100 != 0 }.map { cells[$0] }
        let (below, above) = (empty.count { $0 < 0 }, empty.count { $0 > 0 })
        let chance = Bounds.probability(seen: below, of: below + above, alpha: FalseAlarmBudget.eachTest)
        #expect(below > 10_000 && chance.contains(0.5))
        let raised = cells.reduce(0) { $0 + max($1, 0) }
        // The check would see figures raised to zero: the total would be more than twice as large.
        #expect(raised > 2 * Self.units)
        // And full cells hold what they held.
        let full = cells.indices.filter { $0 % 100 == 0 }.map { cells[$0] }
        let mean = Double(full.reduce(0, +)) / Double(Self.filled)
        // Seven deviations again.
        let allowed = 7 * (variance / Double(Self.filled)).squareRoot()
        #expect((mean - Double(Self.units) / Double(Self.filled)).magnitude <= allowed)
    }

    private func value(_ cell: ProtectedCell) -> Int64? {
        if case .estimate(let value, _) = cell { value } else { nil }
    }

    /// All levels of three dimensions: the shape of a national release, of two of its months.
    @Test(arguments: [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func aLargeReleaseAgrees(mechanism: ProtectionPolicy.Mechanism) throws {
        let regions = (0..<5).map { "R\($0)" } + (0..<16).map { "S\($0)<R\($0 % 5)" }
        let groups = (0..<3).map { "G\($0)" } + (0..<12).map { "F\($0)<G\($0 % 3)" }
        let platforms = (0..<10).map { "P\($0)" }
        let names = ["STATE", "FORM", "PLATFORM"]
        let tables = try (0..<8).map { set in
            try table(
                "t\(set)",
                Dictionary(uniqueKeysWithValues: names.indices.filter { set >> $0 & 1 == 1 }.map { (names[$0], .all) }))
        }
        let made = try structure(
            zip(names, [regions, groups, platforms]).map { $0 + ":" + $1.joined(separator: " ") }, tables: tables,
            policy: ProtectionPolicy(mechanism: mechanism, threshold: .none))
        let plan = try plan(made, "2024-01..2024-02", rho: "1/50")
        let counted = try randomCube(made, periods: plan.periods, seed: 4)
        let figures = try plan.seeded(counted, 5).tables.figures
        #expect(figures.count == 22 * 16 * 11)
        var (compared, disagreeing) = (0, 0)
        for (key, copies) in figures {
            for dimension in key.indices {
                let codelist = made.dimensions[dimension].codelist
                let children =
                    key[dimension] == .total ? codelist.codes(atLevel: 1) : codelist.children(of: key[dimension])
                guard !children.isEmpty else { continue }
                for period in 0..<plan.periods.count {
                    let parts = children.compactMap { child in
                        var part = key
                        part[dimension] = child
                        return figures[part]?.first.flatMap { value($0[period]) }
                    }
                    try #require(parts.count == children.count)
                    compared += 1
                    let gap = try #require(value(copies[0][period])) - parts.reduce(0, +)
                    if gap.magnitude > UInt64((parts.count + 2) / 2) { disagreeing += 1 }
                }
            }
        }
        #expect(compared > 4_000 && disagreeing == 0)
    }
}
