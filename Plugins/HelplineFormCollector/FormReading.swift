import Collecting

/// The reading of one filled form: every row held against the layout, then the form as a whole.
struct FormReading {
    /// What a row of the form was filled in with.
    struct Filled {
        let line: Int
        /// `nil` after reporting what is wrong with it.
        let count: Int64?
    }

    private let layout: FormLayout
    private let file: String
    /// What the form itself wrote, letters and digits alone: never taken for what someone typed.
    private let own: Set<String>
    private static let countColumn = FormText.headings.count - 1

    /// For each row of the layout what stands there; `nil` for one that is not there.
    private(set) var filled: [Filled?]
    private var nilLine: Int?
    private(set) var saysNil = false
    private(set) var hasEnd = false
    /// Whether nothing that must be mended was found.
    private(set) var isSound = true
    private var suggestions = 0

    init(_ layout: FormLayout, text: FormText, file: String) {
        self.layout = layout
        self.file = file
        own = Set(text.rows.joined().map(FormReading.letters))
        filled = [Filled?](repeating: nil, count: layout.rows.count)
    }

    /// The line of the row `NIL`, or the first.
    var answerPlace: Finding.Location { place(nilLine ?? 1, nilLine == nil ? nil : FormReading.countColumn) }

    mutating func report(_ finding: Finding, into sink: inout some CollectingSink) {
        if finding.severity == .error { isSound = false }
        sink.report(finding)
    }

    /// Looks at what stands beside that which the first line states.
    mutating func readHead(_ record: FormRecords.Record, into sink: inout some CollectingSink) {
        guard isFreeOfPersons(record, into: &sink) else { return }
        refuseText(record, from: FormReading.countColumn, into: &sink)
    }

    /// Takes the next row below the first.
    mutating func read(_ record: FormRecords.Record, into sink: inout some CollectingSink) {
        guard record.cells.contains(where: { !$0.isEmpty }) else { return }
        guard isFreeOfPersons(record, into: &sink) else { return }
        refuseText(record, from: FormText.headings.count, into: &sink)
        if let row = layout.place(table: record[0], key: record[1]) {
            return take(record, row: row, into: &sink)
        }
        switch record[0].uppercased() {
        case FormText.nilRow: takeAnswer(record, into: &sink)
        case FormText.headings[0] where record[1].uppercased() == FormText.headings[1]: return
        case FormText.endRow, FormText.remark:
            hasEnd = hasEnd || record[0] != FormText.remark
            if !record[FormReading.countColumn].isEmpty {
                report(.strayText(at: place(record.line, FormReading.countColumn)), into: &sink)
            }
        default: refuse(record, into: &sink)
        }
    }

    /// The place of a cell; of a whole row where there is no column, from 0.
    func place(_ line: Int, _ column: Int? = nil) -> Finding.Location {
        let heading = column.flatMap { FormText.headings.indices.contains($0) ? FormText.headings[$0] : nil }
        return Finding.Location(file: file, row: line, column: column.map { $0 + 1 }, heading: heading)
    }

    // MARK: - One row

    private mutating func take(_ record: FormRecords.Record, row: Int, into sink: inout some CollectingSink) {
        if let first = filled[row] {
            return report(.doubledFormRow(first: first.line, at: place(record.line)), into: &sink)
        }
        let at = place(record.line, FormReading.countColumn)
        var count: Int64?
        switch FormReading.count(record[FormReading.countColumn]) {
        case .number(let number) where number < 0: report(.negativeCount(at: at), into: &sink)
        case .number(let number) where number <= CollectingContext.largestCount: count = number
        case .number, .tooLarge: report(.absurdCount(limit: CollectingContext.largestCount, at: at), into: &sink)
        case .fraction, .malformed: report(.malformedCount(record[FormReading.countColumn], at: at), into: &sink)
        }
        filled[row] = Filled(line: record.line, count: count)
    }

    private mutating func takeAnswer(_ record: FormRecords.Record, into sink: inout some CollectingSink) {
        if let nilLine { return report(.doubledFormRow(first: nilLine, at: place(record.line)), into: &sink) }
        nilLine = record.line
        switch record[FormReading.countColumn].lowercased() {
        case "yes", "ya", "y": saysNil = true
        case "", "no", "n", "tidak", "0": saysNil = false
        default: report(.malformedAnswer(at: answerPlace), into: &sink)
        }
    }

    private mutating func refuse(_ record: FormRecords.Record, into sink: inout some CollectingSink) {
        suggestions += 1
        let keys = layout.keys(ofTable: record[0])
        let isSuggesting = suggestions <= FindingLog.keptOfAKind
        if keys.isEmpty {
            let tables = layout.sections.map(\.table.id.description)
            let meant = isSuggesting ? nearest(to: record[0], among: tables) : nil
            report(.unknownRow(record[0], nearest: meant, at: place(record.line, 0)), into: &sink)
        } else {
            let meant = isSuggesting ? nearest(to: record[1], among: keys) : nil
            report(.unknownRow(record[1], nearest: meant, at: place(record.line, 1)), into: &sink)
        }
    }

    /// Text in cells from a column on, which are to stay empty.
    private mutating func refuseText(
        _ record: FormRecords.Record, from first: Int, into sink: inout some CollectingSink
    ) {
        for (column, cell) in record.cells.enumerated().dropFirst(first) where !cell.isEmpty {
            report(.strayText(at: place(record.line, column)), into: &sink)
        }
    }

    // MARK: - One cell

    /// The number of a cell: nothing is 0, as the form says; commas or spaces may stand between thousands.
    private static func count(_ text: String) -> NumberFormat.Reading {
        if text.isEmpty { return .number(0) }
        // A point before three digits may separate thousands or a fraction: that is not guessed at.
        if let point = text.firstIndex(of: "."), text[point...].dropFirst().count == 3 { return .malformed }
        for mark in [",", " "] as [Character] {
            guard let reading = NumberFormat(decimal: ".", thousands: mark)?.read(text) else { continue }
            if reading != .malformed { return reading }
        }
        return .malformed
    }

    private mutating func isFreeOfPersons(
        _ record: FormRecords.Record, into sink: inout some CollectingSink
    ) -> Bool {
        var isFree = true
        for (column, cell) in record.cells.enumerated() where Excerpt.looksPersonal(cell) {
            if own.contains(FormReading.letters(of: cell)) { continue }
            if column == FormReading.countColumn, FormReading.isLargeCount(cell) { continue }
            report(.personalInForm(at: place(record.line, column)), into: &sink)
            isFree = false
        }
        return isFree
    }

    /// Nine or ten digits that do not begin with 0: a count, if too large a one. No one's number has so few,
    /// but for that of a telephone, which begins with 0.
    private static func isLargeCount(_ text: String) -> Bool {
        let whole = text.hasSuffix(".0") ? text.dropLast(2) : text[...]
        return whole.first != "0" && whole.count <= 10 && whole.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func letters(of text: String) -> String {
        text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.lowercased()
    }
}
