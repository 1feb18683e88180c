import Inference
public import Statistics

/// A vintage as the pages show it: the release, when and why it was made, and which of its changes noise does not explain.
public struct PublishedDataset: Sendable {
    /// The release.
    public let release: Release
    /// The day on which it was made.
    public let day: Day
    /// What its maker said of it, in one language.
    public let note: String?
    /// What it counts: the title of its population, under which the datasets stand.
    public let theme: LocalizedText
    /// The changes.
    let changes: ReleaseChanges

    /// Takes a vintage, and compares its figures.
    ///
    /// - Parameters:
    ///   - release: The release.
    ///   - day: The day on which it was made.
    ///   - note: What its maker said of it.
    ///   - theme: The title of its population.
    public init(_ release: Release, day: Day, note: String?, theme: LocalizedText) {
        self.release = release
        self.day = day
        self.note = note
        self.theme = theme
        changes = ReleaseChanges(release)
    }

    /// Its structure.
    var structure: DatasetStructure { release.structure }

    /// The series of everything; `nil` where no table shows it.
    var national: ShownSeries? {
        for (table, shown) in release.tables.enumerated() {
            for (place, block) in shown.blocks.enumerated() where block.levels.levels.allSatisfy({ $0 == 0 }) {
                return ShownSeries(self, table: table, block: place, series: 0)
            }
        }
        return nil
    }

    /// The coverage of a period; `nil` where nobody was expected.
    func coverage(of period: Period) -> Coverage? {
        release.coverage.first { $0.period == period && $0.expected > 0 }
    }

    /// The periods from which figures are not comparable with those before.
    var breaks: Set<Period> { Set(structure.seriesBreaks.map(\.period)) }
}

/// One series of a release and what is known of each of its figures.
struct ShownSeries {
    let dataset: PublishedDataset
    let table: Int
    let block: Int
    let series: Int
    /// The places of the periods that are shown, within the block.
    var places: Range<Int>

    init(_ dataset: PublishedDataset, table: Int, block: Int, series: Int) {
        self.dataset = dataset
        self.table = table
        self.block = block
        self.series = series
        places = 0..<dataset.release.tables[table].blocks[block].periods.count
    }

    private var figures: ProtectedBlock { dataset.release.tables[table].blocks[block] }

    /// The codes, one a dimension.
    var key: [CodeIndex] { figures.key(ofSeries: series) }

    /// The period at a place.
    func period(_ place: Int) -> Period { figures.periods[place] }

    /// The figure at a place.
    func cell(_ place: Int) -> ProtectedCell { figures.cells[series * figures.periods.count + place] }

    /// Whether the figure at a place may still change.
    func isProvisional(_ place: Int) -> Bool { dataset.release.provisional.contains(period(place)) }

    /// How the figure at a place differs from an earlier one.
    func change(_ place: Int, _ comparison: Comparison) -> Change? {
        dataset.changes.change(table: table, block: block, series: series, period: place, comparison)
    }

    /// The place of the newest figure that is there; of the newest period where none is.
    var newest: Int { places.last { cell($0).figure != nil } ?? places.upperBound - 1 }

    /// The codes below the total, by name.
    func name(_ words: PageWords) -> String {
        let parts = zip(dataset.structure.dimensions, key).compactMap { dimension, index in
            index == .total ? nil : words(dimension.codelist.items[Int(index)].label)
        }
        return parts.isEmpty ? words("All", "Semua") : parts.joined(separator: " · ")
    }
}
