import Collecting

extension TabularMappingFile {
    /// Where the period stands, and which column sums those of the periods.
    struct WrittenPeriod: Sendable {
        let source: TabularMapping.PeriodSource
        var total: TabularMapping.Column?
    }

    /// The period is that of the submission.
    static let noPeriod = WrittenPeriod(source: .constant(nil))

    static let pattern = YAMLShape<PeriodPattern?>.reading(
        .text, as: "a pattern such as yyyy-MM, d/M/yyyy, MMM yyyy, yyyy-'Q'Q, or sdmx"
    ) { text -> PeriodPattern?? in
        if text == "sdmx" { return .some(nil) }
        return PeriodPattern(text).map { .some($0) }
    }

    /// What headings give: whole periods in a pattern, or one part of them.
    private enum Headings: Sendable {
        case periods(PeriodPattern?)
        case part(PeriodParts.Source)
    }

    private static let headings = YAMLShape<Headings> { node, reader in
        if case .scalar(let scalar) = node.content {
            // A pattern of one part alone: the months of a year that stands elsewhere.
            let parts: [String: DatePart] = [
                "M": .month, "MM": .month, "MMM": .month, "Q": .quarter, "'Q'Q": .quarter, "w": .week, "ww": .week,
            ]
            if let part = parts[scalar.text] {
                return .part(PeriodParts.Source(part: part, place: .above, shortYear: false, words: [:]))
            }
        }
        return reader.read(node, pattern).map { .periods($0) }
    }

    static let period = YAMLShape<WrittenPeriod>.mapping("where the period stands") { map in
        let column = map.optional("column", column)
        let format = map.optional("format", pattern)
        let headings = map.optional("headings", headings)
        let total = map.optional("total", TabularMappingFile.column)
        let title = map.optional("title", .reading(.text, as: "a pattern such as MMM yyyy") { PeriodPattern($0) })
        let value = map.optional(
            "value", .reading(.text, as: "a period such as 2024-03") { Period($0) })
        let parts = DatePart.allCases.map { part in map.optional(part.rawValue, source(of: part)) }
        let partKeys = DatePart.allCases.map(\.rawValue).filter { map.has($0) }
        let ways = ["column", "headings", "title", "value"].filter { map.has($0) }
        if map.has("format"), !map.has("column") { map.report("format goes with column", at: "format") }
        if map.has("total"), !map.has("headings") { map.report("total goes with headings", at: "total") }

        if !partKeys.isEmpty, ways.isEmpty || ways == ["headings"] {
            let sources = parts.compactMap(\.self)
            guard sources.count == partKeys.count else { return nil }
            return readParts(sources, headings, map).map { WrittenPeriod(source: $0, total: total) }
        }
        guard ways.count == 1, partKeys.isEmpty else {
            let all = ["column", "headings", "value", "title"] + DatePart.allCases.map(\.rawValue)
            if ways.isEmpty, all.contains(where: { !map.has($0) && !lacks($0, map) }) { return nil }
            map.report(
                partKeys.isEmpty
                    ? "name one of column, headings and value"
                    : "the parts of a date go with headings or stand alone", at: partKeys.last ?? ways.last ?? "column")
            return nil
        }
        if let column { return WrittenPeriod(source: .column(column, format ?? nil)) }
        if let title { return WrittenPeriod(source: .title(title)) }
        if let headings {
            guard case .periods(let pattern) = headings else {
                map.report(
                    "the headings name no year", at: "headings", hint: "say where it stands: year: {column: …}")
                return nil
            }
            return WrittenPeriod(source: .headings(pattern), total: total)
        }
        return value.map { WrittenPeriod(source: .constant($0)) }
    }

    private static func readParts(
        _ sources: [PeriodParts.Source], _ headings: Headings?, _ map: YAMLMapping
    ) -> TabularMapping.PeriodSource? {
        var heading: PeriodParts.Source?
        if map.has("headings") {
            switch headings {
            case .part(let part): heading = part
            case .periods(let pattern?) where pattern.text == "yyyy" || pattern.text == "yy":
                heading = PeriodParts.Source(
                    part: .year, place: .above, shortYear: pattern.text == "yy", words: [:])
            case .periods:
                map.report(
                    "with parts of the date beside them, headings give one part alone", at: "headings",
                    hint: "write yyyy, MMM, M, Q or w")
                return nil
            case nil: return nil
            }
        }
        let named = sources.map(\.part) + [heading?.part].compactMap(\.self)
        guard Set(named).count == named.count, DateParts.makePeriod(Set(named)) else {
            map.report(
                "these parts make no period", at: sources.first?.part.rawValue ?? "headings",
                hint: "name a year alone, with a quarter, with a month, with an ISO week, or with month and day")
            return nil
        }
        return .parts(PeriodParts(sources: sources, heading: heading))
    }

    /// Where one part stands: a column alone, or what else is to be known about it.
    private static func source(of part: DatePart) -> YAMLShape<PeriodParts.Source> {
        .either(
            scalar: YAMLShape { node, reader in
                reader.read(node, column).map {
                    PeriodParts.Source(part: part, place: .column($0), shortYear: false, words: [:])
                }
            },
            mapping: .mapping("where the \(part.rawValue) stands") { map in
                let column = map.optional("column", column)
                let value = map.optional("value", .int(in: 1...9999))
                let place = map.optional("in", .oneOf(["title", "above"]))
                let format = part == .year ? map.optional("format", .oneOf(["yyyy", "yy"])) : nil
                let words = map.optional("words", .dictionary(of: .int(in: 1...9999))) ?? []
                let ways = ["column", "value", "in"].filter { map.has($0) }
                guard ways.count == 1 else {
                    if ["column", "value", "in"].allSatisfy({ map.has($0) || lacks($0, map) }) {
                        map.report("name one of column, value and in", at: ways.last ?? "column")
                    }
                    return nil
                }
                var found: PeriodParts.Place?
                if let column { found = .column(column) }
                if let value { found = .value(value) }
                if let place { found = place == "title" ? .title : .above }
                if case .title = found, part != .year {
                    map.report("the title gives the year alone", at: "in", hint: "or a period: {title: MMM yyyy}")
                    return nil
                }
                return found.map {
                    PeriodParts.Source(
                        part: part, place: $0, shortYear: format == "yy",
                        words: Dictionary(words.map { ($0.key, $0.value) }) { first, _ in first })
                }
            })
    }
}

extension TabularMapping.PeriodSource {
    /// Whether the counts stand in columns whose headings are periods, or parts of them.
    var hasPeriodColumns: Bool {
        switch self {
        case .headings: true
        case .parts(let parts): parts.heading != nil
        case .constant, .column, .title: false
        }
    }
}

extension TabularMapping.CountSource {
    /// Whether every row is one sighting of a unit.
    var readsRecords: Bool {
        switch self {
        case .rows, .units: true
        case .column, .periodColumns: false
        }
    }
}
