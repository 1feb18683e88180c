import Collecting

/// The reading of one table: what has been seen so far, row after row.
struct TableReading: ~Copyable {
    private enum Stage {
        case beforeHeadings
        case rows(ColumnLayout)
        case over
    }

    private let structure: DatasetStructure
    private let mapping: TabularMapping
    private let context: CollectingContext
    private let file: String

    private var stage = Stage.beforeHeadings
    private var codes: [CodeIndex]
    /// The cells that observations are counted at.
    private let domain: CellDomain?
    private var given = GivenCells()
    private let readsKnownRows: Bool
    private var known: KnownRows?
    private var sawAnything = false
    private var rowsRead = 0
    private var rowsSkipped = 0
    private var missingCounts = 0
    private var unknownCodes = 0
    private var lastLine = 0

    init(
        structure: DatasetStructure, mapping: TabularMapping, context: CollectingContext, file: String,
        readsKnownRows: Bool
    ) {
        self.readsKnownRows = readsKnownRows
        self.structure = structure
        self.mapping = mapping
        self.context = context
        self.file = file
        codes = structure.dimensions.map { _ in .total }
        domain = CellDomain(structure)
    }

    /// Whether nothing that follows can be read.
    var isOver: Bool { if case .over = stage { true } else { false } }

    /// Takes note of a record that could not be read.
    mutating func note(_ problem: RecordProblem, into sink: inout some CollectingSink) {
        sawAnything = true
        if case .beforeHeadings = stage, problem.line < mapping.headerLine, problem.kind != .binary { return }
        sink.report(Finding(problem, file: file))
        if case .beforeHeadings = stage { stage = .over }
        if problem.kind == .binary { stage = .over }
    }

    /// Takes the next record.
    mutating func read(_ reader: borrowing RecordReader, into sink: inout some CollectingSink) {
        sawAnything = true
        let line = reader.lineNumber
        lastLine = line
        if known != nil, readKnown(reader, into: &sink) { return }
        let fields = reader.texts().map(trimmed)
        switch stage {
        case .over: return
        case .rows(let layout): readRow(fields, line: line, layout, into: &sink)
        case .beforeHeadings where mapping.headerLine == 0:
            if let layout = begin(headings: [], width: fields.count, line: line, into: &sink) {
                readRow(fields, line: line, layout, into: &sink)
            }
        case .beforeHeadings where line >= mapping.headerLine:
            _ = begin(headings: fields, width: fields.count, line: line, into: &sink)
        case .beforeHeadings: return
        }
    }

    /// Takes the record if all of it is known; `false`, and nothing has been taken, where it is not.
    private mutating func readKnown(_ reader: borrowing RecordReader, into sink: inout some CollectingSink) -> Bool {
        let refuses = refusesDuplicates
        var outcome = KnownRows.Outcome.left
        reader.withRow { row in
            outcome = known?.read(row, given: &given, refusesDuplicates: refuses, into: &sink) ?? .left
        }
        switch outcome {
        case .read(let missing):
            rowsRead += 1
            missingCounts += missing
        case .skipped: rowsSkipped += 1
        case .left: return false
        }
        return true
    }

    /// Says what there is to say about the table as a whole.
    ///
    /// - Parameters:
    ///   - isCut: Whether the file ended within a line.
    ///   - sink: Where findings go.
    func finish(isCut: Bool, into sink: inout some CollectingSink) {
        let place = Finding.Location(file: file)
        guard sawAnything else { return sink.report(.emptyFile(at: place)) }
        if rowsSkipped > 0 { sink.report(.skippedRows(rowsSkipped, at: place)) }
        if missingCounts > 0 { sink.report(.missingCounts(missingCounts, at: place)) }
        if case .over = stage { return }
        if rowsRead == 0 { return sink.report(.noRows(at: place)) }
        if isCut { sink.report(.unfinishedFile(at: Finding.Location(file: file, row: lastLine))) }
    }

    private mutating func begin(
        headings: [String], width: Int, line: Int, into sink: inout some CollectingSink
    ) -> ColumnLayout? {
        let place = Finding.Location(file: file, row: line)
        if case .constant(nil) = mapping.period, context.period == nil {
            sink.report(.missingPeriod(at: Finding.Location(file: file)))
            stage = .over
            return nil
        }
        let layout = ColumnLayout(
            mapping, structure: structure, headings: headings, width: width, context: context, at: place, into: &sink)
        stage = layout.map(Stage.rows) ?? .over
        if readsKnownRows, let layout, let domain {
            known = KnownRows.of(
                layout, structure: structure, mapping: mapping, context: context, domain: domain)
        }
        return layout
    }

    /// Rows that are one unit each repeat one another as a matter of course.
    private var refusesDuplicates: Bool {
        if case .rows = mapping.count { false } else { !mapping.addsDuplicates }
    }

    // MARK: - One row

