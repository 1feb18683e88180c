import Publishing
import Statistics

/// What of a vintage one page shows: one table, and of it what the filter leaves and the page has room for.
struct DashboardView {
    /// How many bytes the charts and tables of one table may take, so that a page stays light. What each takes is
    /// reckoned from what charts and rows are made of, and held by a test of the heaviest pages.
    private static let room = 110_000
    private static let bytesOfChart = 1_600
    private static let bytesOfFigure = 230
    /// How many periods are shown rather than more series.
    private static let wantedPeriods = 8

    let dataset: PublishedDataset
    let filter: ReleaseFilter
    /// The place of the table in the release.
    let table: Int
    /// The series that are shown, by block.
    let blocks: [(place: Int, series: [ShownSeries])]
    /// The periods that are shown; `nil` where the filter leaves none.
    let periods: PeriodRange?
    /// Whether there is more than the page has room for.
    let isCut: Bool

    /// The table that is shown where none is named: the first with a dimension, for everything stands above it.
    static func mainTable(of release: Release) -> Int {
        release.tables.firstIndex { !$0.definition.dimensions.isEmpty } ?? 0
    }

    init(_ dataset: PublishedDataset, _ filter: ReleaseFilter) {
        let release = dataset.release
        self.dataset = dataset
        self.filter = filter
        let table =
            release.tables.firstIndex { $0.definition.id == filter.table } ?? DashboardView.mainTable(of: release)
        self.table = table
        var found: [(place: Int, series: [ShownSeries])] = []
        for (place, block) in release.tables[table].blocks.enumerated() {
            let series = (0..<block.seriesCount).map {
                ShownSeries(dataset, table: table, block: place, series: $0)
            }.filter { filter.takes($0.key, of: dataset.structure) }
            if !series.isEmpty { found.append((place, series)) }
        }
        let wanted = release.periods.indices.filter { filter.takes(release.periods[$0]) }
        guard let first = wanted.first, let last = wanted.last else {
            (blocks, periods, isCut) = ([], nil, false)
            return
        }
        let count = found.reduce(0) { $0 + $1.series.count }
        let longest = found.flatMap(\.series).map(DashboardView.lengthOfName).max() ?? 0
        let fixed = DashboardView.bytesOfChart + 4 * longest
        let least = min(wanted.count, DashboardView.wantedPeriods) * DashboardView.bytesOfFigure
        let mostSeries = max(1, min(count, DashboardView.room / (fixed + least)))
        let mostPeriods = max(2, (DashboardView.room / mostSeries - fixed) / DashboardView.bytesOfFigure)
        let start = max(first, last + 1 - mostPeriods)
        var left = mostSeries
        var shown: [(place: Int, series: [ShownSeries])] = []
        for (place, series) in found where left > 0 {
            shown.append(
                (
                    place,
                    series.prefix(left).map {
                        var one = $0
                        one.places = start..<last + 1
                        return one
                    }
                ))
            left -= series.count
        }
        blocks = shown
        periods = PeriodRange(release.periods[start], release.periods[last])
        isCut = start > first || count > mostSeries
    }

    private static func lengthOfName(_ series: ShownSeries) -> Int {
        Language.allCases.map { series.name(PageWords(language: $0)).utf8.count }.max() ?? 0
    }

    /// The filter of just what is shown.
    var shownFilter: ReleaseFilter {
        var shown = filter
        shown.table = definition.id
        shown.start = periods?.first
        shown.end = periods?.last
        return shown
    }

    var definition: TableDefinition { dataset.release.tables[table].definition }

    /// The places of the dimensions that the table breaks the figures down by.
    var dimensions: [Int] {
        dataset.structure.dimensions.indices.filter {
            definition.dimensions[dataset.structure.dimensions[$0].id] != nil
        }
    }

    /// The codes of a dimension that the table shows, in their order.
    func codes(ofDimension place: Int) -> [CodeIndex] {
        var seen: Set<CodeIndex> = []
        return dataset.release.tables[table].blocks.flatMap { $0.codes[place] }.filter {
            $0 != .total && seen.insert($0).inserted
        }
    }
}

extension TableDefinition {
    /// The title that people read.
    func heading(_ words: PageWords) -> String { title.map { words($0) } ?? id.description }
}
