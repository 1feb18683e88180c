import Statistics
import TestSupport
import Testing

@testable import Residuals

/// The variance of a sum of figures, worked out from every single draw: each is set to one, the others to zero.
private func slowVariance(
    _ lattice: ResidualLattice, _ sigmaSquared: [Double], place: Int, weights: [Double]
) -> Double {
    var variance = 0.0
    for measured in lattice.tuples.indices where lattice.measuresSomething(measured) {
        for draw in 0..<lattice.cellCount(measured) {
            var field = lattice.zeroField
            field[measured][draw] = 1
            lattice.center(&field[measured], at: measured)
            lattice.reconstruct(&field)
            let change = zip(field[place], weights).reduce(0) { $0 + $1.0 * $1.1 }
            variance += sigmaSquared[measured] * change * change
        }
    }
    return variance
}

@Suite struct ResidualVarianceTests {
    @Test(arguments: trees.indices)
    func theClosedFormIsWhatTheDrawsGive(tree: Int) throws {
        let made = try structure(trees[tree])
        let lattice = ResidualLattice(made, publishing: allLevels(made))
        var dice = Dice(state: UInt64(tree))
        let sigmaSquared = lattice.tuples.indices.map { place in
            lattice.measuresSomething(place) ? Double.random(in: 0.1...10, using: &dice) : 0
        }
        for place in lattice.tuples.indices {
            let closed = lattice.variances(at: place, sigmaSquared: sigmaSquared)
            for cell in 0..<lattice.cellCount(place) {
                var weights = [Double](repeating: 0, count: lattice.cellCount(place))
                weights[cell] = 1
                let slow = slowVariance(lattice, sigmaSquared, place: place, weights: weights)
                #expect((closed[cell] - slow).magnitude < 1e-9 * slow)
            }
            let weights = (0..<lattice.cellCount(place)).map { _ in Double.random(in: -1...2, using: &dice) }
            let sum = lattice.variance(ofSum: weights, at: place, sigmaSquared: sigmaSquared)
            let slow = slowVariance(lattice, sigmaSquared, place: place, weights: weights)
            #expect((sum - slow).magnitude < 1e-9 * slow)
            // The weights of the split are sums of the same variances.
            let all = lattice.tuples[place].levels.indices.map { Array(0..<lattice.shapes[place][$0]) }
            let weighted = lattice.measurements(in: place).reduce(0.0) {
                $0 + sigmaSquared[$1] * lattice.weight(of: $1, in: place, shown: all)
            }
            #expect((weighted - closed.reduce(0, +)).magnitude < 1e-9 * weighted)
        }
    }

    /// Tables measured one by one are made to agree by least squares, and not made worse.
    @Test(arguments: trees.indices)
    func leastSquaresMakesTablesAgreeAndIsTheBestThereIs(tree: Int) throws {
        let made = try structure(trees[tree])
        let lattice = ResidualLattice(made, publishing: allLevels(made))
        var dice = Dice(state: UInt64(tree) + 50)
        let truth = try noisy(lattice, seed: 77)
        let tables = lattice.tuples.indices.map { place in
            let variance = Double.random(in: 0.5...20, using: &dice)
            let values = truth[place].map { $0 + normal(&dice) * variance.squareRoot() }
            return (place: place, values: values, variance: variance)
        }
        func distance(_ figures: [[Double]]) -> Double {
            var sum = 0.0
            for table in tables {
                for (figure, value) in zip(figures[table.place], table.values) {
                    sum += (figure - value) * (figure - value) / table.variance
                }
            }
            return sum
        }
        var field = lattice.residuals(nearest: tables)
        let residuals = field
        lattice.reconstruct(&field)
        try expectAgreement(made, lattice, field)
        #expect(distance(field) <= distance(truth))
        for _ in 0..<20 {
            // No other residuals are nearer.
            var other = residuals
            for place in other.indices where lattice.measuresSomething(place) {
                var change = other[place].map { _ in normal(&dice) * 0.01 }
                lattice.center(&change, at: place)
                for cell in change.indices { other[place][cell] += change[cell] }
            }
            lattice.reconstruct(&other)
            #expect(distance(other) >= distance(field) * (1 - 1e-12))
        }
    }

    @Test func whatIsKnownToBeZeroIsZeroAndTablesStillAgree() throws {
        let made = try structure(["D:A B C", "E:P A<P B<P Q"])
        let lattice = ResidualLattice(made, publishing: allLevels(made))
        let finest = lattice.tuples.count - 1
        // A/Q; and all of C, so that its sums are zero too.
        let zeros = [2, 6, 7, 8].map { KnownZero(place: finest, cell: $0) }
        var field = lattice.zeroField
        var dice = Dice(state: 5)
        for place in field.indices {
            field[place] = field[place].map { _ in normal(&dice) * 30 }
            lattice.center(&field[place], at: place)
        }
        let sigmaSquared = lattice.tuples.indices.map { Double($0 + 1) }
        lattice.condition(&field, on: zeros, sigmaSquared: sigmaSquared)
        lattice.reconstruct(&field)
        for zero in zeros { #expect(field[zero.place][zero.cell].magnitude < 1e-9) }
        try expectAgreement(made, lattice, field)
        let whole = try #require(lattice.tuples.firstIndex(of: LevelTuple([1, 0])))
        #expect(field[whole][2].magnitude < 1e-9 && field[whole][0].magnitude > 1e-3)
    }

    /// Families of two and of ten, half of the larger impossible; two tables measured, and one. The figures are linear in what
    /// was measured, so that their variances come from setting one cell after the other to one.
    @Test(arguments: [[LevelTuple([2, 1]), LevelTuple([1, 0])], [LevelTuple([2, 1])]])
    func whatIsKnownToBeZeroMakesNoFigureWorse(measured: [LevelTuple]) throws {
        let made = try structure(["D:P A<P B<P Q C<Q E<Q F<Q G<Q H<Q I<Q J<Q K<Q L<Q M<Q", "S:X Y"])
        let lattice = ResidualLattice(made, publishing: allLevels(made))
        let places = try measured.map { try #require(lattice.tuples.firstIndex(of: $0)) }
        let zeros = (2..<7).map { KnownZero(place: places[0], cell: 2 * $0) }
        func variances(_ zeros: [KnownZero]) -> [[Double]] {
            var sums = lattice.zeroField
            for (number, place) in places.enumerated() {
                for cell in 0..<lattice.cellCount(place) {
                    let tables = places.indices.map { other in
                        var values = [Double](repeating: 0, count: lattice.cellCount(places[other]))
                        if other == number { values[cell] = 1 }
                        return (place: places[other], values: values, variance: Double(4 - 3 * other))
                    }
                    var field = lattice.residuals(nearest: tables, zeros: zeros)
                    lattice.reconstruct(&field)
                    for (place, figures) in field.enumerated() {
                        for (cell, figure) in figures.enumerated() {
                            sums[place][cell] += figure * figure * tables[number].variance
                        }
                    }
                }
            }
            return sums
        }
        let (free, bound) = (variances([]), variances(zeros))
        for place in free.indices {
            for (before, after) in zip(free[place], bound[place]) { #expect(after <= before * (1 + 1e-9)) }
        }
        for zero in zeros { #expect(bound[zero.place][zero.cell] < 1e-12) }
    }
}
