/// How many units a count tells of: the most that one unit adds to each.
public struct CellReach: Sendable {
    private let unit: UnitBounds
    /// For each dimension and code, the total first, in how many of its cells a unit may stand at or below: 1 where all of
    /// its cells have the same code of the dimension, or what is counted was observed just there.
    private let folds: [[Int]]

    /// The reach of a unit into the cells of a structure: of one with the structure's bounds, or with others, by which earlier
    /// figures were drawn.
    public init(_ structure: DatasetStructure, unit other: UnitBounds? = nil) {
        unit = other ?? structure.unit
        let most = unit.maxCells
        let hasMentions = structure.dimensions.contains(where: \.isMultiValued)
        folds = structure.dimensions.map { dimension in
            let codelist = dimension.codelist
            let codes = [CodeIndex.total] + codelist.items.indices.map { CodeIndex($0) }
            // Only along multi-valued dimensions may the cells of a unit differ, where there are any.
            guard dimension.isMultiValued || !hasMentions else { return codes.map { _ in 1 } }
            var leaves = [Int](repeating: 0, count: codes.count)
            for leaf in codelist.leaves {
                for level in 0...codelist.level(of: leaf) {
                    leaves[Int(codelist.ancestor(of: leaf, atLevel: level)) + 1] += 1
                }
            }
            // At the total of a multi-valued dimension units are counted, not mentions.
            if dimension.isMultiValued { leaves[0] = 1 }
            return leaves.map { min(max($0, 1), most) }
        }
    }

    /// The most that one unit adds to the count of a cell, one code a dimension: a for each of its c cells that may fall
    /// together there. Those are no more than there are cells of leaves below.
    public func most(in key: [CodeIndex]) -> Int64 {
        most(zip(folds, key).lazy.map { folds, code in folds[Int(code) + 1] })
    }

    /// The same for the worst of all combinations of some codes, at least one a dimension.
    public func most(inAny codes: [[CodeIndex]]) -> Int64 {
        most(zip(folds, codes).lazy.map { folds, codes in codes.map { folds[Int($0) + 1] }.max() ?? 1 })
    }

    private func most(_ factors: some Sequence<Int>) -> Int64 {
        // At most c, which is at most 1000, after each step.
        Int64(factors.reduce(1) { min(unit.maxCells, $0 * $1) }) * Int64(unit.maxCount)
    }

    /// How many units stand behind a count at least, if one adds at most `most` to it: rounded down, so that there are surely
    /// so many, and that one more unit adds at most one.
    public static func leastUnits(count: Int64, most: Int64) -> Int64 { count / most }
}
