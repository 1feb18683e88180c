public import Bytes
public import Statistics

/// A release as CSV: one line an observation, the same columns for every table of a dataset.
///
/// Columns: `DATASET, TIME_PERIOD`, the dimensions, `OBS_VALUE, MARGIN_95, OBS_STATUS, CONF_STATUS,
/// PROVISIONAL`. A figure that several tables show stands here once.
public struct ReleaseCSV: Sendable {
    private let release: Release

    /// Takes what is to be written.
    public init(_ release: Release) { self.release = release }

    /// Writes the file to a sink, without committing it; of the figures those that a filter leaves.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public func write(to sink: any ByteSink, _ filter: ReleaseFilter = ReleaseFilter()) throws(BytesError) {
        let structure = release.structure
        var line = CSVLine()
        line.text("DATASET")
        line.text("TIME_PERIOD")
        for dimension in structure.dimensions { line.text(dimension.id.description) }
        for column in FigureColumn.allCases { line.text(column.rawValue) }
        line.end()
        try filter.forEachSeries(of: release) { series throws(BytesError) in
            let codes = CSVLine.rendering(
                zip(structure.dimensions, series.key).map { $0.codelist.code(at: $1).description })
            for (period, cell) in series.figures(filter) {
                line.text(structure.id.description)
                line.text(period.description)
                line.rendered(codes)
                line.figure(cell, isProvisional: release.provisional.contains(period))
                line.end()
            }
            try line.drain(to: sink)
        }
        try line.drain(to: sink, always: true)
    }
}

extension CSVLine {
    /// The columns `OBS_VALUE, MARGIN_95, OBS_STATUS`.
    mutating func figure(_ cell: ProtectedCell) {
        number(cell.shown?.value)
        number(cell.shown?.margin)
        text(ObservationStatus(cell).observation)
    }
}
