import Collecting

/// Reads the rows that hold nothing but spellings met before, by their bytes: no text is made of a field, and nothing is
/// looked up by its words twice.
///
/// A row is either read as a whole or left as it was, for the way that says what is wrong with it.
struct KnownRows: ~Copyable {
    /// What a row came to.
    enum Outcome {
        /// Its counts were observed, `missing` of them left out for being missing.
        case read(missing: Int)
        /// It is to be left out.
        case skipped
        /// It must be read word by word.
        case left
    }

    /// Where the place of a code among those that are counted comes from.
    private enum Source {
        case constant(Int)
        case field(Int, matcher: CodeMatcher, empty: CodeIndex?)
    }

    private let mapping: TabularMapping
    private let context: CollectingContext
    private let frequency: Frequency
    private let domain: CellDomain
    private let width: Int
    private let conditions: [(column: Int, keeps: Bool, condition: TabularMapping.Condition)]
    private let sources: [Source]
    /// For each dimension the column of its code, or −1, and what its place is then.
    private let fields: [(column: Int, place: Int)]
    /// How many codes of each dimension are counted, and the place of each; −1 where it is not.
    private let sizes: [Int]
    private let places: [[CodeIndex: Int]]
    /// The column of the period; `nil` where all rows are for the first of `periods`, or each column for one.
    private let periodColumn: Int?
    private let pattern: PeriodPattern?
    private let countColumn: Int?
    private let periodColumns: [ColumnLayout.PeriodColumn]
    /// The periods that were met.
    private var periods: [Period]
    /// The counts of the row at hand and their periods.
    private var counts: [(period: Period, count: Int64)] = []
    /// What was met: in the columns of the conditions, of the dimensions, of the period, and of counts.
    private var texts: RememberedTexts

    /// The first of the columns of dimensions, that of the period, and that of counts in other than plain digits.
    private let firstDimension: Int
    private let periodTexts: Int
    private let countTexts: Int

