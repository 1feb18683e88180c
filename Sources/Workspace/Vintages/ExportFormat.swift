import Bytes
import Publishing
import Statistics

/// A format in which a vintage is written.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// One line an observation.
    case csv
    /// Time series for dashboards.
    case json

    /// Writes a vintage, or one table of it.
    func write(_ release: Release, table: Identifier?, to sink: any ByteSink) throws(BytesError) {
        switch self {
        case .csv: try ReleaseCSV(release).write(to: sink, table: table)
        case .json: try DashboardJSON(release).write(to: sink, table: table)
        }
    }
}
