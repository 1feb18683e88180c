import Residuals
import Statistics
import TestSupport
import Testing

/// A structure of these dimensions, without tables.
func structure(_ dimensions: [String]) throws -> DatasetStructure { try structure(dimensions, tables: []) }

/// Trees of every kind: ragged, with only children, flat, of one code, along which units may stand at several codes.
let trees: [[String]] = [
    ["D:A B C"], ["D:P A<P B<P Q"], ["D:P A<P B<P X<A Y<A Z<A Q R<Q"], ["D:A"], ["*D:P A<P B<P Q"],
    ["D:A B C", "E:P A<P B<P C<P Q"], ["D:A B", "E:X Y Z", "F:P A<P Q B<Q C<Q"], ["*D:P A<P B<P Q", "E:A B C"],
    ["*D:A B", "*E:P A<P Q", "F:X Y"],
]

/// All combinations of levels of a structure.
func allLevels(_ structure: DatasetStructure) -> [LevelTuple] {
    structure.dimensions.reduce([[]]) { tuples, dimension in
        tuples.flatMap { tuple in (0...dimension.codelist.depth).map { tuple + [$0] } }
    }.map(LevelTuple.init).sorted()
}

/// Counts at every combination of levels, added up from random ones at the leaves; what stands at the total of a
/// multi-valued dimension is counted by itself, for its mentions do not add up to it.
func additive(_ structure: DatasetStructure, _ lattice: ResidualLattice, seed: UInt64) throws -> [[Int64]] {
    var dice = Dice(state: seed)
    let multiValued = structure.dimensions.indices.filter { structure.dimensions[$0].isMultiValued }
    var families: [[Bool]: [[CodeIndex]: Int64]] = [:]
    return lattice.tuples.map { tuple in
        let family = multiValued.map { tuple.levels[$0] > 0 }
        if families[family] == nil {
            let leaves = structure.dimensions.indices.map { place in
                multiValued.contains(place) && tuple.levels[place] == 0
                    ? [CodeIndex.total] : structure.dimensions[place].codelist.leaves
            }
            let keys = leaves.reduce([[]]) { keys, codes in keys.flatMap { key in codes.map { key + [$0] } } }
            families[family] = Dictionary(
                uniqueKeysWithValues: keys.map { ($0, Int64.random(in: 0...100, using: &dice)) })
        }
        let codes = zip(structure.dimensions, tuple.levels).map { $0.codelist.codes(atLevel: $1) }
        let cells = codes.reduce([[]]) { keys, codes in keys.flatMap { key in codes.map { key + [$0] } } }
        var sums: [[CodeIndex]: Int64] = [:]
        for (key, count) in families[family] ?? [:] {
            let cell = key.indices.map {
                structure.dimensions[$0].codelist.ancestor(of: key[$0], atLevel: tuple.levels[$0])
            }
            sums[cell, default: 0] += count
        }
        return cells.map { sums[$0] ?? 0 }
    }
}

/// Standard normal noise by the sum of twelve uniform numbers: enough for second moments.
func normal(_ dice: inout Dice) -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &dice) }
}
