import Residuals
import Statistics
import TestSupport
import Testing

/// A dimension from `D:P A<P B<P Q`; a star before the name makes it multi-valued.
func dimension(_ text: String) throws -> Dimension {
    let parts = text.split(separator: ":")
    let id = try Identifier(String(parts[0].drop { $0 == "*" }))
    let items = try parts[1].split(separator: " ").map { code in
        let pair = code.split(separator: "<").map(String.init)
        return Codelist.Item(
            code: try Code(pair[0]), label: LocalizedText(pair[0]), parent: pair.count > 1 ? try Code(pair[1]) : nil)
    }
    let levels = try (1...4).map { try Identifier("level\($0)") }
    return Dimension(
        id: id, title: LocalizedText(id.description),
        codelist: try Codelist(id: id, title: LocalizedText(id.description), levels: levels, items: items),
        isMultiValued: text.hasPrefix("*"))
}

func structure(_ dimensions: [String], zeros: [DatasetStructure.StructuralZero] = []) throws -> DatasetStructure {
    try DatasetStructure(
        id: try Identifier("cases"), version: "1", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
        frequency: .monthly, population: try Identifier("people"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
        dimensions: try dimensions.map(dimension), unit: try UnitBounds(name: "case"), tables: [],
        protection: try ProtectionPolicy(), structuralZeros: zeros)
}

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
