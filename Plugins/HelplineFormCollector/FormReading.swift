import Collecting

/// The reading of one filled form: every row held against the layout, then the form as a whole.
struct FormReading {
    /// What a row of the form was filled in with.
    struct Filled {
        let record: FormRecords.Record
        /// `nil` after reporting what is wrong with it.
        let count: Int64?
    }

    private let layout: FormLayout
    private let file: String
    /// What the form itself wrote, letters and digits alone: never taken for what someone typed.
    private let own: Set<String>
    static let countColumn = FormText.headings.count - 1

    /// For each row of the layout what stands there; `nil` for one that is not there.
    private(set) var filled: [Filled?]
    private var answer: FormRecords.Record?
    private(set) var saysNil = false
    /// Whether the row that ends a form was there; a workbook has none.
    private(set) var hasEnd: Bool
    /// Whether nothing that must be mended was found.
    private(set) var isSound = true
    private var suggestions = 0
    /// What the labels of a workbook say, which people sort and write over.
    private let labels: FormLabels?

    /// Begins to read a form that wrote these texts itself.
    init(_ layout: FormLayout, own texts: some Sequence<String>, file: String, isWorkbook: Bool = false) {
        self.layout = layout
        self.file = file
        hasEnd = isWorkbook
        labels = isWorkbook ? FormLabels(layout) : nil
        own = Set(texts.map(FormReading.letters))
        filled = [Filled?](repeating: nil, count: layout.rows.count)
    }

    /// The cell of the row `NIL`; without one the first line, or the whole workbook.
    var answerPlace: Finding.Location {
        answer.map { place($0, FormReading.countColumn) } ?? Finding.Location(file: file, row: labels == nil ? 1 : nil)
    }

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
        guard isFreeOfPersons(record, into: &sink) else { return note(record) }
        refuseText(record, from: FormText.headings.count, into: &sink)
        if let row = layout.place(table: record[0], key: record[1]) {
            return take(record, row: row, into: &sink)
        }
        switch record[0].uppercased() {
        case FormText.nilRow: takeAnswer(record, into: &sink)
        case FormText.headings[0] where record[1].uppercased() == FormText.headings[1]: return
        case FormText.endRow, FormText.remark:
            hasEnd = hasEnd || record[0] != FormText.remark
            if !record[FormReading.countColumn].isEmpty, !isOwn(record[FormReading.countColumn]) {
                report(.strayText(at: place(record, FormReading.countColumn)), into: &sink)
            }
        case FormWorkbook.totalRow where record.sheet != nil: return
        default: refuse(record, into: &sink)
        }
    }

    /// Notes that a row is there of which nothing else is read, so that it is not called missing.
    private mutating func note(_ record: FormRecords.Record) {
        hasEnd = hasEnd || record[0].uppercased() == FormText.endRow
        guard let row = layout.place(table: record[0], key: record[1]), filled[row] == nil else { return }
        filled[row] = Filled(record: record, count: nil)
    }

    /// The place of a cell; of a whole row where there is no column, from 0.
    func place(_ record: FormRecords.Record, _ column: Int? = nil) -> Finding.Location {
        let heading = column.flatMap { FormText.headings.indices.contains($0) ? FormText.headings[$0] : nil }
        return Finding.Location(
            file: file, sheet: record.sheet, row: record.line, column: column.flatMap(record.column),
            heading: record.sheet == nil || column == FormReading.countColumn ? heading : nil)
    }

    // MARK: - One row

    private mutating func take(_ record: FormRecords.Record, row: Int, into sink: inout some CollectingSink) {
        if let first = filled[row] {
            return report(doubled(record, first: first.record), into: &sink)
        }
        if let finding = labels?.finding(record, row: row, layout, at: place(record)) { report(finding, into: &sink) }
        let at = place(record, FormReading.countColumn)
        var count: Int64?
        switch FormReading.count(record[FormReading.countColumn]) {
        case _ where record.trouble != nil: refuseCount(record, into: &sink)
        case .number(let number) where number < 0: report(.negativeCount(at: at), into: &sink)
        case .number(let number) where number <= CollectingContext.largestCount: count = number
        case .number, .tooLarge: report(.absurdCount(limit: CollectingContext.largestCount, at: at), into: &sink)
        case .fraction, .malformed: report(.malformedCount(record[FormReading.countColumn], at: at), into: &sink)
        }
        filled[row] = Filled(record: record, count: count)
    }

    private mutating func takeAnswer(_ record: FormRecords.Record, into sink: inout some CollectingSink) {
        if let answer { return report(doubled(record, first: answer), into: &sink) }
        answer = record
        switch record[FormReading.countColumn].lowercased() {
        case "yes", "ya", "y": saysNil = true
        case "", "no", "n", "tidak", "0": saysNil = false
        default: report(.malformedAnswer(at: answerPlace), into: &sink)
        }
    }

    private func doubled(_ record: FormRecords.Record, first: FormRecords.Record) -> Finding {
        if let sheet = first.sheet, sheet != record.sheet {
            return .doubledFormRow(sheet: sheet, first: first.line, at: place(record))
        }
        return .doubledFormRow(first: first.line, at: place(record))
    }

    private mutating func refuseCount(_ record: FormRecords.Record, into sink: inout some CollectingSink) {
        let at = place(record, FormReading.countColumn)
        switch record.trouble {
        case .date: report(.dateForCount(at: at), into: &sink)
        case .error: report(.errorForCount(at: at), into: &sink)
        case .uncomputed: report(.uncomputedCount(at: at), into: &sink)
        case nil: return
        }
    }

    private mutating func refuse(_ record: FormRecords.Record, into sink: inout some CollectingSink) {
        suggestions += 1
        let keys = layout.keys(ofTable: record[0])
        let isSuggesting = suggestions <= FindingLog.keptOfAKind
        if keys.isEmpty {
            let tables = layout.sections.map(\.table.id.description)
            let meant = isSuggesting ? nearest(to: record[0], among: tables) : nil
            report(.unknownRow(record[0], nearest: meant, at: place(record, 0)), into: &sink)
        } else {
            let meant = isSuggesting ? nearest(to: record[1], among: keys) : nil
            report(.unknownRow(record[1], nearest: meant, at: place(record, 1)), into: &sink)
        }
    }

    /// Text in cells from a column on, which are to stay empty.
    private mutating func refuseText(
        _ record: FormRecords.Record, from first: Int, into sink: inout some CollectingSink
    ) {
        for (column, cell) in record.cells.enumerated().dropFirst(first) where !cell.isEmpty {
            report(.strayText(at: place(record, column)), into: &sink)
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

    /// Whether no cell of a row looks like someone's number or address; those that do are reported.
    mutating func isFreeOfPersons(
        _ record: FormRecords.Record, into sink: inout some CollectingSink
    ) -> Bool {
        var isFree = true
        for (column, cell) in record.cells.enumerated() where Excerpt.looksPersonal(cell) {
            if isOwn(cell) { continue }
            if column == FormReading.countColumn, FormReading.isLargeCount(cell) { continue }
            report(.personalInForm(at: place(record, column)), into: &sink)
            isFree = false
        }
        return isFree
    }

    /// Whether the form itself wrote a text.
    func isOwn(_ text: String) -> Bool { own.contains(FormReading.letters(of: text)) }

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
