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

    static let pattern = YAMLShape<PeriodPattern?>.reading(
        .text, as: "a pattern such as yyyy-MM, d/M/yyyy, MMM yyyy, yyyy-'Q'Q, or sdmx"
    ) { text -> PeriodPattern?? in
        if text == "sdmx" { return .some(nil) }
        return PeriodPattern(text).map { .some($0) }
    }

    static let period = YAMLShape<TabularMapping.PeriodSource>.mapping("where the period stands") { map in
        let column = map.optional("column", column)
        let format = map.optional("format", pattern)
        let headings = map.optional("headings", pattern)
        let value = map.optional(
            "value", .reading(.text, as: "a period such as 2024-03") { Period($0) })
        let named = ["column", "headings", "value"].filter { map.has($0) }
        guard named.count == 1 else {
            let isMisspelt = ["column", "headings", "value"].contains { !map.has($0) && !lacks($0, map) }
            if named.isEmpty, isMisspelt { return nil }
            map.report("name one of column, headings and value", at: named.last ?? "column")
            return nil
        }
        if map.has("format"), !map.has("column") { map.report("format goes with column", at: "format") }
        if let column { return .column(column, format ?? nil) }
        if let headings { return .headings(headings) }
        return value.map { .constant($0) }
    }

    static let count = YAMLShape<TabularMapping.CountSource>.either(
        scalar: .reading(.text, as: "rows, or a mapping that names the column", hint: "write count: {column: …}") {
            $0 == "rows" ? .rows : nil
        },
        mapping: .mapping("where the count stands") { map in
            map.required("column", column).map { .column($0) }
        })
}
