import Collecting

/// Statements of reasons of the European Union's transparency database, one a row, known by their uuid: the full file
/// of 37 or 38 columns and the light one. Only what a platform did for the protection of minors is counted.
enum StatementReading {
    private static let category = "STATEMENT_CATEGORY_PROTECTION_OF_MINORS"
    /// Of several keywords the gravest counts, where a statement has room for one.
    private static let gravest = [
        "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL", "KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE",
        "KEYWORD_GROOMING_SEXUAL_ENTICEMENT_MINORS", "KEYWORD_UNSAFE_CHALLENGES",
        "KEYWORD_AGE_SPECIFIC_RESTRICTIONS_MINORS",
        "KEYWORD_AGE_SPECIFIC_RESTRICTIONS",
    ]

    static func read(
        _ source: any ByteSource, _ options: PlatformOptions, _ rows: inout FigureRows,
        into sink: inout some CollectingSink
    ) throws(BytesError) {
        let isByCreation = options.usesCreation
        var table = try RecordTable(
            source,
            columns: [
                RecordColumn("uuid", isNeeded: true, isKey: true), RecordColumn("category", isNeeded: true),
                RecordColumn("category_specification"), RecordColumn("platform_name", isNeeded: true),
                RecordColumn("application_date", isNeeded: !isByCreation),
                RecordColumn("created_at", isNeeded: isByCreation),
            ], encoding: options.encoding)
        let dateColumn = isByCreation ? 5 : 4
        while try table.next(into: &sink) {
            let category = table.text(1)
            guard rows.has(.category) ? rows.knows(category, as: .category) : category == StatementReading.category
            else {
                rows.skipped += 1
                continue
            }
            var isMalformed = false
            let time = table.time(dateColumn, options.times, isMalformed: &isMalformed, into: &sink)
            if time == nil, !isMalformed { sink.report(.missingValue(at: table.place(dateColumn))) }
            let period = time.flatMap {
                rows.context.place(
                    $0.period, frequency: rows.structure.frequency, at: table.place(dateColumn), into: &sink)
            }
            let keywords = keywords(table.text(2))
            let word = keywords.first ?? ""
            let isKnown = rows.knows(word, as: .kind)
            let words: [Role: String] = [
                .platform: table.text(3), .category: category, .keyword: word, .kind: isKnown ? word : "",
            ]
            let codes = rows.codes(words, at: { table.place($0 == .platform ? 3 : 2) }, into: &sink)
            let mark = table.withKey(0) { sink.mark(ofKey: $0, scope: options.scope) }
            if mark == nil { sink.report(.missingKey(at: table.place(0))) }
            guard let period, let codes, let mark else { continue }
            rows.observed(period)
            sink.observe(period: period, codes: codes, unit: mark)
        }
        table.finish(into: &sink)
        rows.finish(
            skipped: LocalizedText("not for the protection of minors", malay: "bukan untuk perlindungan kanak-kanak"),
            into: &sink)
    }

    /// The keywords of a statement, the gravest first: `["A","B"]`, `A,B` or `A`.
    private static func keywords(_ text: String) -> [String] {
        let names = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        let rank = { (name: String) in gravest.firstIndex(of: name) ?? gravest.count }
        return names.sorted { (rank($0), $0) < (rank($1), $1) }
    }
}
