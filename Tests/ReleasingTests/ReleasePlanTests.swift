import DifferentialPrivacy
import Glibc
import Rationals
import Residuals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// A plan with what its split was made from.
private struct Planned {
    /// One measurement: its place, σ² or b, and f_T·a² or c·a.
    struct Measured {
        let place: Int
        let gaussian: DiscreteGaussian?
        let laplace: DiscreteLaplace?
        let reach: Rational

        var variance: Double {
            gaussian?.variance.approximateValue ?? laplace.map { 2 * pow($0.scale.approximateValue, 2) } ?? 0
        }
    }

    let plan: ReleasePlan
    let measured: [Measured]
    let weights: [Double]

    init(_ structure: DatasetStructure, _ budget: ReleaseBudget) throws {
        plan = try ReleasePlan(structure: structure, periods: periods("2024-01..2024-02"), budget: budget)
        let design = MeasurementDesign(structure, lattice: plan.lattice)
        let unit = UnitReach(structure)
        switch plan.scheme {
        case .exact: (measured, weights) = ([], [])
        case .residuals(let residuals):
            let lattice = plan.lattice
            measured = try residuals.map { residual in
                Measured(
                    place: residual.place, gaussian: try DiscreteGaussian(variance: residual.sigmaSquared),
                    laplace: nil,
                    reach: try #require(
                        unit.squared(lattice.tuples[residual.place], centred: lattice.reach(residual.place))))
            }
            weights = design.residualWeights(residuals.map(\.place))
        case .tables(let tables, let sources):
            measured = tables.map {
                Measured(place: $0.place, gaussian: nil, laplace: $0.noise, reach: unit.absolute)
            }
            weights = design.summedWeights(tables.map(\.place), sources)
        }
    }

    /// What the measurements cost, each rounded up as the plan does, added up exactly.
    func cost() throws -> PrivacyCost {
        try measured.reduce(.free) { sum, measured in
            let cost =
                try measured.gaussian.map { try PrivacyCost.gaussian($0, sensitivitySquared: measured.reach) }
                ?? measured.laplace.map { try PrivacyCost.laplace($0, sensitivity: measured.reach) } ?? .free
            return try sum.adding(cost.roundedUp())
        }
    }

    /// Σ v_T × the variance of T, for shares of a whole that all periods of a unit share; `variance` tells that
    /// of a share, given f_T·a² or c·a.
    func weighted(_ shares: [Double], _ variance: (Double, Double) -> Double) -> Double {
        let periods = Double(plan.structure.unit.maxPeriods)
        return zip(zip(weights, shares), measured).reduce(0) {
            $0 + $1.0.0 * variance($1.0.1 / periods, $1.1.reach.approximateValue)
        }
    }

    var weightedVariance: Double { zip(weights, measured).reduce(0) { $0 + $1.0 * $1.1.variance } }

    /// An equal split and some random ones, as shares that add up to 1.
    func otherSplits(seed: UInt64) -> [[Double]] {
        var numbers = Dice(state: seed)
        let count = measured.count
        return [[Double](repeating: 1 / Double(count), count: count)]
            + (0..<30).map { _ in
                let drawn = (0..<count).map { _ in Double.random(in: 0.01...1, using: &numbers) }
                return drawn.map { $0 / drawn.reduce(0, +) }
            }
    }
}

private let rhos = ["1/3", "0.1", "1", "7/1000", "5", "123456789/1000000007"]

