public import Bytes
public import Publishing
public import Statistics

/// A format in which a vintage is written.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// One line an observation.
    case csv
    /// Time series for dashboards.
    case json

    /// Writes what a filter leaves of a vintage.
    public func write(_ release: Release, _ filter: ReleaseFilter, to sink: any ByteSink) throws(BytesError) {
        switch self {
        case .csv: try ReleaseCSV(release).write(to: sink, filter)
        case .json: try DashboardJSON(release).write(to: sink, filter)
        }
    }
}
