import Aggregation
public import Bytes

/// Reads the rows of a table of records, CSV or NDJSON, whose columns are known by their headings.
///
/// Separator and format are found from the beginning of the file. What cannot be read is reported, located to file,
/// row and column, and the next row is read. Nothing of a row is kept once the next is read.
///
/// ```swift
/// var table = try RecordTable(source, columns: [RecordColumn("date", "tarikh", isNeeded: true)])
/// while try table.next(into: &sink) { use(table.text(0), at: table.place(0)) }
/// table.finish(into: &sink)
/// ```
public struct RecordTable: ~Copyable {
    let columns: [RecordColumn]
    let file: String
    let ending: EndingSource
    let format: RecordFormat
    var reader: RecordReader
    /// For each column its field in the current row.
    var fields: [Int?]
    /// For each heading of a CSV, or each name that NDJSON has had, its column.
    var known: [String: Int?] = [:]
    /// The headings as they are written; CSV only.
    var headings: [String] = [] {
        didSet { shownHeadings = headings.map { Excerpt.cutting($0) } }
    }
    /// What may be shown of each heading: found once, for every value has a place.
    private var shownHeadings: [String?] = []
    var unused: [String] = []
    let byHeading: [String: Int]
    var sawAnything = false
    var isBegun = false
    var isOver = false
    var lastLine = 0
    /// How many rows were read, those that could not be used included.
    public internal(set) var rows = 0

    /// Looks at the beginning of a source.
    ///
    /// - Parameters:
    ///   - source: The table.
    ///   - columns: The columns to look for; of two that share a heading the first has it.
    ///   - encoding: How the bytes stand for characters.
    /// - Throws: `BytesError` where the source fails.
    public init(
        _ source: any ByteSource, columns: [RecordColumn], encoding: TextEncoding = .utf8
    ) throws(BytesError) {
        let ending = EndingSource(source)
        let headed = try HeadedSource(ending)
        format = headed.format
        reader = RecordReader(headed, format: format, encoding: encoding)
        self.columns = columns
        self.ending = ending
        file = source.name
        fields = columns.map { _ in nil }
        var byHeading: [String: Int] = [:]
        for (place, column) in columns.enumerated() {
            for heading in column.headings.map({ Folding.heading($0) }) where byHeading[heading] == nil {
                byHeading[heading] = place
            }
        }
        self.byHeading = byHeading
    }

    /// Goes to the next row that has as many fields as there are headings.
    ///
    /// - Parameter sink: Where findings go.
    /// - Returns: Whether there is one.
    /// - Throws: `BytesError` where the source fails; bytes in another encoding than declared are a finding.
    public mutating func next(into sink: inout some CollectingSink) throws(BytesError) -> Bool {
        while !isOver {
            let event: RecordReader.Event?
            do throws(BytesError) {
                event = try reader.next()
            } catch {
                isOver = true
                guard let finding = Finding(encodingOf: error, file: file) else { throw error }
                sink.report(finding)
                return false
            }
            guard let event else { return false }
            sawAnything = true
            switch event {
            case .problem(let problem):
                sink.report(
                    Finding(
                        inTable: problem.kind, line: problem.line, column: problem.column, file: file))
                if problem.kind == .binary || (format != .ndjson && !isBegun) { isOver = true }
            case .record:
                lastLine = reader.lineNumber
                let place = Finding.Location(file: file, row: lastLine)
                if PersonalData.report(in: reader, key: keyField, at: place, into: &sink) {
                    // The file is refused; without headings there is nothing more to be said of it.
                    if format != .ndjson, !isBegun { isOver = true } else { rows += 1 }
                } else if format == .ndjson {
                    rows += 1
                    if readNames(into: &sink) { return true }
                } else if !isBegun {
                    isBegun = true
                    readHeadings(into: &sink)
                } else if checkWidth(into: &sink) {
                    return true
                }
            }
        }
        return false
    }

    /// Says what there is to say about the table as a whole.
    public mutating func finish(into sink: inout some CollectingSink) {
        let place = Finding.Location(file: file)
        guard sawAnything else { return sink.report(.emptyFile(at: place)) }
        if format == .ndjson, !unused.isEmpty { sink.report(.unusedColumns(unused, at: place)) }
        if isOver { return }
        if rows == 0 { return sink.report(.noRows(at: place)) }
        if !ending.endsWithALine {
            sink.report(.unfinishedFile(at: Finding.Location(file: file, row: lastLine)))
        }
    }

    /// The field of the current record in which a unit's key stands.
    private var keyField: Int? {
        guard let column = columns.firstIndex(where: \.isKey) else { return nil }
        guard format == .ndjson else { return fields[column] }
        // Names may stand in another order in each record.
        return (0..<reader.fieldCount).first { reader.name($0).flatMap { byHeading[Folding.heading($0)] } == column }
    }

    /// Stops reading: nothing that follows can be taken.
    public mutating func stop() { isOver = true }

    // MARK: - The current row

    /// The line at which the current row begins, from 1.
    public var line: Int { reader.lineNumber }

    /// Whether the columns are the same in every row: those of a line of headings.
    public var hasHeadings: Bool { format != .ndjson }

    /// The file as a whole.
    public var filePlace: Finding.Location { Finding.Location(file: file) }

    /// Whether the current row has a column.
    public func has(_ column: Int) -> Bool { fields[column] != nil }

    /// What stands in a column of the current row, white space around it removed; empty where it is not there or
    /// is one of the marks for a missing value: `-`, `--`, `N/A`.
    public func text(_ column: Int) -> String {
        guard let field = fields[column] else { return "" }
        let text = reader.text(field).trimmed
        return RecordTable.isMissing(text) ? "" : text
    }

    /// Hands the bytes of a key to `body`, white space around them removed; `nil` where there is none.
    public func withKey<Result>(_ column: Int, _ body: (Span<UInt8>) -> Result) -> Result? {
        guard let field = fields[column], !text(column).isEmpty else { return nil }
        return reader.withField(field) { bytes in
            let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
            var range = 0..<bytes.count
            while let first = range.first, isBlank(bytes[first]) { range.removeFirst() }
            while let last = range.last, isBlank(bytes[last]) { range.removeLast() }
            return body(bytes.extracting(range))
        }
    }

    /// Where a column of the current row stands; the row alone where it is not there.
    public func place(_ column: Int? = nil) -> Finding.Location {
        guard let column, let field = fields[column] else { return Finding.Location(file: file, row: line) }
        guard format == .ndjson else {
            return Finding.Location(file: file, row: line, column: field + 1, shownHeading: shownHeadings[field])
        }
        return Finding.Location(file: file, row: line, column: field + 1, heading: reader.name(field))
    }

    /// Whether a value says that there is none.
    static func isMissing(_ text: String) -> Bool {
        guard text.utf8.count <= 8 else { return false }
        return ["", "-", "--", "---", "–", "—", "n/a", "na", "#n/a", "null"].contains(text.lowercased())
    }
}

extension String {
    /// The text without the white space around it, no-break spaces included.
    var trimmed: String {
        guard let first, let last, first.isWhitespace || last.isWhitespace else { return self }
        var rest = drop { $0.isWhitespace }
        while let end = rest.last, end.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
