import Collecting

/// Long tables of figures: what NCMEC's reports hold, Meta's and TikTok's enforcement reports. A row is one figure, and
/// only rows of one category or metric are counted, for others break the same total down again.
enum LongReading {
    private static let other = LocalizedText(
        "another category, metric, policy or breakdown", malay: "kategori, metrik, dasar atau pecahan lain")

    /// NCMEC's report contents.
    static func readContents(
        _ source: any ByteSource, _ options: PlatformOptions, _ rows: inout FigureRows,
        into sink: inout some CollectingSink
    ) throws(BytesError) {
        let wanted = contents(options, rows.structure)
        let columns = ["category", "label", "year", "quantity"].map { RecordColumn($0, isNeeded: true) }
        var table = try RecordTable(source, columns: columns, encoding: options.encoding)
        var seen: [String] = []
        while try table.next(into: &sink) {
            let (category, label) = (table.text(0), table.text(1))
            note(category, &seen)
            let isTotal = Folding.words(category) == "reports" && Folding.words(label) != "total"
            guard Folding.words(category) == Folding.words(wanted), !isTotal else {
                rows.skipped += 1
                continue
            }
            guard let period = publicPeriod(table.text(2)) else {
                sink.report(.malformedPeriod(table.text(2), pattern: "2023", at: table.place(2)))
                continue
            }
            rows.take(
                table.text(3), period: period, words: [.kind: label, .content: label],
                key: [Folding.words(label)], line: table.line, at: table.place(3), wordAt: { _ in table.place(1) },
                into: &sink)
        }
        finish(&table, "category", wanted, seen, rows, into: &sink)
    }

    /// The category of contents that is counted: the one chosen, or the one that the dataset has a dimension for.
    static func contents(_ options: PlatformOptions, _ structure: DatasetStructure) -> String {
        if !options.category.isEmpty { return options.category }
        let hasKind = structure.dimensions.contains { $0.id.description == Role.kind.rawValue }
        return hasKind ? "kind of exploitation" : "reports"
    }

    /// Meta's enforcement report.
    static func readMeta(
        _ source: any ByteSource, _ options: PlatformOptions, _ rows: inout FigureRows,
        into sink: inout some CollectingSink
    ) throws(BytesError) {
        let wanted = metric(options, .meta)
        let columns = ["app", "policy_area", "metric", "period", "value"].map { RecordColumn($0, isNeeded: true) }
        var table = try RecordTable(source, columns: columns, encoding: options.encoding)
        var seen: [String] = []
        while try table.next(into: &sink) {
            note(table.text(2), &seen)
            guard Folding.words(table.text(2)) == Folding.words(wanted), takes(table.text(1), options, rows) else {
                rows.skipped += 1
                continue
            }
            guard let period = publicPeriod(table.text(3)) else {
                sink.report(.malformedPeriod(table.text(3), pattern: "2024Q2", at: table.place(3)))
                continue
            }
            rows.take(
                table.text(4), period: period, words: [.platform: table.text(0), .policy: table.text(1)],
                key: [table.text(0), table.text(1)].map { Folding.words($0) }, line: table.line, at: table.place(4),
                wordAt: { table.place($0 == .platform ? 0 : 1) }, into: &sink)
        }
        finish(&table, "metric", wanted, seen, rows, into: &sink)
    }

    /// TikTok's enforcement report.
    static func readTikTok(
        _ source: any ByteSource, _ options: PlatformOptions, _ rows: inout FigureRows,
        into sink: inout some CollectingSink
    ) throws(BytesError) {
        let wanted = metric(options, .tiktok)
        let names = ["metric", "period", "issue policy", "market", "result", "task type"]
        var table = try RecordTable(
            source,
            columns: names.map { RecordColumn($0, isNeeded: $0 != "task type") }
                + ["period type", "policy type", "task", "location"].map { RecordColumn($0) },
            encoding: options.encoding)
        var seen: [String] = []
        while try table.next(into: &sink) {
            note(table.text(0), &seen)
            // Rows for some tasks break the total down again.
            let isPart = ![table.text(5), table.text(8)].allSatisfy { $0.isEmpty || Folding.words($0) == "all" }
            guard Folding.words(table.text(0)) == Folding.words(wanted), !isPart,
                rows.has(.country) && Folding.words(table.text(3)) != "all" || options.takes(country: table.text(3)),
                takes(table.text(2), options, rows)
            else {
                rows.skipped += 1
                continue
            }
            guard let period = publicPeriod(table.text(1)) else {
                sink.report(.malformedPeriod(table.text(1), pattern: "Jul-Sep 2023", at: table.place(1)))
                continue
            }
            rows.take(
                table.text(4), period: period,
                words: [.platform: "TikTok", .policy: table.text(2), .country: table.text(3)],
                key: [table.text(2), table.text(3)].map { Folding.words($0) }, line: table.line, at: table.place(4),
                wordAt: { table.place($0 == .country ? 3 : 2) }, into: &sink)
        }
        finish(&table, "metric", wanted, seen, rows, into: &sink)
    }

    /// The metric that is counted: the one chosen, or the usual one.
    static func metric(_ options: PlatformOptions, _ shape: FileShape) -> String {
        if !options.metric.isEmpty { return options.metric }
        switch shape {
        case .meta: return "Content Actioned"
        case .tiktok: return "Total videos removed"
        default: return ""
        }
    }

    /// Whether a metric is a share of something rather than a count.
    static func isShare(_ metric: String) -> Bool {
        let words = Set(Folding.words(metric).split(separator: " "))
        let shares: Set<Substring> = ["rate", "share", "percent", "percentage", "proportion", "prevalence", "ratio"]
        return metric.contains("%") || !words.isDisjoint(with: shares)
    }

    /// Whether a policy is counted: one that has a code where the dataset has the dimension, else one asked for.
    static func takes(_ policy: String, _ options: PlatformOptions, _ rows: FigureRows) -> Bool {
        if options.policies.isEmpty, rows.has(.policy) { return rows.knows(policy, as: .policy) }
        return options.takes(policy: policy)
    }

    private static func note(_ name: String, _ seen: inout [String]) {
        if seen.count < 20, !seen.contains(name) { seen.append(name) }
    }

    private static func finish(
        _ table: inout RecordTable, _ what: String, _ wanted: String, _ seen: [String], _ rows: FigureRows,
        into sink: inout some CollectingSink
    ) {
        table.finish(into: &sink)
        if rows.taken == 0, table.rows > 0 {
            sink.report(.nothingOf(what, wanted: wanted, found: seen, at: Finding.Location(file: rows.file)))
        }
        rows.finish(skipped: other, into: &sink)
    }
}
