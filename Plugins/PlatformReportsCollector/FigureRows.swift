import Collecting

/// What a file of figures has come to so far: codes, counts, and what was left out.
struct FigureRows {
    let structure: DatasetStructure
    let context: CollectingContext
    let shape: FileShape
    let file: String
    private let columns: [CodeColumn]
    private let roles: [Role?]
    private var lines: [[String]: Int] = [:]
    private var others: [Int]
    private var missing = 0
    /// Rows that are none of what was asked for.
    var skipped = 0
    private(set) var taken = 0
    private var periods: Set<Period> = []

    /// Figures as public files write them.
    static let numbers = NumberFormat(thousands: ",") ?? .plain
    /// A break that every file of NCMEC's reports has.
    private static let break2024 = LocalizedText(
        "NCMEC bundles related reports, and calls the levels referral and informational (before: actionable and informational)",
        malay:
            "NCMEC menggabungkan laporan berkaitan, dan menamakan tahap rujukan dan makluman (sebelum ini: boleh ditindak)"
    )

    /// Makes room; `nil` after reporting that the dataset cannot take what the shape says.
    init?(
        _ structure: DatasetStructure, _ context: CollectingContext, _ shape: FileShape, says given: [Role],
        file: String,
        into sink: inout some CollectingSink
    ) {
        self.structure = structure
        self.context = context
        self.shape = shape
        self.file = file
        roles = structure.dimensions.map { dimension in
            Role(rawValue: dimension.id.description).flatMap { given.contains($0) ? $0 : nil }
        }
        columns = zip(structure.dimensions, roles).map { CodeColumn($0, words: $1?.words ?? [:]) }
        others = structure.dimensions.map { _ in 0 }
        var isSound = true
        for (column, role) in zip(columns, roles) where role == nil {
            let place = Finding.Location(file: file)
            if column.unknown == nil {
                sink.report(.dimensionMissing(column.dimension, shape: shape, at: place))
                isSound = false
            } else {
                sink.report(.dimensionNotGiven(column.dimension, at: place))
            }
        }
        guard isSound else { return nil }
    }

    /// Whether the dataset has a dimension for something.
    func has(_ role: Role) -> Bool { roles.contains(role) }

    /// Whether the dimension of something has a code for a word.
    func knows(_ word: String, as role: Role) -> Bool {
        guard let place = roles.firstIndex(of: role) else { return false }
        return columns[place].code(of: word) != nil
    }

    /// A code of each dimension; `nil` after reporting a word that has none.
    mutating func codes(
        _ words: [Role: String], at place: (Role) -> Finding.Location, into sink: inout some CollectingSink
    ) -> [CodeIndex]? {
        var codes: [CodeIndex] = []
        var isSound = true
        for (dimension, role) in roles.enumerated() {
            let column = columns[dimension]
            guard let role else {
                codes.append(column.unknown ?? 0)
                continue
            }
            let word = words[role] ?? ""
            if role.takesOthers, !word.isEmpty, column.code(of: word) == nil, let other = other(dimension) {
                others[dimension] += 1
                codes.append(other)
                continue
            }
            switch column.read(word, at: place(role), into: &sink) {
            case .code(let code): codes.append(code)
            case .refused: isSound = false
            }
        }
        return isSound ? codes : nil
    }

    private func other(_ dimension: Int) -> CodeIndex? {
        let codelist = structure.dimensions[dimension].codelist
        return codelist.index(of: .other).flatMap { codelist.isLeaf($0) ? $0 : nil }
    }

    /// Takes a figure of a row; `key` is what tells it from those of other rows.
    mutating func take(
        _ text: String, period written: Period, words: [Role: String], key: [String], line: Int,
        at place: Finding.Location, wordAt: (Role) -> Finding.Location, into sink: inout some CollectingSink
    ) {
        guard !text.isEmpty else {
            missing += 1
            return
        }
        let period = context.place(written, frequency: structure.frequency, at: place, into: &sink)
        let codes = codes(words, at: wordAt, into: &sink)
        let count = count(text, at: place, into: &sink)
        guard let period, let codes, let count else { return }
        let key = key + [written.description]
        if let first = lines[key] {
            return sink.report(.doubledFigure(first: first, at: Finding.Location(file: file, row: line)))
        }
        lines[key] = line
        observed(period)
        sink.observe(period: period, codes: codes, count: count)
    }

    /// Notes that something was counted in a period.
    mutating func observed(_ period: Period) {
        taken += 1
        periods.insert(period)
    }

    private func count(_ text: String, at place: Finding.Location, into sink: inout some CollectingSink) -> Int64? {
        switch FigureRows.numbers.read(text) {
        case .number(let count) where count < 0: sink.report(.negativeCount(at: place))
        case .number(let count) where count <= CollectingContext.largestCount: return count
        case .number, .tooLarge: sink.report(.absurdCount(limit: CollectingContext.largestCount, at: place))
        case .fraction: sink.report(.shareNotCounted(text, at: place))
        case .malformed where text.hasSuffix("%"): sink.report(.shareNotCounted(text, at: place))
        case .malformed: sink.report(.malformedNumber(text, format: FigureRows.numbers, at: place))
        }
        return nil
    }

    /// Says what there is to say about the file as a whole.
    func finish(skipped reason: LocalizedText, into sink: inout some CollectingSink) {
        let place = Finding.Location(file: file)
        if skipped > 0 { sink.report(.rowsNotCounted(skipped, because: reason, at: place)) }
        if missing > 0 { sink.report(.missingCounts(missing, at: place)) }
        for (dimension, count) in others.enumerated() where count > 0 {
            sink.report(.countedAsOther(count, structure.dimensions[dimension], at: place))
        }
        guard let first = periods.min(), let last = periods.max() else { return }
        var breaks = structure.seriesBreaks.map { ($0.period, $0.reason) }
        let isNCMEC = [.cybertips, .ncmecCountries, .ncmecContents].contains(shape)
        if isNCMEC, breaks.isEmpty, let day = Day(year: 2024, month: 1, day: 1),
            let period = Period(structure.frequency, containing: day)
        {
            breaks = [(period, FigureRows.break2024)]
        }
        for (period, reason) in breaks {
            if first.days.lowerBound < period.days.lowerBound, last.days.lowerBound >= period.days.lowerBound {
                sink.report(.spansBreak(period, reason: reason, at: place))
            }
        }
    }
}
