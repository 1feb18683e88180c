import Aggregation
import DifferentialPrivacy
import Inference
import Rationals
import Residuals
@_spi(Releasing) import Statistics
import TestSupport
import Testing

@testable import Releasing

private let trees = ["AREA:N S A<N B<N C<S D<S E<S _U", "FORM:P Q X<P Y<P Z<Q R<Q"]

private func office(
    _ mechanism: ProtectionPolicy.Mechanism, threshold: ProtectionPolicy.Threshold = .none, k: Int = 10,
    _ dimensions: [String] = trees, zeros: [DatasetStructure.StructuralZero] = []
) throws -> DatasetStructure {
    try structure(
        dimensions,
        tables: [
            table("total", [:]), table("area", ["AREA": .all]), table("form", ["FORM": .all]),
            table("both", ["AREA": .all, "FORM": .all]),
        ], policy: ProtectionPolicy(mechanism: mechanism, k: k, threshold: threshold), zeros: zeros)
}

/// A release of random counts with seeded noise, and the counts.
private struct Drawn {
    let release: Release
    let cube: ObservationCube

    init(_ made: DatasetStructure, _ range: String, rho: String, below bound: Int64 = 50, seed: UInt64) throws {
        let plan = try ReleasePlan(
            structure: made, periods: periods(range),
            budget: .concentrated(rho: rational(rho), statedDelta: rational("1e-6")))
        var dice = Dice(state: seed)
        var cube = try ObservationCube(structure: made)
        for period in plan.periods {
            for cell in 0..<cube.domain.count {
                let key = cube.domain.key(ofCell: cell)
                guard !ImpossibleCells(made).contain(key) else { continue }
                try cube.add(period: period, codes: key, count: Int64.random(in: 0..<bound, using: &dice))
            }
        }
        var bits = SeededBits(seed: seed)
        self.cube = cube
        release = try plan.release(cube, number: 1, today: .last, using: &bits)
    }

    /// What a grouping truly counts in a period, from the leaves.
    func truth(_ period: Period, _ codes: [String: String]) throws -> Int64 {
        let made = release.structure
        let leaves = made.dimensions.map { $0.codelist.leaves }
        let counts = cube.saturatedSums(
            of: period, levels: LevelTuple(made.dimensions.map(\.codelist.depth)), codes: leaves,
            releasingRaw: .protection)
        let keys = leaves.reduce([[]]) { keys, codes in keys.flatMap { key in codes.map { key + [$0] } } }
        return try zip(keys, counts).reduce(0) { sum, cell in
            let isInside = try zip(made.dimensions, cell.0).allSatisfy { dimension, leaf in
                guard let named = codes[dimension.id.description] else { return true }
                return try named.split(separator: " ").contains { name in
                    let code = try #require(dimension.codelist.index(of: try Code(String(name))))
                    return dimension.codelist.ancestor(of: leaf, atLevel: dimension.codelist.level(of: code)) == code
                }
            }
            return isInside ? sum + cell.1 : sum
        }
    }
}

@Suite struct ReaderSumsTests {
    private static let groupings: [[String: String]] = [
        [:], ["AREA": "A"], ["AREA": "A C E"], ["AREA": "N E"], ["AREA": "S"], ["AREA": "A B C D E _U"],
        ["AREA": "_U A", "FORM": "X"], ["FORM": "P Z"], ["AREA": "N", "FORM": "X Z R"],
    ]

