import Publishing
import Statistics

/// The pages of one dataset as files of a folder that needs no server: the same pages, with relative links.
public struct SitePages: Sendable {
    private let dataset: PublishedDataset

    /// Takes the vintage, whose files in `PagePlaces.besides` must lie beside the pages.
    public init(_ dataset: PublishedDataset) { self.dataset = dataset }

    /// The files and how each is made, in the order in which they are written. One page a table and language.
    public var files: [(name: String, bytes: @Sendable () -> [UInt8])] {
        let release = dataset.release
        let main = release.tables[DashboardView.mainTable(of: release)].definition.id
        let places = PagePlaces.folder(main: main)
        var files: [(name: String, bytes: @Sendable () -> [UInt8])] = []
        for language in Language.allCases {
            for table in release.tables.map(\.definition)
            where !table.dimensions.isEmpty || table.id == main {
                var filter = ReleaseFilter()
                filter.table = table.id
                let page = DashboardPage(dataset, filter, places: places)
                files.append(
                    (
                        places.file(of: .dashboard(dataset.structure.id, filter, release: nil), language),
                        { page.html(language) }
                    ))
            }
            let methods = MethodsPage([dataset], places: places)
            files.append((places.file(of: .methods, language), { methods.html(language) }))
        }
        return files + [("pages.css", { @Sendable in PageStyle.sheet })]
    }
}

/// The style sheet of all pages.
public enum PageStyle {
    /// Its bytes.
    public static var sheet: [UInt8] { PackageResources.pages_css }
}
