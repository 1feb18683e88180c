import Statistics

/// The axes that a block must have: they follow from the structure, so that vintages of one structure fit together.
struct BlockShape: Equatable {
    let levels: LevelTuple
    let codes: [[CodeIndex]]

    /// The blocks of a table, the coarser first; `nil` unless there are `count` of them.
    static func all(of table: TableDefinition, in structure: DatasetStructure, count: Int) -> [BlockShape]? {
        let levels = structure.dimensions.map { dimension -> Set<Int> in
            switch table.dimensions[dimension.id] {
            case nil: [0]
            case .all: Set(1...dimension.codelist.depth)
            case .leaves: [dimension.codelist.depth]
            case .numbered(let numbers): Set(numbers)
            }
        }
        // Counted before they are made: sixteen dimensions of many levels have more combinations than there is memory.
        var product = 1
        for these in levels {
            let (next, overflow) = product.multipliedReportingOverflow(by: these.count)
            guard !overflow, (1...max(count, 1)).contains(next) else { return nil }
            product = next
        }
        guard product == count else { return nil }
        return structure.levelTuples(of: table).map { tuple in
            BlockShape(
                levels: tuple,
                codes: structure.dimensions.indices.map { place in
                    codes(of: structure.dimensions[place].codelist, at: tuple.levels[place], among: levels[place])
                })
        }
    }

    /// The codes at a level but those that stand at a coarser level of the same table too.
    private static func codes(of list: Codelist, at level: Int, among levels: Set<Int>) -> [CodeIndex] {
        guard level > 0 else { return [.total] }
        let coarser = levels.filter { $0 < level }.max() ?? 0
        return list.codes(atLevel: level).filter { list.level(of: $0) > coarser }
    }
}
