public import Publishing
public import Statistics

/// A file that can be had of a vintage.
struct PageDownload {
    /// What it is, such as `CSV`.
    let name: String
    /// Where the whole vintage is.
    let whole: String
    /// Where what a page shows is, to which `&table=…` is appended; `nil` where only the whole can be had.
    let part: String?
}

/// Where pages stand: what leads from one to another.
public enum PagePlaces: Sendable {
    /// At a service.
    case service
    /// In a folder, of one dataset.
    case folder(main: Identifier?)

    /// A page.
    enum Page: Hashable {
        case home
        case methods
        case dashboard(Identifier, ReleaseFilter, release: Int?)
    }

    /// The style sheet.
    var style: String {
        switch self {
        case .service: "/pages.css"
        case .folder: "pages.css"
        }
    }

    /// The target of a link.
    func link(to page: Page, _ language: Language) -> String {
        switch self {
        case .service:
            let lang = "lang=\(language.rawValue)"
            switch page {
            case .home: return "/?\(lang)"
            case .methods: return "/methods?\(lang)"
            case .dashboard(let id, let filter, let release):
                let number = release.map { "&release=\($0)" } ?? ""
                return "/dashboards/\(id)?\(lang)\(number)\(filter.query)"
            }
        case .folder: return file(of: page, language)
        }
    }

    /// The formats that lie beside the pages in a folder.
    public static var besides: [ExportFormat] { ExportFormat.allCases.filter { !$0.isFolder } }

    /// The files of a vintage, for readers of a language.
    func downloads(of release: Release, _ language: Language) -> [PageDownload] {
        let id = release.structure.id
        switch self {
        case .folder:
            return PagePlaces.besides.map { PageDownload(name: $0.name, whole: "\(id).\($0.ending)", part: nil) }
        case .service:
            return ExportFormat.allCases.map { format in
                let data =
                    "/v1/datasets/\(id)/data?format=\(format.rawValue)&release=\(release.number)&lang=\(language.rawValue)"
                let whole =
                    format.isFolder
                    ? data : "/v1/releases/\(release.number)/\(id).\(format.ending)?lang=\(language.rawValue)"
                return PageDownload(
                    name: format.name, whole: whole, part: format.isFolder || format == .sdmxStructure ? nil : data)
            }
        }
    }

    /// The name of the file that a page is in a folder.
    func file(of page: Page, _ language: Language) -> String {
        let ending = language == .english ? "html" : "\(language.rawValue).html"
        switch page {
        case .home: return "index.\(ending)"
        case .methods: return "methods.\(ending)"
        case .dashboard(_, let filter, _):
            guard let table = filter.table, case .folder(let main) = self, table != main else {
                return "index.\(ending)"
            }
            return "table-\(table).\(ending)"
        }
    }
}

extension ReleaseFilter {
    /// As the end of a query, with an ampersand before each part.
    var query: String {
        var text = table.map { "&table=\($0)" } ?? ""
        if let start { text += "&startPeriod=\(start)" }
        if let end { text += "&endPeriod=\(end)" }
        for (dimension, some) in codes.sorted(by: { $0.key < $1.key }) {
            text += "&\(dimension)=\(some.map(\.description).sorted().joined(separator: ","))"
        }
        return text
    }
}

extension ExportFormat {
    /// What people call it, in either language.
    var name: String {
        switch self {
        case .csv: "CSV"
        case .json: "JSON"
        case .jsonStat: "JSON-stat 2.0"
        case .sdmxCSV: "SDMX-CSV 2.0"
        case .sdmxStructure: "SDMX-ML 2.1"
        case .dataPackage: "Data Package"
        case .xlsx: "Excel (XLSX)"
        }
    }
}
