public import Statistics

extension ReleasePlan {
    /// How far the figures of one combination of levels will be from the counts.
    public struct Accuracy: Sendable, Hashable {
        /// The table.
        public let table: Identifier
        /// The level of each dimension.
        public let levels: LevelTuple
        /// How many figures the table shows there for each period.
        public let cells: Int
        /// With probability 95% a figure is no further from its count than this.
        public let margin: Int64
    }

    /// The margins to expect, known before anything is drawn: for each table the combinations of levels that it shows.
    public var accuracies: [Accuracy] {
        structure.tables.flatMap { table in
            structure.levelTuples(of: table).compactMap { tuple in
                measurements.first { $0.levels == tuple }.map {
                    Accuracy(
                        table: table.id, levels: tuple,
                        cells: structure.codesShown(at: tuple, of: table).reduce(1) { $0 * $1.count },
                        margin: $0.noise.margin)
                }
            }
        }
    }
}