    /// Without noise to speak of, a sum is what the leaves add up to.
    @Test(arguments: groupings, [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func sumsAreOfWhatWasAskedFor(codes: [String: String], mechanism: ProtectionPolicy.Mechanism) throws {
        let drawn = try Drawn(try office(mechanism), "2024-01..2024-02", rho: "1000000", seed: 3)
        let sums = try ReaderSums(drawn.release, grouping(drawn.release.structure, codes))
        for (period, figure) in zip(drawn.release.periods, sums.figures) {
            #expect(figure.value == (try drawn.truth(period, codes)))
            #expect(figure.status == .estimated)
        }
    }

    /// Margins of sums cover nineteen times in twenty; and are no wider than they need be.
    @Test(arguments: groupings, [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func marginsOfSumsCover(codes: [String: String], mechanism: ProtectionPolicy.Mechanism) throws {
        let drawn = try Drawn(try office(mechanism), "2000-01..2013-12", rho: "1/50", seed: 5)
        let sums = try ReaderSums(drawn.release, grouping(drawn.release.structure, codes))
        var (covered, halved) = (0, 0)
        for (period, figure) in zip(drawn.release.periods, sums.figures) {
            let (value, margin) = (try #require(figure.value), try #require(figure.margin))
            let gap = (value - (try drawn.truth(period, codes))).magnitude
            covered += gap <= UInt64(margin) ? 1 : 0
            halved += gap <= UInt64(margin) / 2 ? 1 : 0
        }
        let count = sums.figures.count
        let alpha = FalseAlarmBudget.eachTest
        #expect(Bounds.probability(seen: covered, of: count, alpha: alpha).upperBound >= 0.95)
        if mechanism == .discreteGaussian {
            #expect(Bounds.probability(seen: halved, of: count, alpha: alpha).upperBound < 0.95)
        }
    }

    /// Years of months: independent draws, whose margins grow with the root of their number.
    @Test(arguments: [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func marginsOfYearsCover(mechanism: ProtectionPolicy.Mechanism) throws {
        let drawn = try Drawn(try office(mechanism), "1950-01..2009-12", rho: "1/50", seed: 15)
        let codes = ["AREA": "A C"]
        let sums = try ReaderSums(drawn.release, grouping(drawn.release.structure, codes))
        var (covered, single): (Int, Int64) = (0, 0)
        for year in 1950...2009 {
            let months = try periods("\(year)-01..\(year)-12")
            let total = try sums.total(over: months)
            let truth = try months.reduce(0) { try $0 + drawn.truth($1, codes) }
            covered += ((total.value ?? 0) - truth).magnitude <= UInt64(try #require(total.margin)) ? 1 : 0
            single = try #require(try sums.total(over: periods("\(year)-01")).margin)
            #expect(try #require(total.margin) < single * 5)
        }
        #expect(Bounds.probability(seen: covered, of: 60, alpha: FalseAlarmBudget.eachTest).upperBound >= 0.95)
        #expect(throws: InferenceError.self) { try sums.total(over: periods("2009-12..2010-01")) }
    }

    /// Shares of a whole that shares their draws.
    @Test(arguments: [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func marginsOfSharesCover(mechanism: ProtectionPolicy.Mechanism) throws {
        let drawn = try Drawn(try office(mechanism), "2000-01..2013-12", rho: "1/20", below: 400, seed: 6)
        let made = drawn.release.structure
        let sums = try ReaderSums(drawn.release, grouping(made, ["AREA": "N"]))
        let shares = try sums.shares(of: .everything(made))
        var (covered, halved, count) = (0, 0, 0)
        for (period, share) in zip(drawn.release.periods, shares) {
            guard let value = share.value, let margin = share.margin else { continue }
            let truth = Double(try drawn.truth(period, ["AREA": "N"])) / Double(try drawn.truth(period, [:]))
            count += 1
            covered += (value - truth).magnitude <= margin ? 1 : 0
            halved += (value - truth).magnitude <= margin / 2 ? 1 : 0
        }
        #expect(count > 150)
        let alpha = FalseAlarmBudget.eachTest
        #expect(Bounds.probability(seen: covered, of: count, alpha: alpha).upperBound >= 0.95)
        if mechanism == .discreteGaussian {
            #expect(Bounds.probability(seen: halved, of: count, alpha: alpha).upperBound < 0.95)
        }
    }

    @Test func aShareIsOfAWholeThatContainsIt() throws {
        let drawn = try Drawn(try office(.discreteGaussian), "2024-01", rho: "1000000", seed: 7)
        let made = drawn.release.structure
        let sums = try ReaderSums(drawn.release, grouping(made, ["AREA": "A"]))
        let share = try sums.shares(of: grouping(made, ["AREA": "N"]))[0]
        let (part, whole) = (
            try drawn.truth(drawn.release.periods.first, ["AREA": "A"]),
            try drawn.truth(drawn.release.periods.first, ["AREA": "N"])
        )
        #expect(share.value == Double(part) / Double(whole))
        #expect(throws: InferenceError.notAPart) { try sums.shares(of: grouping(made, ["AREA": "S"])) }
    }

    /// Where the whole is hardly more than its margin, no share is given rather than a wild one.
    @Test func noShareOfWhatIsMostlyNoise() throws {
        let drawn = try Drawn(try office(.discreteGaussian), "2024-01", rho: "1/100000", below: 3, seed: 7)
        let made = drawn.release.structure
        let share = try ReaderSums(drawn.release, grouping(made, ["AREA": "A"])).shares(of: .everything(made))[0]
        #expect(share.value == nil && share.status == .undefined)
    }

    /// A region is shown where its states are too small: their sum is told by the region.
    @Test func aHiddenPartHidesASumUnlessACoarserFigureHasIt() throws {
        let made = try office(.discreteGaussian, threshold: .noisy, k: 12)
        let drawn = try Drawn(made, "2024-01", rho: "1000000", below: 4, seed: 8)
        let period = drawn.release.periods.first
        let states = try ReaderSums(drawn.release, grouping(made, ["AREA": "C D E"]))
        let truth = try drawn.truth(period, ["AREA": "S"])
        #expect(truth >= 12)
        #expect(states.figures[0].value == truth)
        let two = try ReaderSums(drawn.release, grouping(made, ["AREA": "C D"]))
        #expect(two.figures[0].value == nil && two.figures[0].status == .hidden)
    }

    @Test func whatCannotOccurCountsAsNothing() throws {
        let zero = DatasetStructure.StructuralZero(
            codes: [try Identifier("AREA"): [try Code("A")], try Identifier("FORM"): [try Code("X")]])
        let drawn = try Drawn(
            try office(.discreteGaussian, zeros: [zero]), "2024-01", rho: "1000000", seed: 9)
        let made = drawn.release.structure
        let none = try ReaderSums(drawn.release, grouping(made, ["AREA": "A", "FORM": "X"]))
        #expect(none.figures[0].status == .notApplicable)
        let some = try ReaderSums(drawn.release, grouping(made, ["AREA": "A B", "FORM": "X"]))
        #expect(some.figures[0].value == (try drawn.truth(drawn.release.periods.first, ["AREA": "A B", "FORM": "X"])))
    }

    @Test func mentionsAreNoUnits() throws {
        let made = try structure(
            ["*REASON:A B C", "FORM:P Q"],
            tables: [table("total", [:]), table("form", ["FORM": .all]), table("reason", ["REASON": .all])],
            policy: ProtectionPolicy(threshold: ProtectionPolicy.Threshold.none))
        let drawn = try Drawn(made, "2024-01", rho: "1000000", seed: 10)
        let some = try grouping(made, ["REASON": "A B"])
        #expect(some.countsMentions(in: made))
        #expect(!Grouping.everything(made).countsMentions(in: made))
        #expect(try ReaderSums(drawn.release, some).figures[0].value != nil)
        // Which reasons stand beside which forms is not published.
        #expect(throws: InferenceError.notPublished(levels: ["REASON: level1", "FORM: level1"])) {
            try ReaderSums(drawn.release, grouping(made, ["REASON": "A", "FORM": "P"]))
        }
    }

    @Test func whatThereIsNotIsRefusedByName() throws {
        let made = try office(.discreteGaussian)
        #expect(throws: InferenceError.unknownCode(try Code("MARS"), of: try Identifier("AREA"))) {
            try grouping(made, ["AREA": "A MARS"])
        }
        #expect {
            try grouping(made, ["PLANET": "A"])
        } throws: { "\($0)".contains("there is no dimension PLANET (there are: AREA, FORM)") }
    }
}

@Suite struct RateTests {
    private func children() throws -> Release {
        let made = try structure(
            [trees[0]], tables: [table("total", [:]), table("area", ["AREA": .all])],
            policy: ProtectionPolicy(method: .reference), frequency: .annual)
        var cube = try ObservationCube(structure: made)
        for (year, each) in [("2022", 1000), ("2023", 2000)] as [(String, Int64)] {
            for leaf in made.dimensions[0].codelist.leaves {
                try cube.add(period: #require(Period(year)), codes: [leaf], count: each)
            }
        }
        return try ReleasePlan(structure: made, periods: periods("2022..2023"), budget: .unlimited)
            .release(cube, number: 2, today: .last)
    }

    @Test func ratesDivideByTheChildrenOfTheSameStates() throws {
        let drawn = try Drawn(try office(.discreteGaussian), "2022-12..2024-01", rho: "1/2", seed: 4)
        let made = drawn.release.structure
        let sums = try ReaderSums(drawn.release, grouping(made, ["AREA": "A C", "FORM": "X"]))
        let rates = try Rates(sums, by: children(), per: 100_000).rates
        let (value, margin) = (try #require(sums.figures[0].value), try #require(sums.figures[0].margin))
        // Two states of 1,000 children; the form is none of theirs.
        #expect(rates[0].figure.value == Double(value) * 100_000 / 2000)
        #expect(rates[0].figure.margin == Double(margin) * 100_000 / 2000)
        #expect(rates.map { $0.reference?.description } == ["2022"] + Array(repeating: "2023", count: 13))
    }

    @Test func withoutChildrenThereIsNoRate() throws {
        let drawn = try Drawn(try office(.discreteGaussian), "2021-12", rho: "1/2", seed: 4)
        let sums = try ReaderSums(drawn.release, .everything(drawn.release.structure))
        let rate = try Rates(sums, by: children(), per: 100_000).rates[0]
        #expect(rate.figure.status == .undefined && rate.reference == nil)
        #expect(throws: InferenceError.noReference(drawn.release.structure.id)) {
            try Rates(sums, by: drawn.release, per: 100_000)
        }
    }
}

@Suite struct FigureVarianceTests {
    /// What a reader works out from what is published of the noise is what the plan promised.
    @Test(arguments: [ProtectionPolicy.Mechanism.discreteGaussian, .discreteLaplace])
    func theVariancesAreThoseOfThePlan(mechanism: ProtectionPolicy.Mechanism) throws {
        let made = try office(mechanism)
        let plan = try ReleasePlan(
            structure: made, periods: periods("2024-01"),
            budget: .concentrated(rho: rational("1/10"), statedDelta: rational("1e-6")))
        var bits = SeededBits(seed: 1)
        let release = try plan.release(ObservationCube(structure: made), number: 1, today: .last, using: &bits)
        let found = FigureVariances(made, noise: try #require(release.draws[0].noise))
        for levels in Set(made.tables.flatMap { made.levelTuples(of: $0) }) {
            let place = try #require(plan.lattice.tuples.firstIndex(of: levels))
            let noises = try #require(found.noises(at: levels))
            for (noise, variance) in zip(noises, plan.variances(at: place)) {
                #expect((noise.variance / variance - 1).magnitude < 1e-4)
            }
            for cell in noises.indices {
                var weights = [Double](repeating: 0, count: noises.count)
                weights[cell] = 1
                let single = try #require(found.noise(ofSum: [.init(levels: levels, weights: weights)]))
                #expect((single.variance / noises[cell].variance - 1).magnitude < 1e-9)
            }
        }
    }
}
