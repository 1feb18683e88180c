import Collecting

extension TabularMappingFile {
    /// A range of numbers that stands for a code, as written.
    struct WrittenRange: Sendable {
        let numbers: ClosedRange<Int64>
        let code: YAMLLocated<String>
    }

    /// Whether a key is not there, nor one that was meant to be it, which is reported as unknown.
    static func lacks(_ key: String, _ map: YAMLMapping) -> Bool {
        !map.entries.contains { $0.key == key || nearest(to: $0.key, among: [key]) != nil }
    }

    static let encoding = YAMLShape<TextEncoding>.reading(
        .text, as: "an encoding: utf-8, latin-1 or windows-1252"
    ) { TextEncoding(named: $0) }

    static let separator = YAMLShape<UInt8>.reading(
        .text, as: "a separator: one character in quotes, or tab",
        hint: "for a semicolon write separator: \";\""
    ) { text in
        if text == "tab" { return 0x09 }
        return text.utf8.count == 1 ? text.utf8.first : nil
    }

    static let numbers = YAMLShape<NumberFormat>.mapping("a number format") { map in
        let decimal = map.optional("decimal", mark(".,", "a mark in quotes: a point or a comma before decimals"))
        let thousands = map.optional(
            "thousands", mark(",. '", "a mark in quotes: a comma, a point, a space or ' between thousands"))
        if let format = NumberFormat(decimal: decimal ?? ".", thousands: thousands) {
            return format
        }
        map.report("decimal and thousands are the same mark", at: "thousands", hint: "say both")
        return nil
    }

    private static func mark(_ marks: String, _ expected: String) -> YAMLShape<Character> {
        .reading(.text, as: expected) { text in
            text.count == 1 ? text.first.flatMap { marks.contains($0) ? $0 : nil } : nil
        }
    }

    static let column = YAMLShape<TabularMapping.Column> { node, reader in
        guard let text = reader.read(node, .text) else { return nil }
        if case .scalar(let scalar) = node.content, scalar.isPlain, let number = Int(text) {
            guard (1...4096).contains(number) else {
                reader.report("columns are numbered from 1 to 4096", at: node.position)
                return nil
            }
            return .number(number)
        }
        return .heading(text)
    }

    static let condition = YAMLShape<TabularMapping.Condition>.mapping("a condition on a column") { map in
        let column = map.required("column", column)
        let values = map.optional("values", .oneOrList(of: .possiblyEmptyText)) ?? []
        let starts = map.optional("startsWith", .oneOrList(of: .text)) ?? []
        guard let column else { return nil }
        if !map.has("values"), !map.has("startsWith") {
            map.report("say which values the column has: values or startsWith", at: "column")
            return nil
        }
        return TabularMapping.Condition(column: column, values: Set(values), starts: starts)
    }

    static let rows = YAMLShape<(keep: [TabularMapping.Condition], skip: [TabularMapping.Condition])>.mapping(
        "keep and skip"
    ) { map in
        let keep = map.optional("keep", .list(of: condition)) ?? []
        let skip = map.optional("skip", .list(of: condition)) ?? []
        return (keep, skip)
    }

    static let range = YAMLShape<WrittenRange>.mapping("a range of numbers") { map in
        let from = map.optional("from", .int(in: Int64.min...Int64.max)) ?? Int64.min
        let through = map.optional("to", .int(in: Int64.min...Int64.max)) ?? Int64.max
        let code = map.required("code", .located(.text))
        guard from <= through else {
            map.report("from is above to", at: "from")
            return nil
        }
        return code.map { WrittenRange(numbers: from...through, code: $0) }
    }

    static let unitColumn = YAMLShape<UnitColumn>.mapping("the column that names the units") { map in
        let column = map.required("column", column)
        let counts = map.required(
            "count",
            YAMLShape<[String: Int64]> { node, reader in
                if case .mapping = node.content {
                    return reader.read(node, .dictionary(of: factor)).map {
                        Dictionary($0.map { ($0.key, $0.value) }) { first, _ in first }
                    }
                }
                return reader.read(node, .oneOrList(of: .possiblyEmptyText)).map {
                    Dictionary($0.map { ($0, 1) }) { first, _ in first }
                }
            })
        let leftOut = map.optional("leaveOut", .oneOrList(of: .possiblyEmptyText)) ?? []
        guard let column, let counts else { return nil }
        if let both = leftOut.first(where: { counts[$0] != nil }) {
            map.report("\"\(both)\" is both counted and left out", at: "leaveOut")
            return nil
        }
        return UnitColumn(column: column, counts: counts, leftOut: leftOut)
    }

    static let factor = YAMLShape<Int64>.int(in: 1...1_000_000_000)

    static let totalsCheck = YAMLShape<TotalsCheck.Mode>.mapping("what is done about totals") { map in
        map.required("check", .oneOf(TotalsCheck.Mode.allCases.map(\.rawValue))).flatMap(TotalsCheck.Mode.init)
    }

    /// The mark between several words in a field.
    static let wordSeparator = YAMLShape<Character>.reading(
        .possiblyEmptyText, as: "the mark between the words of a field: one character in quotes"
    ) { $0.count == 1 ? $0.first : nil }

    /// Where the count stands and how it is scaled; no source where it stands in the period columns.
    struct WrittenCount: Sendable {
        let source: TabularMapping.CountSource?
        let scale: CountScale
    }

    static let count = YAMLShape<WrittenCount>.either(
        scalar: .reading(.text, as: "rows, or a mapping that names the column", hint: "write count: {column: …}") {
            $0 == "rows" ? WrittenCount(source: .rows, scale: .plain) : nil
        },
        mapping: .mapping("where the count stands") { map in
            let column = map.optional("column", column)
            let distinct = map.optional("distinct", distinct)
            let multiplier = map.optional("multiplier", factor) ?? 1
            let suffixes = map.optional("suffixes", .dictionary(of: factor)) ?? []
            let scale = CountScale(
                multiplier: multiplier, suffixes: Dictionary(suffixes.map { ($0.key, $0.value) }) { first, _ in first })
            if map.has("distinct") {
                if map.entries.count > 1 {
                    map.report("distinct stands alone: units are counted, not numbers", at: "distinct")
                }
                return distinct.map { WrittenCount(source: $0, scale: .plain) }
            }
            if map.has("column") { return column.map { WrittenCount(source: .column($0), scale: scale) } }
            // A misspelt column is reported as such, and the rest is not held against it.
            let isScaled = map.has("multiplier") || map.has("suffixes")
            guard isScaled else {
                _ = map.required("column", TabularMappingFile.column)
                return nil
            }
            return WrittenCount(source: nil, scale: scale)
        })

    private static let distinct = YAMLShape<TabularMapping.CountSource>.mapping("the key of the units") { map in
        let column = map.required("column", column)
        let scope = map.optional("scope", .oneOf(KeyScope.allCases.map(\.rawValue))).flatMap(KeyScope.init)
        guard let column else { return nil }
        return .units(key: column, scope: scope ?? .own)
    }
}
