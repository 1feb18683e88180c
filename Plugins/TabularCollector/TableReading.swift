import Collecting

/// The reading of one table: what has been seen so far, row after row.
struct TableReading: ~Copyable {
    private enum Stage {
        case beforeHeadings
        case rows
        case over
    }

    /// Where a table begins that is not the whole of its file.
    struct Beginning {
        /// The line by which it was found.
        let line: Int
        /// The line from which on its headings stand; 0 if it has none.
        let headerLine: Int
        /// The title, if it was found by one.
        let title: [[String]]
    }

    private let structure: DatasetStructure
    private let mapping: TabularMapping
    private let context: CollectingContext
    private let file: String
    private let beginning: Beginning?
    private let headerLine: Int
    private let mapCount: Int
    private let readsKnownRows: Bool
    /// The cells that observations are counted at.
    private let domain: CellDomain?

    private var stage = Stage.beforeHeadings
    private var row: RowReading?
    private var known: KnownRows?
    private var given = GivenCells()
    private var totals: TotalsCheck?
    /// The lines above the headings, where the mapping reads them.
    private var above: [[String]]
    private var sawAnything = false
    private var rowsRead = 0
    private var rowsSkipped = 0
    private var rowsOfTotals = 0
    private var rowsInOtherUnits = 0
    private var missingCounts = 0
    private var lastLine = 0

    init(
        structure: DatasetStructure, mapping: TabularMapping, context: CollectingContext, file: String,
        readsKnownRows: Bool = true, maps: Int = 0, beginning: Beginning? = nil
    ) {
        self.readsKnownRows = readsKnownRows
        domain = CellDomain(structure)
        self.structure = structure
        self.mapping = mapping
        self.context = context
        self.file = file
        self.beginning = beginning
        headerLine = beginning?.headerLine ?? mapping.headerLine
        above = beginning?.title ?? []
        mapCount = maps
        let summed = mapping.totals.indices.filter { mapping.totals[$0] != nil }
        if !summed.isEmpty {
            totals = TotalsCheck(
                structure, summed: summed, mode: mapping.check, addsDuplicates: mapping.addsDuplicates)
        }
    }

    /// Whether nothing that follows can be read.
    var isOver: Bool { if case .over = stage { true } else { false } }

    /// Whether a row below the headings was seen, so that a blank line ends the table.
    var hasRows: Bool { isOver || rowsRead + rowsSkipped + rowsOfTotals + rowsInOtherUnits > 0 }

    /// Which rows of each map were asked for; `nil` where the table could not be read.
    var usedMapRows: [Set<Int>]? { isOver ? nil : row?.usedMapRows }

    /// Takes note of a record that could not be read.
    mutating func note(_ problem: RecordProblem, into sink: inout some CollectingSink) {
        sawAnything = true
        if case .beforeHeadings = stage, problem.line < headerLine, problem.kind != .binary { return }
        sink.report(Finding(problem, file: file))
        totals?.hasRefused = true
        if case .beforeHeadings = stage { stage = .over }
        if problem.kind == .binary { stage = .over }
    }

