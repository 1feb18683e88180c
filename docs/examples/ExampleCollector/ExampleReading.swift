import Collecting

/// The reading of one file: what has been seen so far, row after row.
struct ExampleReading {
    /// Which column is what, from 0.
    private struct Columns {
        let period: Int
        let codes: [Int]
        let count: Int
        let width: Int
    }

    /// What two rows have in common if one repeats the other.
    private struct Key: Hashable {
        let period: Period
        let codes: [CodeIndex]
    }

    private let structure: DatasetStructure
    private let context: CollectingContext
    private let file: String
    private var columns: Columns?
    private var firstLines: [Key: Int] = [:]
    private var isEmpty = true
    private var rows = 0

    /// Whether nothing that follows can be read.
    private(set) var isOver = false

    init(structure: DatasetStructure, context: CollectingContext, file: String) {
        self.structure = structure
        self.context = context
        self.file = file
    }

    /// Takes note of a record that could not be read.
    mutating func note(_ problem: RecordProblem, into sink: inout some CollectingSink) {
        isEmpty = false
        sink.report(Finding(problem, file: file))
        isOver = columns == nil || problem.kind == .binary
    }

    /// Takes the next record: the headings, or a row.
    mutating func read(_ record: borrowing RecordReader, into sink: inout some CollectingSink) {
        isEmpty = false
        let line = record.lineNumber
        // In every column, asked for or not: the file is refused.
        if PersonalData.report(in: record, key: nil, at: Finding.Location(file: file, row: line), into: &sink) {
            rows += 1
            isOver = columns == nil
            return
        }
        let fields = record.texts().map { $0.trimmed }
        guard let columns else { return readHeadings(fields, line: line, into: &sink) }
        rows += 1
        readRow(fields, line: line, columns, into: &sink)
    }

    /// Says what there is to say about the file as a whole.
    func finish(into sink: inout some CollectingSink) {
        let whole = Finding.Location(file: file)
        if isEmpty { return sink.report(.emptyFile(at: whole)) }
        if rows == 0 { sink.report(.noRows(at: whole)) }
    }

    private mutating func readHeadings(_ fields: [String], line: Int, into sink: inout some CollectingSink) {
        let place = Finding.Location(file: file, row: line)
        let wanted = ["period"] + structure.dimensions.map(\.id.description) + ["count"]
        let found = wanted.map { fields.firstIndex(of: $0) }
        for (name, column) in zip(wanted, found) where column == nil {
            sink.report(.missingColumn(name, nearest: nil, at: place))
        }
        let places = found.compactMap(\.self)
        guard places.count == wanted.count, let period = places.first, let count = places.last else {
            isOver = true
            return
        }
        columns = Columns(
            period: period, codes: Array(places.dropFirst().dropLast()), count: count, width: fields.count)
    }

    private mutating func readRow(
        _ fields: [String], line: Int, _ columns: Columns, into sink: inout some CollectingSink
    ) {
        guard fields.count == columns.width else {
            let place = Finding.Location(file: file, row: line)
            return sink.report(
                .raggedRow(found: fields.count, expected: columns.width, hasHeadings: true, at: place))
        }
        let at = { [file] (column: Int) in Finding.Location(file: file, row: line, column: column + 1) }
        // All that is wrong with a row is said at once.
        let period = readPeriod(fields[columns.period], at: at(columns.period), into: &sink)
        var codes: [CodeIndex] = []
        for (dimension, column) in zip(structure.dimensions, columns.codes) {
            if let code = readCode(fields[column], of: dimension, at: at(column), into: &sink) { codes.append(code) }
        }
        let count = readCount(fields[columns.count], at: at(columns.count), into: &sink)
        guard let period, let count, codes.count == structure.dimensions.count else { return }
        let key = Key(period: period, codes: codes)
        if let first = firstLines[key] {
            return sink.report(.doubledRow(first: first, at: Finding.Location(file: file, row: line)))
        }
        firstLines[key] = line
        sink.observe(period: period, codes: codes, count: count)
    }

    private func readPeriod(
        _ text: String, at location: Finding.Location, into sink: inout some CollectingSink
    ) -> Period? {
        guard let written = Period(text) else {
            sink.report(.malformedPeriod(text, pattern: "2024-03", at: location))
            return nil
        }
        // Whether it is one of the dataset's, has begun and was declared.
        return context.place(written, frequency: structure.frequency, at: location, into: &sink)
    }

    private func readCode(
        _ text: String, of dimension: Dimension, at location: Finding.Location, into sink: inout some CollectingSink
    ) -> CodeIndex? {
        guard let code = try? Code(text), let index = dimension.codelist.index(of: code) else {
            sink.report(.unknownCode(text, dimension: dimension, nearest: nil, at: location))
            return nil
        }
        guard dimension.codelist.isLeaf(index) else {
            sink.report(.subtotalCode(code, dimension: dimension, at: location))
            return nil
        }
        return index
    }

    private func readCount(
        _ text: String, at location: Finding.Location, into sink: inout some CollectingSink
    ) -> Int64? {
        switch NumberFormat.plain.read(text) {
        case .number(let count) where count < 0: sink.report(.negativeCount(at: location))
        case .number(let count) where count > CollectingContext.largestCount:
            sink.report(.absurdCount(limit: CollectingContext.largestCount, at: location))
        case .number(let count): return count
        default: sink.report(.malformedNumber(text, format: .plain, at: location))
        }
        return nil
    }
}

extension String {
    /// Without spaces around it.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