    /// For the rows of a table; `nil` where it is laid out so that they must be read word by word.
    static func of(
        _ layout: ColumnLayout, structure: DatasetStructure, mapping: TabularMapping, context: CollectingContext,
        domain: CellDomain
    ) -> KnownRows? {
        // Digits that stand for a missing count are no number.
        guard !mapping.missing.contains(where: { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } && !$0.isEmpty })
        else { return nil }
        let places = domain.codes.map { codes in
            Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        }
        var sources: [Source] = []
        for (dimension, source) in mapping.codes.enumerated() {
            switch source {
            case .constant(let code):
                guard let place = places[dimension][code] else { return nil }
                sources.append(.constant(place))
            case .column(_, let matcher, let empty):
                guard let column = layout.codes[dimension] else { return nil }
                sources.append(.field(column, matcher: matcher, empty: empty))
            case .map, .words, .flags: return nil
            }
        }
        var periods: [Period] = []
        if case .constant(let constant) = mapping.period {
            guard let written = constant ?? context.period,
                let period = context.placed(written, frequency: structure.frequency)
            else { return nil }
            periods = [period]
        }
        return KnownRows(layout, mapping, context, domain, sources, places, periods)
    }

    private init(
        _ layout: ColumnLayout, _ mapping: TabularMapping, _ context: CollectingContext, _ domain: CellDomain,
        _ sources: [Source], _ places: [[CodeIndex: Int]], _ periods: [Period]
    ) {
        self.mapping = mapping
        self.context = context
        self.domain = domain
        self.sources = sources
        fields = sources.map { source in
            switch source {
            case .constant(let place): (-1, place)
            case .field(let column, _, _): (column, 0)
            }
        }
        self.places = places
        self.periods = periods
        frequency = domain.structure.frequency
        width = layout.width
        conditions =
            layout.skip.map { ($0.column, false, $0.condition) } + layout.keep.map { ($0.column, true, $0.condition) }
        sizes = domain.codes.map(\.count)
        (countColumn, periodColumns, periodColumn) = (layout.count, layout.periodColumns, layout.period)
        if case .column(_, let pattern) = mapping.period { self.pattern = pattern } else { pattern = nil }
        firstDimension = conditions.count
        periodTexts = conditions.count + sources.count
        countTexts = periodTexts + 1
        texts = RememberedTexts(columns: countTexts + 1)
    }

    /// Takes the record at hand.
    ///
    /// Where rows must not repeat each other, `given` says what the rows before have given.
    mutating func read(
        _ row: borrowing RecordRow, given: inout GivenCells, refusesDuplicates: Bool,
        into sink: inout some CollectingSink
    ) -> Outcome {
        guard row.count == width, row.hasPlainText, !holdsPersons(row) else { return .left }
        for place in conditions.indices {
            let field = conditions[place].column
            var holds = texts.meaning(of: field, in: row, column: place)
            if holds == nil {
                let new: Int32 = conditions[place].condition.holds(for: trimmed(row.text(field))) ? 1 : 0
                texts.remember(new, of: field, in: row, column: place)
                holds = new
            }
            if (holds == 1) != conditions[place].keeps { return .skipped }
        }
        guard let cell = cell(row), let missing = readCounts(row) else { return .left }
        let line = row.line
        if refusesDuplicates {
            for count in counts where given.line(of: count.period, cell: cell) != nil { return .left }
            for count in counts { given.note(count.period, cell: cell, line: line) }
        }
        for count in counts { sink.observe(period: count.period, cell: cell, of: domain, count: count.count) }
        return .read(missing: missing)
    }

    /// Whether some field looks like a person's number or address, the shortest of which has six bytes.
    private func holdsPersons(_ row: borrowing RecordRow) -> Bool {
        row.hasField(ofAtLeast: 6) { PersonalData.kind(in: $0) != nil }
    }

    /// The number of the row's cell; `nil` where a code is none.
    private mutating func cell(_ row: borrowing RecordRow) -> Int? {
        var cell = 0
        for dimension in fields.indices {
            let (field, fixed) = fields[dimension]
            var place = fixed
            if field >= 0 {
                let column = firstDimension + dimension
                if let known = texts.meaning(of: field, in: row, column: column) {
                    place = Int(known)
                } else {
                    guard let new = code(trimmed(row.text(field)), dimension).flatMap({ places[dimension][$0] })
                    else { return nil }
                    texts.remember(Int32(truncatingIfNeeded: new), of: field, in: row, column: column)
                    place = new
                }
            }
            cell = cell * sizes[dimension] + place
        }
        return cell
    }

    /// The code that a word stands for.
    private func code(_ word: String, _ dimension: Int) -> CodeIndex? {
        guard case .field(_, let matcher, let empty) = sources[dimension] else { return nil }
        if mapping.missing.contains(word), let empty { return empty }
        guard case .code(let code) = matcher.match(word, suggesting: false) else { return nil }
        return code
    }

    /// Puts the counts of the row into `counts`, and says how many are missing; `nil` where one is wrong.
    private mutating func readCounts(_ row: borrowing RecordRow) -> Int? {
        counts.removeAll(keepingCapacity: true)
        if !periodColumns.isEmpty {
            var missing = 0
            for column in periodColumns {
                guard let count = count(column.column, row) else { return nil }
                if count < 0 { missing += 1 } else { counts.append((column.period, count)) }
            }
            return missing
        }
        guard let period = period(row) else { return nil }
        var count: Int64 = 1
        if let countColumn {
            guard let written = self.count(countColumn, row) else { return nil }
            count = written
        }
        if count >= 0 { counts.append((period, count)) }
        return count < 0 ? 1 : 0
    }

    private mutating func period(_ row: borrowing RecordRow) -> Period? {
        guard let periodColumn else { return periods.first }
        if let known = texts.meaning(of: periodColumn, in: row, column: periodTexts) { return periods[Int(known)] }
        guard let written = TabularMapping.period(from: trimmed(row.text(periodColumn)), pattern),
            let period = context.placed(written, frequency: frequency)
        else { return nil }
        texts.remember(Int32(truncatingIfNeeded: periods.count), of: periodColumn, in: row, column: periodTexts)
        // One a spelling, and of those that have no room none is found again.
        if texts.meaning(of: periodColumn, in: row, column: periodTexts) != nil { periods.append(period) }
        return period
    }

    /// A count, −1 where it is missing; `nil` where it is none.
    private mutating func count(_ field: Int, _ row: borrowing RecordRow) -> Int64? {
        if let count = row.digits(field) { return count <= CollectingContext.largestCount ? count : nil }
        if let known = texts.meaning(of: field, in: row, column: countTexts) { return Int64(known) - 1 }
        let word = trimmed(row.text(field))
        var count: Int64 = -1
        if !mapping.missing.contains(word) {
            guard case .number(let number) = mapping.numbers.read(word),
                0...CollectingContext.largestCount ~= number
            else { return nil }
            count = number
        }
        texts.remember(Int32(truncatingIfNeeded: count + 1), of: field, in: row, column: countTexts)
        return count
    }
}

/// A field without the white space around it, no-break spaces included.
func trimmed(_ field: String) -> String {
    guard let first = field.first, let last = field.last, first.isWhitespace || last.isWhitespace else { return field }
    var rest = field.drop { $0.isWhitespace }
    while let end = rest.last, end.isWhitespace { rest.removeLast() }
    return String(rest)
}
