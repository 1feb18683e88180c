import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// What one unit can do to a table, found by trying all it can be.
struct WorstUnit {
    let structure: DatasetStructure
    private let leaves: [[CodeIndex]]

    init(_ structure: DatasetStructure) {
        self.structure = structure
        leaves = structure.dimensions.reduce([[]]) { keys, dimension in
            keys.flatMap { key in dimension.codelist.leaves.map { key + [$0] } }
        }
    }

    /// Every set of at most c leaves; where dimensions are multi-valued, differing along these alone.
    func units() -> [[[CodeIndex]]] {
        let multiValued = structure.dimensions.indices.filter { structure.dimensions[$0].isMultiValued }
        let isFree = structure.dimensions.indices.map { multiValued.isEmpty || multiValued.contains($0) }
        var found: [[[CodeIndex]]] = []
        func extend(_ chosen: [[CodeIndex]], from start: Int) {
            if !chosen.isEmpty { found.append(chosen) }
            guard chosen.count < structure.unit.maxCells else { return }
            for place in start..<leaves.count {
                let fits = chosen.allSatisfy { other in
                    other.indices.allSatisfy { isFree[$0] || other[$0] == leaves[place][$0] }
                }
                if fits { extend(chosen + [leaves[place]], from: place + 1) }
            }
        }
        extend([], from: 0)
        return found
    }

    /// The largest squared L2 and the largest L1 length of what one unit adds to a combination of levels. Counts
    /// below a only shorten it.
    func change(_ tuple: LevelTuple) -> (squared: Int, absolute: Int) {
        var worst = (squared: 0, absolute: 0)
        for unit in units() {
            let sums = counts(of: unit, at: tuple)
            worst.squared = max(worst.squared, sums.values.reduce(0) { $0 + $1 * $1 })
            worst.absolute = max(worst.absolute, sums.values.reduce(0, +))
        }
        return worst
    }

    /// What a unit that adds the most to each of its cells adds to the cells of a combination of levels.
    func counts(of unit: [[CodeIndex]], at tuple: LevelTuple) -> [[CodeIndex]: Int] {
        // At the total of a multi-valued dimension a unit is counted as a unit, once a cell.
        let counted = Set(
            unit.map { key in
                key.indices.map { place in
                    structure.dimensions[place].isMultiValued && tuple.levels[place] == 0 ? .total : key[place]
                }
            })
        var sums: [[CodeIndex]: Int] = [:]
        for key in counted {
            let cell = key.indices.map {
                structure.dimensions[$0].codelist.ancestor(of: key[$0], atLevel: tuple.levels[$0])
            }
            sums[cell, default: 0] += structure.unit.maxCount
        }
        return sums
    }
}

/// The combinations of a structure's tables where one unit can do more than is assumed of it.
private func violations(
    _ structure: DatasetStructure, assumedTimes factor: Double = 1
) -> [LevelTuple] {
    let tuples = Set(structure.tables.flatMap { structure.levelTuples(of: $0) }).sorted()
    let reach = UnitReach(structure)
    let worst = WorstUnit(structure)
    return tuples.filter { tuple in
        let change = worst.change(tuple)
        return Double(change.squared) > reach.squared(tuple).approximateValue * factor
            || Double(change.absolute) > reach.absolute.approximateValue * factor
    }
}

@Suite struct SensitivityTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func noUnitMovesATableFurtherThanIsAssumed(seed: UInt64) throws {
        #expect(violations(try randomStructure(seed: seed)) == [])
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func aHalvedSensitivityIsCaughtWhereverAUnitIsOneCell(seed: UInt64) throws {
        let drawn = try randomStructure(seed: seed)
        let single = try structure(
            drawn.dimensions.map { $0.id.description + ":X Y<X Z<X U" },
            tables: drawn.tables.filter { table in
                table.dimensions.values.allSatisfy { $0 == .all || $0 == .leaves }
            } + [table("total", [:])], unit: UnitBounds(name: "case", maxCount: 3))
        let tuples = Set(single.tables.flatMap { single.levelTuples(of: $0) }).sorted()
        #expect(violations(single) == [])
        #expect(violations(single, assumedTimes: 0.5) == tuples)
    }

    /// Levels 0, 1 and 2 of the dimension, c = 3, a = 2.
    @Test(arguments: [
        ("*D:P A<P B<P C<P Q", [4, 36, 12]),
        ("D:P A<P B<P C<P Q", [36, 36, 12]),
    ])
    func whereCellsFallTogetherTheSquareCounts(text: String, assumed: [Int64]) throws {
        let tables = try [table("total", [:]), table("parts", ["D": .all])]
        let made = try structure([text], tables: tables, unit: UnitBounds(name: "case", maxCells: 3, maxCount: 2))
        let tuples = (0...2).map { LevelTuple([$0]) }
        #expect(tuples.map { UnitReach(made).squared($0) } == assumed.map { Rational(Int32($0)) })
        #expect(violations(made) == [])
        #expect(violations(made, assumedTimes: 0.99) == tuples)
    }
}
