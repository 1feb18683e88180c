public import Statistics

/// A reader's own grouping: some codes of some dimensions, taken together.
public struct Grouping: Sendable, Hashable {
    /// For each dimension of the structure the leaves that are counted; `nil` where it was not named, and everything is.
    let leaves: [Set<CodeIndex>?]
    /// What was named, as it was asked for.
    public let codes: [Identifier: Set<Code>]

    /// Everything.
    public static func everything(_ structure: DatasetStructure) -> Grouping {
        Grouping(leaves: structure.dimensions.map { _ in nil }, codes: [:])
    }

    private init(leaves: [Set<CodeIndex>?], codes: [Identifier: Set<Code>]) {
        self.leaves = leaves
        self.codes = codes
    }

    /// The codes taken together, by dimension. A code counts with all that stand below it; `_T` is the whole dimension.
    ///
    /// - Throws: `InferenceError.unknownDimension`, `unknownCode`.
    public init(_ structure: DatasetStructure, _ codes: [Identifier: Set<Code>]) throws(InferenceError) {
        for id in codes.keys.sorted() where structure.index(ofDimension: id) == nil {
            throw .unknownDimension(id, known: structure.dimensions.map(\.id))
        }
        var leaves: [Set<CodeIndex>?] = []
        for dimension in structure.dimensions {
            guard let named = codes[dimension.id], !named.contains(.total) else {
                leaves.append(nil)
                continue
            }
            let codelist = dimension.codelist
            var chosen: Set<CodeIndex> = []
            for code in named.sorted(by: { $0.description < $1.description }) {
                guard let index = codelist.index(of: code) else { throw .unknownCode(code, of: dimension.id) }
                let level = codelist.level(of: index)
                chosen.formUnion(codelist.leaves.filter { codelist.ancestor(of: $0, atLevel: level) == index })
            }
            leaves.append(chosen)
        }
        self.init(leaves: leaves, codes: codes)
    }

    /// Whether all that this counts is counted by another too.
    func isPart(of whole: Grouping) -> Bool {
        zip(leaves, whole.leaves).allSatisfy { own, theirs in
            guard let theirs else { return true }
            return own?.isSubset(of: theirs) ?? false
        }
    }

    /// Whether it adds up several codes of a dimension along which one unit may stand at several: then it counts
    /// mentions, and not units.
    public func countsMentions(in structure: DatasetStructure) -> Bool {
        zip(structure.dimensions, leaves).contains { $0.isMultiValued && $1 != nil }
    }

    /// The codes at some levels that together are what is asked for, a list a dimension; `nil` where it cannot be put
    /// together of such.
    ///
    /// A dimension that was not named is taken at its total if the levels have it there, and else added up, unless units
    /// may stand at several of its codes.
    func codes(at levels: LevelTuple, of structure: DatasetStructure) -> [[CodeIndex]]? {
        var codes: [[CodeIndex]] = []
        for (dimension, asked) in zip(structure.dimensions, zip(levels.levels, leaves)) {
            let (level, leaves) = asked
            let codelist = dimension.codelist
            guard let leaves else {
                guard level == 0 || !dimension.isMultiValued else { return nil }
                codes.append(codelist.codes(atLevel: level))
                continue
            }
            guard level > 0 || !dimension.isMultiValued else { return nil }
            let inside = codelist.codes(atLevel: level).filter { code in
                codelist.leaves.allSatisfy {
                    codelist.ancestor(of: $0, atLevel: level) != code || leaves.contains($0)
                }
            }
            let chosen = Set(inside)
            guard leaves.allSatisfy({ chosen.contains(codelist.ancestor(of: $0, atLevel: level)) }) else { return nil }
            codes.append(inside)
        }
        return codes
    }
}
