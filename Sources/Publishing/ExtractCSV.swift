public import Bytes
public import Statistics

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
            // The codes of a series are the same in each of its periods.
            let codes = (0..<block.seriesCount).map { series in
                let key = block.key(ofSeries: series)
                return CSVLine.rendering(
                    columns.columns.map { columns.text(key[$0.dimension], $0, release.structure) })
            }
            for place in block.periods.indices {
                let period = columns.periodHeading.map { _ in CSVLine.rendering([block.periods[place].description]) }
                for series in 0..<block.seriesCount {
                    if let period { line.rendered(period) }
                    if !columns.columns.isEmpty { line.rendered(codes[series]) }
                    line.figure(block.cells[series * block.periods.count + place])
                    line.end()
                    try line.drain(to: sink)
                }
            }
        }
        try line.drain(to: sink, always: true)
    }
}
