import Statistics

/// How the dimensions of a release appear in a table that someone asked for by columns.
public struct ExtractColumns: Sendable, Hashable {
    /// One column.
    public struct Column: Sendable, Hashable {
        /// Where its dimension stands in the structure.
        public let dimension: Int
        /// Its heading.
        public let heading: String
        /// Whether labels stand in it rather than codes: where codes were made up for what the data held.
        public let showsLabels: Bool

        /// Takes a column.
        public init(dimension: Int, heading: String, showsLabels: Bool) {
            self.dimension = dimension
            self.heading = heading
            self.showsLabels = showsLabels
        }
    }

    /// The heading of the periods; `nil` if there are none.
    public let periodHeading: String?
    /// The other columns, in order.
    public let columns: [Column]

    /// Takes the columns.
    public init(periodHeading: String?, columns: [Column]) {
        self.periodHeading = periodHeading
        self.columns = columns
    }
}

extension ExtractColumns {
    /// What stands in a column for a code: the code, or the label where codes were made up.
    func text(_ index: CodeIndex, _ column: Column, _ structure: DatasetStructure) -> String {
        let codelist = structure.dimensions[column.dimension].codelist
        guard column.showsLabels, index != .total else { return codelist.code(at: index).description }
        return codelist.items[Int(index)].label.english
    }
}
