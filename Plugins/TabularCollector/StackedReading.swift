import Collecting

/// What takes the records of a file one after another.
protocol RecordTaking: ~Copyable {
    /// Whether nothing that follows can be read.
    var isOver: Bool { get }
    mutating func read(_ reader: borrowing RecordReader, into sink: inout some CollectingSink)
    mutating func note(_ problem: RecordProblem, into sink: inout some CollectingSink)
    mutating func finish(isCut: Bool, into sink: inout some CollectingSink)
}

/// The reading of a file in which several tables stand one below the other.
///
/// A table begins at its title, or at its headings, and ends at a blank line below its rows, where another begins, or with
/// the file. What lies in no table is noted.
struct StackedReading: ~Copyable {
    /// Lines that lie in no table.
    private struct Outside {
        var count = 0
        var ranges: [ClosedRange<Int>] = []
        /// What they begin with, for whoever misspelt a title.
        var beginnings: [String] = []

        mutating func add(_ line: Int, _ fields: [String]) {
            count += 1
            if let last = ranges.last, last.upperBound == line - 1 {
                ranges[ranges.count - 1] = last.lowerBound...line
            } else if ranges.count <= 20 {
                // No more are shown.
                ranges.append(line...line)
            }
            if beginnings.count < 200, let first = fields.first(where: { !$0.isEmpty }), first.count <= 200 {
                beginnings.append(first)
            }
        }
    }

    private let structure: DatasetStructure
    private let tables: [StackedTable]
    private let maps: [CodeMap]
    private let context: CollectingContext
    private let file: String

    private var table: TableReading?
    /// Where each table was found.
    private var found: [Int?]
    private var used: [Set<Int>]
    private var outside = Outside()
    private var sawAnything = false
    /// Whether the rows at hand are of a table that stands here a second time.
    private var isRepeating = false
    /// Where the next record begins if no line is blank; `nil` where that is not known.
    private var nextLine: Int?
    private var lastLine = 0
    private(set) var isOver = false

    init(
        structure: DatasetStructure, tables: [StackedTable], maps: [CodeMap], context: CollectingContext, file: String
    ) {
        self.structure = structure
        self.tables = tables
        self.maps = maps
        self.context = context
        self.file = file
        found = tables.map { _ in nil }
        used = maps.map { _ in [] }
    }

    private mutating func take(_ fields: [String], line: Int, into sink: inout some CollectingSink) {
        if let number = tables.firstIndex(where: { $0.begins(with: fields) }) {
            end(isCut: false, into: &sink)
            if let first = found[number] {
                sink.report(
                    .doubledTable(tables[number].name, first: first, at: Finding.Location(file: file, row: line)))
                isRepeating = true
                return
            }
            found[number] = line
            begin(tables[number], fields, line: line, into: &sink)
        } else if table != nil {
            table?.read(fields, line: line, into: &sink)
        } else if !isRepeating {
            outside.add(line, fields)
        }
    }

    private mutating func begin(
        _ table: StackedTable, _ fields: [String], line: Int, into sink: inout some CollectingSink
    ) {
        let isHeadings = table.isFoundByHeadings
        let headerLine = isHeadings ? line : table.header.map { $0 == 0 ? 0 : line + $0 } ?? line + 1
        self.table = TableReading(
            structure: structure, mapping: table.mapping, context: context, file: file, maps: maps.count,
            beginning: TableReading.Beginning(line: line, headerLine: headerLine, title: isHeadings ? [] : [fields]))
        if isHeadings { self.table?.read(fields, line: line, into: &sink) }
    }

    private mutating func end(isCut: Bool, into sink: inout some CollectingSink) {
        isRepeating = false
        guard table != nil else { return }
        table?.finish(isCut: isCut, into: &sink)
        if let rows = table?.usedMapRows {
            for number in used.indices { used[number].formUnion(rows[number]) }
        }
        table = nil
    }
}

extension StackedReading: RecordTaking {
    /// Takes the next record.
    mutating func read(_ reader: borrowing RecordReader, into sink: inout some CollectingSink) {
        sawAnything = true
        let (raw, line) = (reader.texts(), reader.lineNumber)
        let fields = raw.map(trimmed)
        let isBlank = fields.allSatisfy(\.isEmpty)
        let follows = nextLine.map { $0 == line } ?? true
        nextLine = raw.reduce(line + 1) { $0 + $1.count { $0.isNewline } }
        lastLine = line
        if isBlank || !follows, table?.hasRows ?? true { end(isCut: false, into: &sink) }
        if isBlank { return }
        let place = Finding.Location(file: file, row: line)
        if PersonalData.report(in: reader, key: table?.keyColumn, at: place, into: &sink) { return }
        take(fields, line: line, into: &sink)
    }

    /// Takes note of a record that could not be read.
    mutating func note(_ problem: RecordProblem, into sink: inout some CollectingSink) {
        sawAnything = true
        nextLine = nil
        lastLine = problem.line
        if table != nil {
            table?.note(problem, into: &sink)
        } else if problem.kind == .binary {
            sink.report(Finding(problem, file: file))
        } else {
            outside.add(problem.line, [])
        }
        isOver = problem.kind == .binary
    }

    /// Says which tables were not found, and what lies in none.
    mutating func finish(isCut: Bool, into sink: inout some CollectingSink) {
        let place = Finding.Location(file: file)
        guard sawAnything else { return sink.report(.emptyFile(at: place)) }
        let endsOutside = table == nil
        end(isCut: isCut, into: &sink)
        for (table, line) in zip(tables, found) where line == nil {
            let meant = nearest(to: table.name, among: outside.beginnings)
            sink.report(
                .missingTable(
                    table.name, hasHeadings: table.isFoundByHeadings, nearest: meant, at: place))
        }
        if outside.count > 0 { sink.report(.outsideTables(outside.count, lines: outside.ranges, at: place)) }
        if found.allSatisfy({ $0 != nil }) { CodeMap.noteUnused(maps, used, file: file, into: &sink) }
        if isCut, endsOutside { sink.report(.unfinishedFile(at: Finding.Location(file: file, row: lastLine))) }
    }
}

extension CodeMap {
    /// Notes the rows of maps that nothing asked for.
    static func noteUnused(_ maps: [CodeMap], _ used: [Set<Int>], file: String, into sink: inout some CollectingSink) {
        for (map, used) in zip(maps, used) {
            let unused = map.words.indices.filter { !used.contains($0) }.map { map.words[$0] }
            if !unused.isEmpty { sink.report(.unusedMapRows(unused, map: map.name, at: Finding.Location(file: file))) }
        }
    }
}
