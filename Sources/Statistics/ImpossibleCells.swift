/// The combinations of codes that a structure declares impossible.
public struct ImpossibleCells: Sendable {
    /// For each declared combination and dimension, the codes that belong to it with all that stand below
    /// them; none where the dimension may be anything.
    private let combinations: [[Set<CodeIndex>?]]

    /// Takes the structural zeros of a structure.
    public init(_ structure: DatasetStructure) {
        combinations = structure.structuralZeros.map { zero in
            structure.dimensions.map { dimension in
                guard let codes = zero.codes[dimension.id] else { return nil }
                let named = Set(codes.compactMap { dimension.codelist.index(of: $0) })
                let all = [CodeIndex.total] + dimension.codelist.items.indices.map { CodeIndex($0) }
                return Set(
                    all.filter { code in
                        (0...dimension.codelist.level(of: code)).contains {
                            named.contains(dimension.codelist.ancestor(of: code, atLevel: $0))
                        }
                    })
            }
        }
    }

    /// Whether a cell, one code a dimension, cannot occur.
    public func contain(_ key: [CodeIndex]) -> Bool {
        combinations.contains { combination in
            zip(combination, key).allSatisfy { $0?.contains($1) ?? true }
        }
    }

    /// The numbers of the impossible among all combinations of some codes, one list a dimension, the last running fastest.
    public func cells(of codes: [[CodeIndex]]) -> [Int] {
        guard !combinations.isEmpty else { return [] }
        var found: [Int] = []
        var key = [CodeIndex](repeating: .total, count: codes.count)
        for cell in 0..<codes.reduce(1, { $0 * $1.count }) {
            var rest = cell
            for dimension in codes.indices.reversed() {
                key[dimension] = codes[dimension][rest % codes[dimension].count]
                rest /= codes[dimension].count
            }
            if contain(key) { found.append(cell) }
        }
        return found
    }
}
