public import Bytes
public import Statistics

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

/// A release as a table of columns: the period, the columns asked for, then `OBS_VALUE, MARGIN_95, OBS_STATUS`.
public struct ExtractCSV: Sendable {
    private let release: Release
    private let columns: ExtractColumns

    /// Takes what is to be written.
    public init(_ release: Release, columns: ExtractColumns) {
        self.release = release
        self.columns = columns
    }

    /// Writes the table to a sink, without committing it.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public func write(to sink: any ByteSink) throws(BytesError) {
        var line = CSVLine()
        if let heading = columns.periodHeading { line.text(heading) }
        for column in columns.columns { line.text(column.heading) }
        for heading in ["OBS_VALUE", "MARGIN_95", "OBS_STATUS"] { line.text(heading) }
        line.end()
        for block in release.tables.flatMap(\.blocks) {
            for place in block.periods.indices {
                for series in 0..<block.seriesCount {
                    if columns.periodHeading != nil { line.text(block.periods[place].description) }
                    let key = block.key(ofSeries: series)
                    for column in columns.columns { line.text(text(key[column.dimension], column)) }
                    line.figure(block.cells[series * block.periods.count + place])
                    line.end()
                    try line.drain(to: sink)
                }
            }
        }
        try line.drain(to: sink, always: true)
    }

    private func text(_ index: CodeIndex, _ column: ExtractColumns.Column) -> String {
        let codelist = release.structure.dimensions[column.dimension].codelist
        guard column.showsLabels, index != .total else { return codelist.code(at: index).description }
        return codelist.items[Int(index)].label.english
    }
}
