import Collecting

/// Discord's transparency report: tables one below the other, each under a title and a line of headings.
///
/// The file does not say which quarter it is for: that comes from the submission.
struct DiscordReading {
    private let options: PlatformOptions
    /// The headings of the table at hand; empty between tables.
    private var headings: [String] = []
    /// The columns of the table that are counted; empty where it has none.
    private var counted: [Int] = []
    private var found: String?
    private var seen: [String] = []
    private var hasTable = false

    init(_ options: PlatformOptions) { self.options = options }

    mutating func read(
        _ source: any ByteSource, _ rows: inout FigureRows, into sink: inout some CollectingSink
    ) throws(BytesError) {
        guard rows.context.coverage != nil || rows.context.period != nil else {
            return sink.report(.missingPeriod(at: Finding.Location(file: source.name)))
        }
        var reader = RecordReader(source, format: .csv, encoding: options.encoding)
        while let event = try reader.next() {
            if case .problem(let problem) = event {
                sink.report(Finding(problem, file: source.name))
                if problem.kind == .binary { return }
                continue
            }
            let place = Finding.Location(file: source.name, row: reader.lineNumber)
            if PersonalData.report(in: reader, key: nil, at: place, into: &sink) { continue }
            take(reader.texts().map(trimmed), line: reader.lineNumber, &rows, into: &sink)
        }
        let place = Finding.Location(file: source.name)
        if rows.taken == 0 {
            sink.report(.nothingOf("metric", wanted: wanted, found: seen, at: place))
        }
        rows.finish(skipped: LocalizedText("another table or policy", malay: "jadual atau dasar lain"), into: &sink)
    }

    private var wanted: String { options.metric.isEmpty ? "Media Reports" : options.metric }

    private mutating func take(
        _ fields: [String], line: Int, _ rows: inout FigureRows, into sink: inout some CollectingSink
    ) {
        let filled = fields.filter { !$0.isEmpty }
        guard let label = fields.first, !label.isEmpty else { return }
        let isTotal = ["total", "sum"].contains(Folding.words(label))
        if filled.count == 1 {
            // A title: what follows is another table.
            (headings, counted) = ([], [])
            return
        }
        if headings.isEmpty { return begin(fields) }
        guard !counted.isEmpty, !isTotal else {
            rows.skipped += 1
            return
        }
        if Folding.words(headings[0]) == "month" {
            takeMonth(fields, line: line, &rows, into: &sink)
        } else if LongReading.takes(label, options, rows) {
            guard let period = rows.context.period ?? single(rows.context.coverage) else {
                return sink.report(.missingPeriod(at: Finding.Location(file: rows.file)))
            }
            for column in counted where column < fields.count {
                figure(fields, column, period, [.policy: label], line: line, &rows, into: &sink)
            }
        } else {
            rows.skipped += 1
        }
    }

    /// Takes the headings of a table.
    private mutating func begin(_ fields: [String]) {
        headings = fields
        let names = fields.map { Folding.words($0) }
        for name in fields.dropFirst() where !name.isEmpty && !LongReading.isShare(name) && seen.count < 40 {
            if !seen.contains(name) { seen.append(name) }
        }
        counted = []
        // A figure that stands in two tables is counted once: in the first.
        guard !hasTable else { return }
        if options.metric.isEmpty {
            guard names[0] == "month" else { return }
            counted = names.indices.filter { $0 > 0 && !names[$0].isEmpty && !names[$0].contains("total") }
        } else {
            counted = names.indices.filter { $0 > 0 && names[$0] == Folding.words(options.metric) }
        }
        hasTable = !counted.isEmpty
    }

    private mutating func takeMonth(
        _ fields: [String], line: Int, _ rows: inout FigureRows, into sink: inout some CollectingSink
    ) {
        let place = Finding.Location(file: rows.file, row: line, column: 1, heading: headings[0])
        let months = rows.context.coverage.map { $0.days } ?? rows.context.period?.days
        guard let (month, _) = MonthNames.leading(fields[0]), let days = months else {
            return sink.report(.malformedPeriod(fields[0], pattern: "October", at: place))
        }
        let year = [days.lowerBound.date.year, days.upperBound.date.year].first { year in
            Period(year: year, month: month).map { days.contains($0.days.lowerBound) } ?? false
        }
        guard let period = Period(year: year ?? days.lowerBound.date.year, month: month) else { return }
        for column in counted where column < fields.count {
            figure(fields, column, period, [.kind: headings[column]], line: line, &rows, into: &sink)
        }
    }

    private func figure(
        _ fields: [String], _ column: Int, _ period: Period, _ words: [Role: String], line: Int,
        _ rows: inout FigureRows,
        into sink: inout some CollectingSink
    ) {
        let place = Finding.Location(file: rows.file, row: line, column: column + 1, heading: headings[column])
        let text = ["--", "-", "N/A"].contains(fields[column]) ? "" : fields[column]
        rows.take(
            text, period: period, words: words.merging([.platform: "Discord"]) { $1 },
            key: [headings[column], fields[0]], line: line, at: place, wordAt: { _ in place }, into: &sink)
    }

    private func single(_ range: PeriodRange?) -> Period? { range.flatMap { $0.count == 1 ? $0.first : nil } }
}
