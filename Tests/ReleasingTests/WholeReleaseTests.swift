import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// The whole way of a release, from the counts to what is shown: several tables and levels, a ragged tree, a unit that is
/// mentioned twice and lies in two periods, both mechanisms, with and without a threshold.
@Suite struct WholeReleaseTests {
    private func neighbours(
        _ mechanism: ProtectionPolicy.Mechanism, _ threshold: ProtectionPolicy.Threshold, size: Int64 = 1
    ) throws -> Neighbours {
        let made = try structure(
            ["AREA:N A<N B<N U", "*FORM:P Q"],
            tables: [
                table("total", [:]), table("area", ["AREA": .all]), table("form", ["FORM": .all]),
                table("both", ["AREA": .all, "FORM": .all]),
            ], unit: UnitBounds(name: "case", maxCells: 2, maxCount: 1, maxPeriods: 2),
            policy: ProtectionPolicy(mechanism: mechanism, k: 5, threshold: threshold), frequency: .daily)
        return try Neighbours(
            made, days: threshold == .none ? "2001-01-01..2006-12-31" : "2001-01-01..2004-12-31",
            base: [
                (["A", "_T"], 4), (["B", "_T"], 2), (["A", "P"], 4), (["A", "Q"], 3), (["B", "P"], 2),
            ],
            unit: [
                (["A", "_T"], size), (["A", "P"], size), (["A", "Q"], size),
            ])
    }

    private func violations(
        _ budget: ReleaseBudget, claimed curve: [(epsilon: Double, delta: Double)], without: Neighbours,
        with: Neighbours
    ) throws -> Int {
        let plan = try ReleasePlan(structure: without.structure, periods: without.days, budget: budget)
        let release = try plan.seeded(without.cube(withUnit: false), 51)
        let observer = try Observer(with, release, curve: curve)
        return observer.violations(without.published(release), try with.sample(plan, withUnit: true, seed: 52))
    }

    @Test(arguments: [ProtectionPolicy.Threshold.none, .noisy])
    func gaussianNoiseKeepsTheCurveOfItsRho(threshold: ProtectionPolicy.Threshold) throws {
        let rho = Rational(2)
        let budget = ReleaseBudget.concentrated(rho: rho, statedDelta: try rational("1e-6"))
        let curve = try Observer.concentrated(rho)
        let own = try neighbours(.discreteGaussian, threshold)
        #expect(try violations(budget, claimed: curve, without: own, with: own) == 0)
        guard threshold == .none else { return }
        // A unit of three times the declared size costs nine times the ρ, and is seen.
        let large = try neighbours(.discreteGaussian, threshold, size: 3)
        #expect(try violations(budget, claimed: curve, without: own, with: large) > 0)
    }

    @Test(arguments: [ProtectionPolicy.Threshold.none, .noisy])
    func laplaceNoiseKeepsItsEpsilon(threshold: ProtectionPolicy.Threshold) throws {
        let budget = ReleaseBudget.pure(epsilon: try rational("3/2"))
        let own = try neighbours(.discreteLaplace, threshold)
        #expect(try violations(budget, claimed: Observer.pure(1.5), without: own, with: own) == 0)
        guard threshold == .none else { return }
        let large = try neighbours(.discreteLaplace, threshold, size: 8)
        #expect(try violations(budget, claimed: Observer.pure(1.5), without: own, with: large) > 0)
    }
}