    private mutating func readRow(
        _ fields: [String], line: Int, _ layout: ColumnLayout, into sink: inout some CollectingSink
    ) {
        let value = { (column: Int) in column < fields.count ? fields[column] : "" }
        guard fields.contains(where: { !$0.isEmpty }) else { return }
        if layout.skip.contains(where: { $0.condition.holds(for: value($0.column)) })
            || !layout.keep.allSatisfy({ $0.condition.holds(for: value($0.column)) })
        {
            rowsSkipped += 1
            return
        }
        rowsRead += 1
        let width = layout.width
        if fields.count < width || fields[width...].contains(where: { !$0.isEmpty }) {
            let place = Finding.Location(file: file, row: line)
            sink.report(
                .raggedRow(
                    found: fields.count, expected: width, hasHeadings: !layout.headings.isEmpty, at: place))
            return
        }
        let isSound = readCodes(value, line: line, layout, into: &sink)
        guard let cells = readCells(value, line: line, layout, into: &sink) else { return }
        guard isSound else { return }
        if refusesDuplicates, let cell = domain?.cell(codes) {
            for row in cells {
                guard let first = given.line(of: row.period, cell: cell) else { continue }
                sink.report(.doubledRow(first: first, at: Finding.Location(file: file, row: line)))
                return
            }
            for row in cells { given.note(row.period, cell: cell, line: line) }
        }
        for cell in cells { sink.observe(period: cell.period, codes: codes, count: cell.count) }
    }

    private mutating func readCodes(
        _ value: (Int) -> String, line: Int, _ layout: ColumnLayout, into sink: inout some CollectingSink
    ) -> Bool {
        var isSound = true
        for (place, source) in mapping.codes.enumerated() {
            switch source {
            case .constant(let code): codes[place] = code
            case .column(_, let matcher, let empty):
                guard let column = layout.codes[place] else { continue }
                let word = value(column)
                if mapping.missing.contains(word), let empty {
                    codes[place] = empty
                    continue
                }
                // A place is costly to make, for its heading may be such as must not be shown.
                let location = { [file] in layout.place(file, line: line, column: column) }
                switch matcher.match(word, suggesting: unknownCodes < FindingLog.keptOfAKind) {
                case .code(let code): codes[place] = code
                case .subtotal(let code):
                    sink.report(.subtotalCode(code, dimension: structure.dimensions[place], at: location()))
                    isSound = false
                case .unknown(let nearest):
                    unknownCodes += 1
                    sink.report(
                        mapping.missing.contains(word)
                            ? .missingValue(at: location())
                            : .unknownCode(
                                word, dimension: structure.dimensions[place], nearest: nearest, at: location()))
                    isSound = false
                }
            }
        }
        return isSound
    }

    /// The counts of a row with their periods; `nil` after reporting what is wrong with one.
    private mutating func readCells(
        _ value: (Int) -> String, line: Int, _ layout: ColumnLayout, into sink: inout some CollectingSink
    ) -> [(period: Period, count: Int64)]? {
        if case .headings = mapping.period {
            var isSound = true
            var cells: [(period: Period, count: Int64)] = []
            for column in layout.periodColumns {
                switch readCount(value(column.column), line: line, column.column, layout, into: &sink) {
                case .count(let count): cells.append((column.period, count))
                case .missing: missingCounts += 1
                case .wrong: isSound = false
                }
            }
            return isSound ? cells : nil
        }
        let period = readPeriod(value, line: line, layout, into: &sink)
        guard let column = layout.count else { return period.map { [(period: $0, count: Int64(1))] } }
        switch readCount(value(column), line: line, column, layout, into: &sink) {
        case .count(let count): return period.map { [(period: $0, count: count)] }
        case .missing:
            missingCounts += 1
            return period.map { _ in [] }
        case .wrong: return nil
        }
    }

    private func readPeriod(
        _ value: (Int) -> String, line: Int, _ layout: ColumnLayout, into sink: inout some CollectingSink
    ) -> Period? {
        let column = layout.period
        let location = { [file] in layout.place(file, line: line, column: column) }
        var written: Period?
        if case .column(_, let pattern) = mapping.period, let column {
            let text = value(column)
            written = TabularMapping.period(from: text, pattern)
            if written == nil {
                sink.report(
                    mapping.missing.contains(text)
                        ? .missingValue(at: location())
                        : .malformedPeriod(text, pattern: TabularMapping.words(for: pattern), at: location()))
                return nil
            }
        } else if case .constant(let constant) = mapping.period {
            written = constant ?? context.period
        }
        guard let written else { return nil }
        return context.placed(written, frequency: structure.frequency)
            ?? context.place(written, frequency: structure.frequency, at: location(), into: &sink)
    }

    private enum CountReading {
        case count(Int64)
        case missing
        case wrong
    }

    private func readCount(
        _ text: String, line: Int, _ column: Int, _ layout: ColumnLayout, into sink: inout some CollectingSink
    ) -> CountReading {
        if mapping.missing.contains(text) { return .missing }
        let location = { [file] in layout.place(file, line: line, column: column) }
        switch mapping.numbers.read(text) {
        case .number(let count) where count < 0: sink.report(.negativeCount(at: location()))
        case .number(let count) where count <= CollectingContext.largestCount: return .count(count)
        case .number, .tooLarge: sink.report(.absurdCount(limit: CollectingContext.largestCount, at: location()))
        case .fraction, .malformed: sink.report(.malformedNumber(text, format: mapping.numbers, at: location()))
        }
        return .wrong
    }
}
