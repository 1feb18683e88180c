import Bytes
public import Statistics

/// A format in which a vintage is written.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// One line an observation.
    case csv
    /// Time series for dashboards.
    case json
    /// JSON-stat 2.0.
    case jsonStat = "json-stat"
    /// SDMX-CSV 2.0.
    case sdmxCSV = "sdmx-csv"
    /// What SDMX-CSV refers to, in SDMX-ML 2.1.
    case sdmxStructure = "sdmx-structure"
    /// A folder of CSV files with what describes them.
    case dataPackage = "data-package"
    /// A workbook.
    case xlsx

    /// What a file of the format ends in, after the name of its dataset and a dot.
    public var ending: String {
        switch self {
        case .csv: "csv"
        case .json: "json"
        case .jsonStat: "json-stat.json"
        case .sdmxCSV: "sdmx.csv"
        case .sdmxStructure: "sdmx.xml"
        case .dataPackage: "data-package"
        case .xlsx: "xlsx"
        }
    }

    /// Whether it is a folder of several files.
    public var isFolder: Bool { self == .dataPackage }

    /// The media type in which it is served; of a folder, that of the file which describes the others.
    public var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .json, .jsonStat: "application/json"
        case .sdmxCSV: "application/vnd.sdmx.data+csv; version=2.0.0"
        case .sdmxStructure: "application/vnd.sdmx.structure+xml; version=2.1"
        case .dataPackage: DataPackageJSON.mediaType
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// What it is for, in words.
    public var purpose: String {
        switch self {
        case .csv: "one line a figure, for spreadsheets and programs"
        case .json: "time series for dashboards"
        case .jsonStat: "JSON-stat 2.0, for statistical tools; a collection unless one table is chosen"
        case .sdmxCSV: "SDMX-CSV 2.0"
        case .sdmxStructure: "the codelists and the data structure that SDMX-CSV refers to, as SDMX-ML 2.1"
        case .dataPackage: "Data Package v2, a folder of one CSV a table with CSVW metadata, codes and a card"
        case .xlsx: "a workbook with a sheet of notes and one sheet a table"
        }
    }

    /// The files of a vintage: one, or those of a folder.
    ///
    /// - Parameters:
    ///   - release: the vintage.
    ///   - filter: which of its figures are wanted.
    ///   - language: the language of texts, where the format has but one.
    /// - Returns: the files, in the order in which they are written.
    public func files(
        of release: Release, _ filter: ReleaseFilter = ReleaseFilter(), language: Language = .english
    ) -> [ReleaseFile] {
        let name = "\(release.structure.id).\(ending)"
        switch self {
        case .csv:
            return [
                ReleaseFile(
                    name, mediaType,
                    bytes: { sink throws(BytesError) in try ReleaseCSV(release).write(to: sink, filter) })
            ]
        case .json:
            return [
                ReleaseFile(
                    name, mediaType,
                    bytes: { sink throws(BytesError) in try DashboardJSON(release).write(to: sink, filter) })
            ]
        case .jsonStat:
            let document = JSONStat(release, language: language)
            return [
                ReleaseFile(name, mediaType, bytes: { sink throws(BytesError) in try document.write(to: sink, filter) })
            ]
        case .sdmxCSV:
            return [
                ReleaseFile(
                    name, mediaType, bytes: { sink throws(BytesError) in try SDMXCSV(release).write(to: sink, filter) })
            ]
        case .sdmxStructure:
            return [
                ReleaseFile(
                    name, mediaType, bytes: { sink throws(BytesError) in try SDMXStructure(release).write(to: sink) })
            ]
        case .dataPackage: return DataPackage(release, filter, language: language).files
        case .xlsx:
            let workbook = ReleaseWorkbook(release, language: language)
            return [
                ReleaseFile(
                    name, mediaType, body: { sink throws(PublishingError) in try workbook.write(to: sink, filter) })
            ]
        }
    }
}