    /// Takes the next record.
    mutating func read(_ reader: borrowing RecordReader, into sink: inout some CollectingSink) {
        sawAnything = true
        lastLine = reader.lineNumber
        if known != nil, readKnown(reader, into: &sink) { return }
        let place = Finding.Location(file: file, row: lastLine)
        if PersonalData.report(in: reader, key: keyColumn, at: place, into: &sink) {
            rowsRead += 1
            if case .beforeHeadings = stage, lastLine >= headerLine { stage = .over }
            return
        }
        read(reader.texts().map(trimmed), line: lastLine, into: &sink)
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

    /// Takes the next record, white space around its fields removed.
    mutating func read(_ fields: [String], line: Int, into sink: inout some CollectingSink) {
        sawAnything = true
        lastLine = line
        switch stage {
        case .over: return
        case .rows: readRow(fields, line: line, into: &sink)
        case .beforeHeadings where headerLine == 0:
            if begin(headings: [], width: fields.count, line: line, into: &sink) {
                readRow(fields, line: line, into: &sink)
            }
        case .beforeHeadings where line >= headerLine:
            _ = begin(headings: headings(fields), width: headings(fields).count, line: line, into: &sink)
        case .beforeHeadings:
            // No one writes longer titles.
            if mapping.readsLinesAbove, above.count < 100 { above.append(Array(fields.prefix(1000))) }
        }
    }

    /// The headings of a line. Of a table among others those at the end that are empty belong to a wider one.
    private func headings(_ fields: [String]) -> [String] {
        guard beginning != nil, let last = fields.lastIndex(where: { !$0.isEmpty }) else { return fields }
        return Array(fields[...last])
    }

    /// The column of the key, which may look like much that no other may.
    var keyColumn: Int? { row?.keyColumn }

    private mutating func begin(
        headings: [String], width: Int, line: Int, into sink: inout some CollectingSink
    ) -> Bool {
        let place = Finding.Location(file: file, row: line)
        stage = .over
        if case .constant(nil) = mapping.period, context.period == nil {
            sink.report(.missingPeriod(at: Finding.Location(file: file)))
            return false
        }
        let layout = ColumnLayout(
            mapping, structure: structure, headings: headings, width: width, above: above, context: context,
            at: place, into: &sink)
        guard let layout else { return false }
        stage = .rows
        row = RowReading(
            layout, structure: structure, mapping: mapping, context: context, file: file, maps: mapCount)
        if readsKnownRows, mapping.isPlain, let domain {
            known = KnownRows.of(layout, structure: structure, mapping: mapping, context: context, domain: domain)
        }
        return true
    }

    /// Rows that are one unit each repeat one another as a matter of course.
    private var refusesDuplicates: Bool { !mapping.readsRecords && !mapping.addsDuplicates }

    // MARK: - One row

    private mutating func readRow(_ fields: [String], line: Int, into sink: inout some CollectingSink) {
        guard let layout = row?.layout, fields.contains(where: { !$0.isEmpty }) else { return }
        let value = { (column: Int) in column < fields.count ? fields[column] : "" }
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
            totals?.hasRefused = true
            return
        }
        switch row?.read(fields, line: line, into: &sink) {
        case .refused, nil: totals?.hasRefused = true
        case .leftOut:
            rowsInOtherUnits += 1
            rowsRead -= 1
        case .total: readTotal(line: line, into: &sink)
        case .counts: readCounts(line: line, into: &sink)
        case .unit(let mark): readSighting(mark, into: &sink)
        }
    }

    private mutating func readTotal(line: Int, into sink: inout some CollectingSink) {
        guard let row else { return }
        rowsOfTotals += 1
        rowsRead -= 1
        for cell in row.cells {
            guard let count = cell.count else { continue }
            totals?.state(
                count, period: cell.period, codes: row.codes, line: line, at: row.place(line, cell.column), into: &sink)
        }
    }

    private mutating func readCounts(line: Int, into sink: inout some CollectingSink) {
        guard let row else { return }
        if refusesDuplicates, let number = domain?.cell(row.codes) {
            let counted = row.cells.filter { $0.count != nil }
            for cell in counted {
                guard let first = given.line(of: cell.period, cell: number) else { continue }
                sink.report(.doubledRow(first: first, at: Finding.Location(file: file, row: line)))
                totals?.hasRefused = true
                return
            }
            for cell in counted { given.note(cell.period, cell: number, line: line) }
        }
        for cell in row.cells {
            totals?.add(cell.count, period: cell.period, codes: row.codes, line: line)
            if let count = cell.count {
                sink.observe(period: cell.period, codes: row.codes, count: count)
            } else {
                missingCounts += 1
            }
        }
    }

    private func readSighting(_ mark: UnitMark?, into sink: inout some CollectingSink) {
        guard let row, let period = row.cells.first?.period else { return }
        for codes in row.sightings {
            if let mark {
                sink.observe(period: period, codes: codes, unit: mark)
            } else {
                sink.observe(period: period, codes: codes, count: 1)
            }
        }
    }

    // MARK: - The end

    /// Says what there is to say about the table as a whole.
    ///
    /// - Parameters:
    ///   - isCut: Whether the file ended within a line.
    ///   - sink: Where findings go.
    func finish(isCut: Bool, into sink: inout some CollectingSink) {
        let place = Finding.Location(file: file, row: beginning?.line)
        guard sawAnything || beginning != nil else { return sink.report(.emptyFile(at: place)) }
        if rowsSkipped > 0 { sink.report(.skippedRows(rowsSkipped, at: place)) }
        if rowsInOtherUnits > 0 { sink.report(.otherUnits(rowsInOtherUnits, at: place)) }
        if rowsOfTotals > 0 {
            sink.report(.leftOutTotals(rowsOfTotals, checked: mapping.check != .off, at: place))
        }
        if missingCounts > 0 { sink.report(.missingCounts(missingCounts, at: place)) }
        if case .over = stage { return }
        if rowsRead == 0 { return sink.report(.noRows(at: place)) }
        totals?.finish(file: file, into: &sink)
        if isCut { sink.report(.unfinishedFile(at: Finding.Location(file: file, row: lastLine))) }
    }
}

extension TableReading: RecordTaking {}
