import Collecting

/// Data values or registrations in CSV: columns by their headings in any of the spellings that DHIS2 has used, or by
/// their places where there are no headings.
enum CSVDocument {
    /// What a column holds.
    private enum Column: Hashable {
        case element, period, orgUnit, combination, attributes, value, freeText, followUp, deleted, dataSet, completed
        case category(String)
        case unused
    }

    private static let headings: [String: Column] = [
        "dataelement": .element, "period": .period, "orgunit": .orgUnit, "organisationunit": .orgUnit,
        "categoryoptioncombo": .combination, "catoptcombo": .combination, "attributeoptioncombo": .attributes,
        "attroptcombo": .attributes, "value": .value, "storedby": .freeText, "strby": .freeText,
        "comment": .freeText, "cmt": .freeText, "lastupdated": .unused, "lstupd": .unused, "timestamp": .unused,
        "created": .unused, "followup": .followUp, "flwup": .followUp, "deleted": .deleted, "dataset": .dataSet,
        "completed": .completed, "date": .unused,
    ]
    /// The order that all servers write.
    private static let places: [Column] = [
        .element, .period, .orgUnit, .combination, .attributes, .value, .freeText, .unused, .freeText, .followUp,
        .deleted,
    ]

    /// Reads the file; `false` after reporting that it is none that the mapping reads.
    static func read(
        _ source: any ByteSource, into reading: inout DHIS2Reading, _ sink: inout some CollectingSink
    ) throws(DocumentError) -> Bool {
        var reader = RecordReader(source, format: .csv, limits: RecordLimits(recordBytes: 1 << 16, fields: 256))
        var columns: [Column]?
        while let event = try next(&reader) {
            let line = reader.lineNumber
            if case .problem(let problem) = event {
                sink.report(Finding(problem, file: reading.file))
                if columns == nil || problem.kind == .binary { return false }
                continue
            }
            let fields = reader.texts().map(field)
            guard fields.contains(where: { !$0.isEmpty }) else { continue }
            guard let known = columns else {
                if let named = named(fields, reading.mapping) {
                    columns = named
                    guard check(named, fields, line, reading, &sink) else { return false }
                    continue
                }
                guard fields.count >= 6 else {
                    sink.report(.noDHIS2(at: reading.place(line)))
                    return false
                }
                columns = places
                take(fields, places, line, into: &reading, &sink)
                continue
            }
            take(fields, known, line, into: &reading, &sink)
        }
        guard columns != nil else {
            sink.report(.emptyFile(at: Finding.Location(file: reading.file)))
            return false
        }
        return true
    }

    private static func next(_ reader: inout RecordReader) throws(DocumentError) -> RecordReader.Event? {
        do throws(BytesError) { return try reader.next() } catch { throw .source(error) }
    }

    /// A field without white space and the quotation marks that stand behind it; `null` is nothing.
    private static func field(_ text: String) -> String {
        let text = trimmed(text)
        if text == "null" { return "" }
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        return String(text.dropFirst().dropLast())
    }

    /// The columns, if a row is one of headings.
    private static func named(_ fields: [String], _ mapping: DHIS2Mapping) -> [Column]? {
        let names = fields.map { $0.lowercased().filter { $0 != " " && $0 != "_" } }
        guard names.contains("period"), names.contains("dataelement") || names.contains("dataset") else { return nil }
        return zip(names, fields).map { name, written in
            if let column = headings[name] { return column }
            return mapping.options[written] != nil ? .category(written) : .unused
        }
    }

    private static func check(
        _ columns: [Column], _ fields: [String], _ line: Int, _ reading: DHIS2Reading, _ sink: inout some CollectingSink
    ) -> Bool {
        var seen: Set<Column> = []
        var isSound = true
        for (place, column) in columns.enumerated() where column != .unused && column != .freeText {
            guard !seen.insert(column).inserted else { continue }
            sink.report(
                .doubledColumn(
                    at: Finding.Location(file: reading.file, row: line, column: place + 1, heading: fields[place])))
            isSound = false
        }
        let needed: [(Column, String)] =
            seen.contains(.element)
            ? [(.orgUnit, "orgunit"), (.value, "value")] : [(.orgUnit, "organisationunit")]
        for (column, name) in needed where !seen.contains(column) {
            sink.report(
                .missingColumn(name, nearest: nearest(to: name, among: fields), at: reading.place(line)))
            isSound = false
        }
        let unknown = zip(columns, fields).filter { $0.0 == .unused && headings[$0.1.lowercased()] == nil }.map(\.1)
        if !unknown.isEmpty { sink.report(.unusedColumns(unknown, at: Finding.Location(file: reading.file))) }
        return isSound
    }

    private static func take(
        _ fields: [String], _ columns: [Column], _ line: Int, into reading: inout DHIS2Reading,
        _ sink: inout some CollectingSink
    ) {
        // A file without headings may leave columns at the end out, and one with them may not.
        let isByPlace = columns == places
        guard isByPlace ? (6...columns.count).contains(fields.count) : fields.count == columns.count else {
            return sink.report(
                .raggedRow(
                    found: fields.count, expected: columns.count, hasHeadings: !isByPlace, at: reading.place(line)))
        }
        var value = DHIS2Value()
        value.line = line
        var registration = DHIS2Registration()
        var options: [DHIS2Option] = []
        var isCompleted = ""
        for (column, text) in zip(columns, fields) {
            switch column {
            case .element: value.element = text
            case .period: value.period = text
            case .orgUnit: value.orgUnit = text
            case .combination: value.combination = text.isEmpty ? .absent : .name(text)
            case .attributes: value.attributes = text.isEmpty ? .absent : .name(text)
            case .value: value.value = text
            case .freeText: value.hasFreeText = value.hasFreeText || !text.isEmpty
            case .followUp: value.isMarked = truthOfDHIS2(text) ?? false
            case .deleted: value.isDeleted = truthOfDHIS2(text) ?? false
            case .dataSet: registration.dataSet = text
            case .completed: isCompleted = text
            case .category(let category):
                if !text.isEmpty { options.append(DHIS2Option(category: category, option: text)) }
            case .unused: break
            }
        }
        if columns.contains(.element) {
            if value.combination == .absent, !options.isEmpty { value.combination = .options(options) }
            return reading.take(value, into: &sink)
        }
        registration.period = value.period
        registration.orgUnit = value.orgUnit
        registration.attributes = value.attributes
        registration.isComplete = truthOfDHIS2(isCompleted) ?? true
        registration.line = line
        reading.register(registration, into: &sink)
    }
}
