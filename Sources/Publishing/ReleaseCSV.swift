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
        for heading in ["OBS_VALUE", "MARGIN_95", "OBS_STATUS", "CONF_STATUS", "PROVISIONAL"] { line.text(heading) }
        line.end()

        var written: Set<[CodeIndex]> = []
        for shown in release.tables where filter.takes(shown.definition) {
            for block in shown.blocks {
                for series in 0..<block.seriesCount {
                    let key = block.key(ofSeries: series)
                    guard filter.takes(key, of: structure), written.insert(key).inserted else { continue }
                    let codes = zip(structure.dimensions, key).map { $0.codelist.code(at: $1).description }
                    for (period, cell) in zip(block.periods, block.cells(ofSeries: series)) where filter.takes(period) {
                        line.text(structure.id.description)
                        line.text(period.description)
                        for code in codes { line.text(code) }
                        line.figure(cell)
                        line.text(ObservationStatus(cell).confidentiality)
                        line.text(release.provisional.contains(period) ? "true" : "false")
                        line.end()
                    }
                    try line.drain(to: sink)
                }
            }
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
