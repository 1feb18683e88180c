import DifferentialPrivacy
import Glibc
import Rationals
import Residuals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// Every figure that a structure publishes.
private func publishedFigures(_ structure: DatasetStructure) -> [LevelTuple: Set<[CodeIndex]>] {
    var figures: [LevelTuple: Set<[CodeIndex]>] = [:]
    for table in structure.tables {
        for tuple in structure.levelTuples(of: table) {
            let keys = structure.codesShown(at: tuple, of: table).reduce([[]]) { keys, codes in
                keys.flatMap { key in codes.map { key + [$0] } }
            }
            figures[tuple, default: []].formUnion(keys)
        }
    }
    return figures
}

/// The same structure with a strict threshold and a smaller reach, so that all its units can be tried.
private func strictStructure(seed: UInt64) throws -> DatasetStructure {
    let drawn = try randomStructure(seed: seed)
    return try drawn.replacing(tables: drawn.tables, protection: strict())
}

@Suite struct StrictSelectionTests {
    /// All units that there can be are tried: none touches more figures than δ was divided by, and none adds more to a figure
    /// than its count is divided by.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func noUnitReachesFurtherThanIsAssumed(seed: UInt64) throws {
        let made = try strictStructure(seed: seed)
        let selection = try #require(try strictPlan(made).selection)
        let figures = publishedFigures(made)
        let reach = CellReach(made)
        let worst = WorstUnit(made)
        var most = 0
        for unit in worst.units() {
            var touched: Set<[CodeIndex]> = []
            for (tuple, shown) in figures {
                for (key, sum) in worst.counts(of: unit, at: tuple) where shown.contains(key) {
                    touched.insert(key)
                    #expect(sum <= reach.most(in: key), "seed \(seed)")
                }
            }
            most = max(most, touched.count)
        }
        #expect(selection.decisions >= most * made.unit.maxPeriods, "seed \(seed)")
        // δ covers them all, and is used up.
        let sum = try #require(selection.each.delta.multiplied(by: Rational(Int32(selection.decisions))))
        #expect(sum <= selection.cost.delta)
        #expect(sum.approximateValue > selection.cost.delta.approximateValue * (1 - 1e-9))
    }

    /// Where a unit is one cell, δ is divided by just the figures that it touches: one less, a level tuple forgotten, would be
    /// more than was charged.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func aForgottenCombinationOfLevelsIsCaught(seed: UInt64) throws {
        let drawn = try randomStructure(seed: seed)
        // Of each pair of codes of a level one may have children, and none stands at two levels.
        let made = try structure(
            drawn.dimensions.map { $0.id.description + ":X Y A<X B<X C<Y" },
            tables: drawn.tables.filter { table in
                table.dimensions.values.allSatisfy { if case .numbered = $0 { false } else { true } }
            } + [table("total", [:]), table("parts", [drawn.dimensions[0].id.description: .all])],
            unit: UnitBounds(name: "case", maxCount: 2, maxPeriods: drawn.unit.maxPeriods), policy: strict())
        let plan = try strictPlan(made)
        let selection = try #require(plan.selection)
        let touched = publishedFigures(made).count * made.unit.maxPeriods
        #expect(selection.decisions == touched)
        let all = try #require(selection.each.delta.multiplied(by: Rational(Int32(touched))))
        #expect(all <= plan.charge.cost.delta)
        let forgetful = try StrictSelection(
            made, published: Array(publishedFigures(made).keys.sorted().dropLast()), rho: .one,
            delta: rational("1/10"))
        let more = try #require(forgetful.each.delta.multiplied(by: Rational(Int32(touched))))
        #expect(more > plan.charge.cost.delta)
    }

    /// What is charged is the noise of each period and each decision, added up independently.
    @Test(arguments: 0..<40 as Range<UInt64>, [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func theChargeIsTheSumOfNoiseAndSelection(seed: UInt64, mechanism: ProtectionPolicy.Mechanism) throws {
        let drawn = try randomStructure(seed: seed)
        let made = try drawn.replacing(tables: drawn.tables, protection: strict(mechanism: mechanism))
        let rho = try rational(["1/3", "0.1", "1", "7/1000", "5", "123456789/1000000007"][Int(seed) % 6])
        let (delta, part) = (try rational("1e-6"), try rational("3/8000000"))
        let plan = try ReleasePlan(
            structure: made, periods: periods("2024-01..2024-02"),
            budget: .concentrated(rho: rho, statedDelta: delta, selectionDelta: part))
        let selection = try #require(plan.selection)
        let times = Double(made.unit.maxPeriods)
        let unit = UnitReach(made)
        let noise: Double =
            switch plan.scheme {
            case .exact: 0
            case .residuals(let residuals):
                try residuals.reduce(0) { sum, residual in
                    let tuple = plan.lattice.tuples[residual.place]
                    let reach = try #require(unit.squared(tuple, centred: plan.lattice.reach(residual.place)))
                    return sum + times * reach.approximateValue / (2 * residual.sigmaSquared.approximateValue)
                }
            case .tables(let tables, _):
                tables.reduce(0) { sum, table in
                    let epsilon = unit.absolute.approximateValue / table.noise.scale.approximateValue
                    return sum + times * epsilon * epsilon / 2
                }
            }
        let each = selection.each.epsilon.approximateValue
        let selecting = Double(selection.decisions) * each * each / 2
        #expect(plan.charge.cost.rho <= rho)
        #expect(plan.charge.cost.delta == part)
        let charged = plan.charge.cost.rho.approximateValue
        #expect(charged >= (noise + selecting) * (1 - 1e-12))
        #expect(charged <= (noise + selecting) * (1 + 1e-6) + 1e-8)
        // A tenth of ρ is for selection, or as much as an ε of 16 costs.
        #expect(selecting <= rho.approximateValue / 10 && (selecting > rho.approximateValue * 0.0999 || each == 16))
        #expect(charged > rho.approximateValue * 0.99 || each == 16)
        // What is stated holds with δ′ within δ.
        let guarantee = try #require(plan.guarantee)
        #expect(guarantee.epsilon == (try plan.charge.cost.epsilon(atDelta: delta)))
        #expect(try guarantee.epsilon > PrivacyCost(rho: plan.charge.cost.rho).epsilon(atDelta: delta))
    }

    @Test func withoutADeltaNothingIsSelected() throws {
        let laplace = try structure(
            ["D:A B"], tables: [table("parts", ["D": .all])], policy: strict(mechanism: .discreteLaplace))
        let month = try periods("2024-01")
        for budget in [
            ReleaseBudget.pure(epsilon: .one), .concentrated(rho: .one, statedDelta: try rational("1e-6")),
            .concentrated(rho: .one, statedDelta: try rational("1e-6"), selectionDelta: try rational("1e-6")),
        ] {
            let error = #expect(throws: ReleasingError.self) {
                try ReleasePlan(structure: laplace, periods: month, budget: budget)
            }
            #expect(try #require(error).description.contains("give a delta too"))
        }
        #expect(throws: ReleasingError.parameter(.deltaOutOfBounds)) {
            try strictPlan(laplace, selection: "1/9223372036854775807")
        }
        #expect(throws: ReleasingError.parameter(.epsilonOutOfBounds)) { try strictPlan(laplace, rho: "1e-15") }
    }

    @Test func thePlanSaysFromWhichCountsOnFiguresAreShown() throws {
        let made = try structure(
            ["*D:P Q R A<P B<P"], tables: [table("total", [:]), table("parts", ["D": .all])],
            unit: UnitBounds(name: "case", maxCells: 2, maxCount: 3), policy: strict(10))
        let plan = try strictPlan(made)
        let bound = try #require(plan.selection?.each.bound)
        // One at the total, two at each of two levels.
        #expect(plan.selection?.decisions == 5)
        // Two mentions of one case may fall together at P alone.
        let outlooks = plan.accuracies.map(\.selection)
        #expect(
            outlooks
                == [3, 6, 3].map {
                    ReleasePlan.SelectionOutlook(likely: $0 * (10 + bound), certain: $0 * (10 + 2 * bound))
                })
        let noisy = try made.replacing(tables: made.tables, protection: ProtectionPolicy())
        #expect(try strictPlan(noisy).accuracies.allSatisfy { $0.selection == nil })
    }

}
