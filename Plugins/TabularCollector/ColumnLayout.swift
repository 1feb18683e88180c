import Collecting

/// Which column of a file is what, once its headings are known.
struct ColumnLayout {
    /// A column by its place from 0.
    struct PeriodColumn {
        let column: Int
        let period: Period
    }

    /// A column of counts whose heading is a part of a period.
    struct PartColumn {
        let column: Int
        /// What its heading, and the line above it, say.
        let parts: DateParts
    }

    /// Where the parts of a period stand that do not stand in the headings.
    struct PartPlaces {
        /// What every row has.
        var fixed = DateParts()
        /// The columns of the others.
        var columns: [(source: PeriodParts.Source, column: Int)] = []
    }

    /// The headings; empty where the file has none.
    let headings: [String]
    /// How many fields a row has: as many as there are headings, or as the first row has.
    let width: Int
    let keep: [(column: Int, condition: TabularMapping.Condition)]
    let skip: [(column: Int, condition: TabularMapping.Condition)]
    /// For each dimension the column of its code; none for a constant and what stands in several.
    let codes: [Int?]
    /// For each dimension the columns of its map or flags.
    let severalCodes: [[Int]]
    /// For each dimension the column that names the whole of a total.
    let wholes: [Int?]
    let period: Int?
    let count: Int?
    let key: Int?
    let unit: Int?
    let periodColumns: [PeriodColumn]
    let partColumns: [PartColumn]
    let parts: PartPlaces
    /// The period that the lines above the headings name.
    let titlePeriod: Period?
    /// The column that sums the period columns.
    let total: Int?

    /// Finds the columns that a mapping names; reports each that is not there or is there twice.
    ///
    /// `above` are the lines above the headings, as far as the mapping reads them. `nil` if the file cannot be read by
    /// this mapping.
    init?(
        _ mapping: TabularMapping, structure: DatasetStructure, headings: [String], width: Int, above: [[String]] = [],
        context: CollectingContext, at place: Finding.Location, into sink: inout some CollectingSink
    ) {
        if headings.count == 1, let mark = ColumnLayout.otherSeparator(in: headings[0]) {
            sink.report(.otherSeparator(mark, at: place))
            return nil
        }
        var finder = ColumnFinder(headings: headings, width: width, place: place)
        keep = mapping.keep.map { (finder.find($0.column, into: &sink), $0) }
        skip = mapping.skip.map { (finder.find($0.column, into: &sink), $0) }
        var codes: [Int?] = []
        var severalCodes: [[Int]] = []
        for source in mapping.codes {
            var (one, several): (Int?, [Int]) = (nil, [])
            switch source {
            case .column(let column, _, _), .words(let column, _, _, _, _): one = finder.find(column, into: &sink)
            case .map(let map, _, _): several = map.columns.map { finder.find($0, into: &sink) }
            case .flags(let flags, _, _): several = flags.columns.map { finder.find($0.column, into: &sink) }
            case .constant: break
            }
            codes.append(one)
            severalCodes.append(several)
        }
        (self.codes, self.severalCodes) = (codes, severalCodes)
        wholes = mapping.totals.map { totals in totals?.of.map { finder.find($0.column, into: &sink) } }
        var (period, count, key): (Int?, Int?, Int?)
        if case .column(let column, _) = mapping.period { period = finder.find(column, into: &sink) }
        if case .column(let column) = mapping.count { count = finder.find(column, into: &sink) }
        if case .units(let column, _) = mapping.count { key = finder.find(column, into: &sink) }
        (self.period, self.count, self.key) = (period, count, key)
        unit = mapping.unit.map { finder.find($0.column, into: &sink) }
        total = mapping.totalColumn.map { finder.find($0, into: &sink) }

        var periodColumns: [PeriodColumn] = []
        if case .headings(let pattern) = mapping.period {
            periodColumns = finder.periodColumns(pattern, structure.frequency, context, into: &sink)
        }
        self.periodColumns = periodColumns
        var (parts, partColumns): (PartPlaces, [PartColumn]) = (PartPlaces(), [])
        if case .parts(let written) = mapping.period {
            parts = finder.partPlaces(written, above: above, into: &sink)
            partColumns = finder.partColumns(written, above: above, into: &sink)
        }
        (self.parts, self.partColumns) = (parts, partColumns)
        var titlePeriod: Period?
        if case .title(let pattern) = mapping.period {
            titlePeriod = finder.titlePeriod(pattern, above: above, into: &sink)
                .flatMap { context.place($0, frequency: structure.frequency, at: place, into: &sink) }
            if titlePeriod == nil { finder.isSound = false }
        }
        self.titlePeriod = titlePeriod
        self.headings = headings
        self.width = width
        guard finder.isSound else { return nil }
        // Where no column is known by its heading, the line may be a row of data, whose fields are not repeated.
        let unused = headings.enumerated().filter { !finder.used.contains($0.offset) }
            .map { mapping.knowsHeadings ? $0.element : "\($0.offset + 1)" }
        if !unused.isEmpty { sink.report(.unusedColumns(unused, at: Finding.Location(file: place.file))) }
    }

    /// What seems to separate the fields of a line that has been read as one, as it is written in a mapping.
    private static func otherSeparator(in heading: String) -> String? {
        if heading.contains("\t") { return "tab" }
        return [";", ",", "|"].first { heading.contains($0) }.map { "\"\($0)\"" }
    }

    /// The place of a field of a row.
    func place(_ file: String, line: Int, column: Int?) -> Finding.Location {
        Finding.Location(
            file: file, row: line, column: column.map { $0 + 1 },
            heading: column.flatMap { headings.indices.contains($0) ? headings[$0] : nil })
    }
}