@Suite struct ReleasePlanTests {
    @Test(arguments: 0..<40 as Range<UInt64>, [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func whatIsSpentNeverExceedsWhatWasAsked(seed: UInt64, mechanism: ProtectionPolicy.Mechanism) throws {
        let made = try randomStructure(seed: seed, mechanism: mechanism)
        let rho = try rational(rhos[Int(seed) % rhos.count])
        let delta = try rational("1e-6")
        let planned = try Planned(made, .concentrated(rho: rho, statedDelta: delta))
        let spent = try planned.cost()
        // A unit may lie in several periods, and all of them together cost what was asked.
        let charged = try #require(spent.rho.multiplied(by: Rational(Int32(made.unit.maxPeriods))))
        #expect(charged <= rho)
        #expect(charged.approximateValue > rho.approximateValue * 0.9999)
        #expect(planned.plan.charge == Ledger.Charge(cost: try PrivacyCost(rho: charged)))
        let guarantee = try #require(planned.plan.guarantee)
        #expect(guarantee.rho == charged)
        #expect(guarantee.delta == delta)
        #expect(guarantee.epsilon == (try PrivacyCost(rho: charged).epsilon(atDelta: delta)))
        let above = try #require(Rational(Int64((guarantee.epsilon * 0x1p30).rounded(.up)), over: 1 << 30))
        #expect(try PrivacyCost(rho: charged).delta(atEpsilon: above) <= delta.approximateValue * (1 + 1e-9))
    }

    @Test(arguments: 0..<40 as Range<UInt64>, ["1", "1/3", "10", "0.123456789012", "1000000007/123456789"])
    func pureEpsilonAddsUpToAtMostWhatWasAsked(seed: UInt64, text: String) throws {
        let made = try randomStructure(seed: seed, mechanism: .discreteLaplace)
        let epsilon = try rational(text)
        let planned = try Planned(made, .pure(epsilon: epsilon))
        var spent = Rational.zero
        for measured in planned.measured {
            let noise = try #require(measured.laplace)
            spent = try #require(spent.adding(noise.epsilon(sensitivity: measured.reach)))
        }
        let charged = try #require(spent.multiplied(by: Rational(Int32(made.unit.maxPeriods))))
        #expect(charged <= epsilon)
        #expect(charged.approximateValue > epsilon.approximateValue * 0.9999)
        #expect(planned.plan.guarantee == PrivacyGuarantee(pureEpsilon: charged))
        #expect(planned.plan.charge.pureEpsilon == charged)
        // The ledger's ρ is never below ε²/2, and hardly above.
        let half = charged.approximateValue * charged.approximateValue / 2
        #expect(planned.plan.charge.cost.rho.approximateValue >= half * (1 - 1e-15))
        #expect(planned.plan.charge.cost.rho.approximateValue <= half * (1 + 1e-6) + 0x1p-39)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func noOtherSplitHasLessWeightedVariance(seed: UInt64) throws {
        let budget = ReleaseBudget.concentrated(rho: .one, statedDelta: try rational("1e-6"))
        let gaussian = try Planned(try randomStructure(seed: seed), budget)
        let laplaceStructure = try randomStructure(seed: seed, mechanism: .discreteLaplace)
        let laplace = try Planned(laplaceStructure, budget)
        let pure = try Planned(laplaceStructure, .pure(epsilon: .one))
        let slack = 1 + 1e-5
        for shares in gaussian.otherSplits(seed: seed) {
            #expect(gaussian.weightedVariance <= slack * gaussian.weighted(shares) { $1 / (2 * $0) })
        }
        for shares in laplace.otherSplits(seed: seed) {
            #expect(laplace.weightedVariance <= slack * laplace.weighted(shares) { $1 * $1 / $0 })
        }
        for shares in pure.otherSplits(seed: seed) {
            #expect(pure.weightedVariance <= slack * pure.weighted(shares) { 2 * $1 * $1 / ($0 * $0) })
        }
    }

    @Test func aTablesCellsShareTheWeightOneUnlessItHasAWeight() throws {
        let tables = try [
            table("total", [:]), table("parts", ["D": .all]), table("leaves", ["D": .leaves], weight: rational("1/2")),
        ]
        let made = try structure(["D:P A<P B<P Q"], tables: tables)
        let lattice = ResidualLattice(made, publishing: made.tables.flatMap { made.levelTuples(of: $0) })
        // The codes shown: the total; P and Q; A and B beside these; A, B and Q.
        let design = MeasurementDesign(made, lattice: lattice)
        #expect(design.shown.map(\.cells) == [1, 2, 2, 3])
        #expect(design.shown.map(\.weight) == [1, 1.0 / 2, 1.0 / 2, 0.5])
        #expect(design.published == [0, 1, 2])
        let sources = try #require(design.sources(among: [0, 1, 2]))
        let weights = design.summedWeights([0, 1, 2], sources)
        #expect(weights[..<2] == [1, 1] && (weights[2] - 2.5).magnitude < 1e-12)
    }

    @Test func whatWasSpentBeforeIsAddedToTheGuarantee() throws {
        let made = try structure(
            ["D:A B"], tables: [table("parts", ["D": .all])], unit: UnitBounds(name: "case", maxPeriods: 2))
        let before = try PrivacyCost(rho: rational("1/8"), delta: rational("1e-7"))
        let plan = try ReleasePlan(
            structure: made, periods: periods("2024-01"),
            budget: .concentrated(rho: rational("1/4"), statedDelta: rational("1e-6")), alreadySpent: before)
        let most = try rational("3/8")
        #expect(plan.charge.cost.rho <= most && plan.charge.cost.rho.approximateValue > 0.375 * 0.9999)
        #expect(try plan.charge.cost.delta == rational("1e-7"))
        #expect(plan.guarantee?.epsilon == (try plan.charge.cost.epsilon(atDelta: rational("1e-6"))))
    }
}

// MARK: - Refusals

@Suite struct ReleasePlanRefusalTests {
    private func refusal(
        _ structure: DatasetStructure, periods text: String = "2024-01", _ budget: ReleaseBudget? = nil,
        alreadySpent: PrivacyCost = .free
    ) throws -> String {
        let whole = try budget ?? .concentrated(rho: .one, statedDelta: rational("1e-6"))
        let range = try periods(text)
        let error = #expect(throws: ReleasingError.self) {
            try ReleasePlan(structure: structure, periods: range, budget: whole, alreadySpent: alreadySpent)
        }
        return try #require(error).description
    }

    @Test(arguments: [
        (ProtectionPolicy.Method.suppression, ProtectionPolicy.Threshold.noisy, false, "the method suppression"),
        (.noise, .noisy, true, "complementary suppression"),
        (.noise, .strict, true, "complementary suppression"),
    ])
    func whatIsNotOfferedIsRefusedInWords(
        method: ProtectionPolicy.Method, threshold: ProtectionPolicy.Threshold, complementary: Bool, words: String
    ) throws {
        let policy = try ProtectionPolicy(method: method, threshold: threshold, isComplementary: complementary)
        let made = try structure(["D:A B"], tables: [table("parts", ["D": .all])], policy: policy)
        let text = try refusal(made)
        #expect(text.contains(words) && text.contains("not offered yet"))
    }

    @Test func nothingToPublishIsRefused() throws {
        #expect(try refusal(structure(["D:A B"], tables: [])).contains("declares no table"))
        let empty = try structure(["D:A B"], tables: [table("none", ["D": .numbered([])])])
        #expect(try refusal(empty).contains("declares no table"))
    }

    @Test func aWrongFrequencyIsRefused() throws {
        let made = try structure(["D:A B"], tables: [table("parts", ["D": .all])])
        #expect(try refusal(made, periods: "2024-Q1").contains("2024-Q1 are not periods of frequency M"))
    }

    @Test func pureEpsilonAndGaussianNoiseDoNotGoTogether() throws {
        let made = try structure(["D:A B"], tables: [table("parts", ["D": .all])])
        #expect(try refusal(made, .pure(epsilon: .one)).contains("no pure epsilon"))
        let laplace = try structure(
            ["D:A B"], tables: [table("parts", ["D": .all])], policy: ProtectionPolicy(mechanism: .discreteLaplace))
        let spent = try PrivacyCost(rho: .one, delta: rational("1e-9"))
        #expect(try refusal(laplace, .pure(epsilon: .one), alreadySpent: spent).contains("give a delta too"))
    }

    @Test(arguments: ["0", "-1", "1e-15"])
    func aBudgetOfNothingIsRefused(text: String) throws {
        let made = try structure(["D:A B"], tables: [table("total", [:]), table("parts", ["D": .all])])
        let budget = ReleaseBudget.concentrated(rho: try rational(text), statedDelta: try rational("1e-6"))
        #expect(try refusal(made, budget).contains("outside its bounds"))
        let single = try structure(["D:A B"], tables: [table("parts", ["D": .all])])
        #expect(try refusal(single, budget).contains("outside its bounds"))
    }

    @Test func tooManyCellsAreRefusedWithoutCountingThemOut() throws {
        let codes = (0..<100).map { "C\($0)" }.joined(separator: " ")
        let names = (0..<16).map { "D\($0)" }
        let tree = "A B<A C<B D<C E A1<E A2<E A3<A2"
        let all = Dictionary(uniqueKeysWithValues: names.map { ($0, TableDefinition.Levels.all) })
        // 100¹⁶ cells in one combination; three levels with 3 + 4 + 4 codes are 3¹⁶ combinations with 11¹⁶ cells.
        for (text, words) in [(codes, "more cells than 64 bits can count"), (tree, "45949729863572161 cells")] {
            let made = try structure(names.map { "\($0):\(text)" }, tables: [table("all", all)])
            #expect(try refusal(made).contains("\(words) and a release at most 50000000"))
        }
        // 1000 × 100 × 501 is a little more than 50 million.
        let large = try structure(
            ["X:" + (0..<1000).map { "C\($0)" }.joined(separator: " "), "Y:" + codes],
            tables: [table("all", ["X": .all, "Y": .all])])
        #expect(try refusal(large, periods: "1980-01..2021-09").contains("50100000 cells"))
        let fitting = try ReleasePlan(
            structure: large, periods: periods("1980-01..2021-08"),
            budget: .concentrated(rho: .one, statedDelta: rational("1e-6")))
        #expect(fitting.lattice.tuples.indices.map(fitting.lattice.cellCount) == [100_000])
    }
}
