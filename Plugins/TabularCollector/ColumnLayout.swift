import Collecting

/// Which column of a file is what, once its headings are known.
struct ColumnLayout {
    /// A column by its place from 0.
    struct PeriodColumn {
        let column: Int
        let period: Period
    }

    /// The headings; empty where the file has none.
    let headings: [String]
    /// How many fields a row has: as many as there are headings, or as the first row has.
    let width: Int
    let keep: [(column: Int, condition: TabularMapping.Condition)]
    let skip: [(column: Int, condition: TabularMapping.Condition)]
    /// For each dimension the column of its code; none for a constant.
    let codes: [Int?]
    let period: Int?
    let count: Int?
    let periodColumns: [PeriodColumn]

    /// Finds the columns that a mapping names; reports each that is not there or is there twice.
    ///
    /// `nil` if the file cannot be read by this mapping.
    init?(
        _ mapping: TabularMapping, structure: DatasetStructure, headings: [String], width: Int,
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
        for source in mapping.codes {
            if case .column(let column, _, _) = source {
                codes.append(finder.find(column, into: &sink))
            } else {
                codes.append(nil)
            }
        }
        self.codes = codes
        var (period, count): (Int?, Int?)
        if case .column(let column, _) = mapping.period { period = finder.find(column, into: &sink) }
        if case .column(let column) = mapping.count { count = finder.find(column, into: &sink) }
        (self.period, self.count) = (period, count)

        var periodColumns: [PeriodColumn] = []
        if case .headings(let pattern) = mapping.period {
            for (column, heading) in headings.enumerated() where !finder.used.contains(column) {
                guard let written = TabularMapping.period(from: heading, pattern) else { continue }
                finder.used.insert(column)
                let place = Finding.Location(file: place.file, row: place.row, column: column + 1, heading: heading)
                guard let period = context.place(written, frequency: structure.frequency, at: place, into: &sink)
                else {
                    finder.isSound = false
                    continue
                }
                if periodColumns.contains(where: { $0.period == period }) {
                    sink.report(.doubledColumn(at: place))
                    finder.isSound = false
                }
                periodColumns.append(PeriodColumn(column: column, period: period))
            }
            if periodColumns.isEmpty {
                sink.report(.missingPeriodColumns(pattern: TabularMapping.words(for: pattern), at: place))
                finder.isSound = false
            }
        }
        self.periodColumns = periodColumns
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

/// Looks columns up by heading or number.
private struct ColumnFinder {
    let headings: [String]
    let width: Int
    let place: Finding.Location
    var used: Set<Int> = []
    var isSound = true
    var reported: Set<TabularMapping.Column> = []

    init(headings: [String], width: Int, place: Finding.Location) {
        self.headings = headings
        self.width = width
        self.place = place
    }

    /// The place of a column from 0; 0 after reporting that it is not there, which ends the reading.
    mutating func find(_ column: TabularMapping.Column, into sink: inout some CollectingSink) -> Int {
        switch column {
        case .number(let number):
            used.insert(number - 1)
            guard number <= width else {
                refuse(.missingColumn("\(number)", nearest: nil, at: place), column, into: &sink)
                return 0
            }
            return number - 1
        case .heading(let name):
            let places = headings.indices.filter { headings[$0] == name }
            guard let first = places.first else {
                refuse(
                    .missingColumn(name, nearest: nearest(to: name, among: headings), at: place), column, into: &sink)
                return 0
            }
            used.insert(first)
            if places.count > 1 {
                let double = Finding.Location(
                    file: place.file, row: place.row, column: places[1] + 1, heading: name)
                refuse(.doubledColumn(at: double), column, into: &sink)
            }
            return first
        }
    }

    private mutating func refuse(
        _ finding: Finding, _ column: TabularMapping.Column, into sink: inout some CollectingSink
    ) {
        isSound = false
        if reported.insert(column).inserted { sink.report(finding) }
    }
}
