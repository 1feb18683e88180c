import Collecting

/// A data value set or a list of registrations in JSON.
struct JSONDocument {
    private var reader: JSONReader
    private var header = DHIS2Header()
    private var schemes: [(kind: DHIS2Mapping.Kind?, name: String)] = []
    private var names: Set<String> = []
    /// Values without period or organisation unit of their own, for a header that stands behind them.
    private var waiting: [DHIS2Value] = []
    private var tookWithoutAttributes = false
    private var isSound = true

    /// The most values that wait for a header.
    private static let waitingLimit = 100_000

    private static let known =
        ["dataSet", "period", "orgUnit", "attributeOptionCombo", "completeDate", "dataValues", "dryRun"]
        + ["completeDataSetRegistrations"]

    init(_ source: any ByteSource) { reader = JSONReader(source) }

    /// Reads the document; `false` after reporting that it is none that the mapping reads.
    mutating func read(
        into reading: inout DHIS2Reading, _ sink: inout some CollectingSink
    ) throws(DocumentError) -> Bool {
        guard try reader.next() == .objectBegins else {
            sink.report(.noDHIS2(at: reading.place(reader.line)))
            return false
        }
        header.line = reader.line
        var isKnown = false
        while let piece = try reader.next(), case .name(let name) = piece {
            guard names.insert(name).inserted else { throw .fault(reader.doubledName) }
            switch name {
            case "dataSet": header.dataSet = try text() ?? ""
            case "period": header.period = try text() ?? ""
            case "orgUnit": header.orgUnit = try text() ?? ""
            case "attributeOptionCombo":
                header.attributes = try combination()
                if tookWithoutAttributes, header.attributes != .absent {
                    sink.report(.missingValue(at: reading.place(reader.line, "attributeOptionCombo")))
                    isSound = false
                }
            case "completeDate": header.isComplete = !(try text() ?? "").isEmpty
            case "dataValues":
                isKnown = true
                isSound = isSound && check(reading, &sink)
                try values(into: &reading, &sink)
            case "completeDataSetRegistrations":
                isKnown = true
                try registrations(into: &reading, &sink)
            case let name where DHIS2Header.schemes.contains { $0.name == name }:
                guard let scheme = try text() else { continue }
                schemes += DHIS2Header.schemes.filter { $0.name == name }.map { ($0.kind, scheme) }
            default:
                reading.note(unknown: name, known: JSONDocument.known, line: reader.line, into: &sink)
                try reader.skipValue()
            }
        }
        _ = try reader.next()
        guard isKnown else {
            sink.report(.noDHIS2(at: reading.place(header.line)))
            return false
        }
        // What stands behind the values goes for them too.
        guard isSound, check(reading, &sink) else { return false }
        for value in waiting { reading.take(completed(value), into: &sink) }
        if header.isComplete { reading.register(header.registration, into: &sink) }
        return true
    }

    private func check(_ reading: DHIS2Reading, _ sink: inout some CollectingSink) -> Bool {
        reading.checkHeader(dataSet: header.dataSet, schemes: schemes, line: header.line, into: &sink)
    }

    private func completed(_ value: DHIS2Value) -> DHIS2Value {
        var value = value
        if value.period.isEmpty { value.period = header.period }
        if value.orgUnit.isEmpty { value.orgUnit = header.orgUnit }
        if value.attributes == .absent { value.attributes = header.attributes }
        return value
    }

    /// A string, or a number as written; `nil` for `null`. Anything else is passed over.
    private mutating func text() throws(DocumentError) -> String? {
        switch try reader.next() {
        case .string(let text), .number(let text): return trimmed(text)
        case .boolean(let value): return value ? "true" : "false"
        case .objectBegins, .arrayBegins:
            try leave()
            return nil
        default: return nil
        }
    }

    /// Passes over the rest of the object or array that has just begun.
    private mutating func leave() throws(DocumentError) {
        let depth = reader.depth - 1
        while reader.depth > depth { _ = try reader.next() }
    }

