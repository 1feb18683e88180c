import Statistics
import TestSupport
import Testing

@testable import Residuals

@Suite struct ResidualLatticeTests {
    @Test(arguments: trees.indices, 0..<3 as Range<UInt64>)
    func residualsOfCountsGiveTheCountsBack(tree: Int, seed: UInt64) throws {
        let made = try structure(trees[tree])
        let lattice = ResidualLattice(made, publishing: allLevels(made))
        let counts = try additive(made, lattice, seed: seed)
        var field = lattice.tuples.indices.map { place in
            lattice.residuals(
                fromScaled: lattice.scaledResiduals(of: counts[place], at: place),
                multipliers: lattice.multipliers(place), at: place)
        }
        for place in lattice.tuples.indices where !lattice.measuresSomething(place) {
            #expect(field[place].allSatisfy { $0.magnitude < 1e-9 }, "what measures nothing is zero")
        }
        lattice.reconstruct(&field)
        for place in lattice.tuples.indices {
            for (figure, count) in zip(field[place], counts[place]) {
                #expect((figure - Double(count)).magnitude < 1e-9, "\(lattice.tuples[place])")
            }
        }
    }

    /// Whatever noise the residuals carry, coarser figures are the sums of finer ones.
    @Test(arguments: trees.indices)
    func tablesAgreeUnderAnyNoise(tree: Int) throws {
        let made = try structure(trees[tree])
        let lattice = ResidualLattice(made, publishing: allLevels(made))
        let field = try noisy(lattice, seed: UInt64(tree))
        try expectAgreement(made, lattice, field)
    }

    @Test(arguments: trees.indices)
    func theReachIsTheLongestResidualOfOneCount(tree: Int) throws {
        let made = try structure(trees[tree])
        let lattice = ResidualLattice(made, publishing: allLevels(made))
        for place in lattice.tuples.indices {
            let multipliers = lattice.multipliers(place)
            var longest = 0.0
            for cell in multipliers.indices {
                var counts = [Int64](repeating: 0, count: multipliers.count)
                counts[cell] = 1
                let scaled = lattice.scaledResiduals(of: counts, at: place)
                longest = max(
                    longest,
                    zip(scaled, multipliers).reduce(0) { $0 + Double($1.0 * $1.0) / Double($1.1 * $1.1) })
            }
            let reach = lattice.reach(place)
            #expect((longest - Double(reach.numerator) / Double(reach.denominator)).magnitude < 1e-12)
            #expect(multipliers.max() == lattice.largestMultiplier(place))
        }
    }

    @Test(arguments: trees.indices)
    func largeCountsDoNotOverflow(tree: Int) throws {
        let made = try structure(trees[tree])
        let lattice = ResidualLattice(made, publishing: allLevels(made))
        for place in lattice.tuples.indices {
            let most = lattice.largestCount(at: place)
            #expect(most >= 1 << 32)
            for start in 0..<2 {
                let counts = (0..<lattice.cellCount(place)).map { ($0 + start) % 2 == 0 ? most : 0 }
                #expect(lattice.scaledResiduals(of: counts, at: place).allSatisfy { $0.magnitude <= 1 << 61 })
            }
        }
    }

    @Test func theClosureHasWhatThePublishedRefineAndNoMore() throws {
        let made = try structure(["D:P A<P B<P Q", "*E:P A<P Q"])
        let lattice = ResidualLattice(made, publishing: [LevelTuple([2, 0]), LevelTuple([1, 2])])
        // Above what is published nothing is measured.
        #expect(lattice.tuples.map(\.levels) == [[1, 0], [2, 0], [1, 2]])
        let whole = ResidualLattice(made, publishing: [LevelTuple([2, 0]), LevelTuple([0, 1]), LevelTuple([1, 2])])
        // Below level 1 of a multi-valued dimension stands no total: mentions do not add up to units.
        #expect(whole.tuples.map(\.levels) == [[0, 0], [0, 1], [1, 0], [0, 2], [1, 1], [2, 0], [1, 2]])
    }
}

/// Residuals of random counts with random noise on them, put together.
func noisy(_ lattice: ResidualLattice, seed: UInt64) throws -> [[Double]] {
    var dice = Dice(state: seed)
    var field = lattice.zeroField
    for place in lattice.tuples.indices where lattice.measuresSomething(place) {
        field[place] = field[place].map { _ in normal(&dice) * 100 }
        lattice.center(&field[place], at: place)
    }
    lattice.reconstruct(&field)
    return field
}

func expectAgreement(_ made: DatasetStructure, _ lattice: ResidualLattice, _ field: [[Double]]) throws {
    for place in lattice.tuples.indices {
        for dimension in made.dimensions.indices {
            guard let coarser = lattice.coarser(place, along: dimension) else { continue }
            let (fine, coarse) = (lattice.tuples[place].levels, lattice.tuples[coarser].levels)
            func keys(_ levels: [Int]) -> [[CodeIndex]] {
                zip(made.dimensions, levels).map { $0.codelist.codes(atLevel: $1) }
                    .reduce([[]]) { keys, codes in keys.flatMap { key in codes.map { key + [$0] } } }
            }
            var sums: [[CodeIndex]: Double] = [:]
            for (key, figure) in zip(keys(fine), field[place]) {
                var above = key
                above[dimension] = made.dimensions[dimension].codelist.ancestor(
                    of: key[dimension], atLevel: coarse[dimension])
                sums[above, default: 0] += figure
            }
            for (key, figure) in zip(keys(coarse), field[coarser]) {
                #expect((figure - (sums[key] ?? 0)).magnitude < 1e-9)
            }
        }
    }
}
