import Statistics

/// The tables that `aggregate --by` asks for: the leaves of some dimensions, and the totals over any of them.
struct RequestedTables {
    /// The table itself first, then its totals.
    let definitions: [TableDefinition]

    /// Makes the tables.
    ///
    /// - Throws: `StatisticsError.outOfRange` for totals over more than six dimensions, which would be 63 tables
    ///   and more, and for a dimension named twice.
    init(dimensions: [Identifier], totals: Bool) throws(StatisticsError) {
        guard Set(dimensions).count == dimensions.count else { throw .outOfRange("a column is named twice in --by") }
        guard !totals || dimensions.count <= 6 else { throw .outOfRange("--totals goes with at most six columns") }
        var definitions: [TableDefinition] = []
        let all = 1 << dimensions.count
        for subset in totals ? Array((0..<all).reversed()) : [all - 1] {
            let shown = dimensions.enumerated().filter { subset & (1 << (dimensions.count - 1 - $0.offset)) != 0 }
            definitions.append(
                try TableDefinition(
                    id: try Identifier("by-\(subset)"),
                    dimensions: Dictionary(
                        uniqueKeysWithValues: shown.map { ($0.element, TableDefinition.Levels.leaves) })))
        }
        self.definitions = definitions
    }
}