    /// A name, or an object of categories and their options.
    private mutating func combination() throws(DocumentError) -> DHIS2Combination {
        switch try reader.next() {
        case .string(let text), .number(let text): return trimmed(text).isEmpty ? .absent : .name(trimmed(text))
        case .objectBegins:
            var options: [DHIS2Option] = []
            while case .name(let category)? = try reader.next() {
                guard !options.contains(where: { $0.category == category }) else { throw .fault(reader.doubledName) }
                options.append(DHIS2Option(category: category, option: try text() ?? ""))
                guard options.count <= 64 else { throw .fault(reader.doubledName) }
            }
            return options.isEmpty ? .absent : .options(options)
        case .arrayBegins:
            try leave()
            return .absent
        default: return .absent
        }
    }

    private mutating func values(
        into reading: inout DHIS2Reading, _ sink: inout some CollectingSink
    ) throws(DocumentError) {
        guard try reader.next() == .arrayBegins else { throw unexpected }
        while let piece = try reader.next(), piece != .arrayEnds {
            guard piece == .objectBegins else { throw unexpected }
            let value = completed(try value())
            guard isSound else { continue }
            if value.period.isEmpty || value.orgUnit.isEmpty, waiting.count < JSONDocument.waitingLimit {
                waiting.append(value)
                continue
            }
            if value.attributes == .absent { tookWithoutAttributes = true }
            reading.take(value, into: &sink)
        }
    }

    private var unexpected: DocumentError {
        .fault(DocumentFault(.unexpected, line: reader.line, column: reader.column))
    }

    private mutating func value() throws(DocumentError) -> DHIS2Value {
        var value = DHIS2Value()
        value.line = reader.line
        var seen: Set<String> = []
        while case .name(let name)? = try reader.next() {
            guard seen.insert(name).inserted else { throw .fault(reader.doubledName) }
            switch name {
            case "dataElement": value.element = try text() ?? ""
            case "period": value.period = try text() ?? ""
            case "orgUnit": value.orgUnit = try text() ?? ""
            case "categoryOptionCombo": value.combination = try combination()
            case "attributeOptionCombo": value.attributes = try combination()
            case "value":
                let piece = try reader.next()
                switch piece {
                case .string(let text), .number(let text): value.value = trimmed(text)
                case .boolean(let truth): (value.value, value.isTruth) = (truth ? "1" : "0", true)
                case .objectBegins, .arrayBegins:
                    try leave()
                    (value.value, value.isText) = ("-", true)
                default: break
                }
            case "deleted": value.isDeleted = try text().flatMap(truthOfDHIS2) ?? false
            case "followup", "followUp": value.isMarked = try text().flatMap(truthOfDHIS2) ?? false
            case "comment", "storedBy":
                value.hasFreeText = try !reader.skipValue() || value.hasFreeText
            default: try reader.skipValue()
            }
        }
        return value
    }

    private mutating func registrations(
        into reading: inout DHIS2Reading, _ sink: inout some CollectingSink
    ) throws(DocumentError) {
        guard try reader.next() == .arrayBegins else { throw unexpected }
        while let piece = try reader.next(), piece != .arrayEnds {
            guard piece == .objectBegins else { throw unexpected }
            var registration = DHIS2Registration()
            registration.line = reader.line
            var seen: Set<String> = []
            while case .name(let name)? = try reader.next() {
                guard seen.insert(name).inserted else { throw .fault(reader.doubledName) }
                switch name {
                case "dataSet": registration.dataSet = try text() ?? ""
                case "period": registration.period = try text() ?? ""
                case "organisationUnit", "orgUnit": registration.orgUnit = try text() ?? ""
                case "attributeOptionCombo": registration.attributes = try combination()
                case "completed": registration.isComplete = try text().flatMap(truthOfDHIS2) ?? true
                default: try reader.skipValue()
                }
            }
            reading.register(registration, into: &sink)
        }
    }
}

/// A text without the white space around it.
func trimmed(_ text: String) -> String {
    guard let first = text.first, let last = text.last, first.isWhitespace || last.isWhitespace else { return text }
    var rest = text.drop { $0.isWhitespace }
    while let end = rest.last, end.isWhitespace { rest.removeLast() }
    return String(rest)
}
