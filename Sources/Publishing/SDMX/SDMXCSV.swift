public import Bytes
public import Statistics

/// A release as SDMX-CSV 2.0: one line an observation, each once however many tables show it.
///
/// `SDMXStructure` writes the structure that the lines refer to. A figure that is hidden, missing or not applicable is
/// empty, and its status says which.
public struct SDMXCSV: Sendable {
    private let release: Release

    /// Takes what is to be written.
    public init(_ release: Release) { self.release = release }

    /// Writes the file to a sink, without committing it; of the figures those that a filter leaves.
    ///
    /// - Throws: `BytesError` where the sink cannot take it.
    public func write(to sink: any ByteSink, _ filter: ReleaseFilter = ReleaseFilter()) throws(BytesError) {
        let structure = release.structure
        let names = SDMXNames(structure)
        var line = CSVLine()
        for name in ["STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ"] + names.dimensions + ["TIME_PERIOD"] {
            line.text(name)
        }
        for column in FigureColumn.allCases { line.text(column.rawValue) }
        line.end()
        let lead = CSVLine.rendering([
            "dataflow", "\(names.agency):\(names.dataflow)(\(names.version))", "I", structure.frequency.rawValue,
        ])
        try filter.forEachSeries(of: release) { series throws(BytesError) in
            // Codes hold nothing that needs quotes, and stand as they do in the structure.
            let codes = zip(structure.dimensions, series.key).map { $0.codelist.code(at: $1).description }
            let key = Array(codes.joined(separator: ",").utf8)
            for (period, cell) in series.figures(filter) {
                line.rendered(lead)
                line.rendered(key)
                line.text(period.description)
                line.figure(cell, isProvisional: release.provisional.contains(period))
                line.end()
            }
            try line.drain(to: sink)
        }
        try line.drain(to: sink, always: true)
    }
}
