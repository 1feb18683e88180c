import Collecting

/// NCMEC's reports by country: one row a country, one column a year.
enum CountryReading {
    private static let years = Array(1998...2060)

    /// The year that a heading names.
    static func year(_ heading: String) -> Int? {
        Int(trimmed(heading)).flatMap { years.contains($0) ? $0 : nil }
    }

    static func read(
        _ source: any ByteSource, _ options: PlatformOptions, _ rows: inout FigureRows,
        into sink: inout some CollectingSink
    ) throws(BytesError) {
        let columns = [RecordColumn("country", isNeeded: true), RecordColumn("iso3", "code")]
        var table = try RecordTable(
            source, columns: columns + years.map { RecordColumn("\($0)") }, encoding: options.encoding)
        while try table.next(into: &sink) {
            let (country, code) = (table.text(0), table.text(1))
            guard rows.has(.country) || options.takes(country: country, code: code) else {
                rows.skipped += 1
                continue
            }
            // The code says more than the name, where there is a code for it.
            let word =
                !code.isEmpty && (rows.knows(code, as: .country) || !rows.knows(country, as: .country)) ? code : country
            for (place, year) in years.enumerated() where table.has(place + 2) {
                guard let period = Period(year: year) else { continue }
                rows.take(
                    table.text(place + 2), period: period, words: [.country: word], key: [Folding.words(country)],
                    line: table.line, at: table.place(place + 2), wordAt: { _ in table.place(0) }, into: &sink)
            }
        }
        table.finish(into: &sink)
        let reason = LocalizedText("another country", malay: "negara lain")
        if rows.taken == 0, table.rows > 0 {
            sink.report(
                .nothingOf("country", wanted: options.country, found: [], at: Finding.Location(file: source.name)))
        }
        rows.finish(skipped: reason, into: &sink)
    }
}

/// A text without the white space around it.
func trimmed(_ text: String) -> String {
    guard let first = text.first, let last = text.last, first.isWhitespace || last.isWhitespace else { return text }
    var rest = text.drop { $0.isWhitespace }
    while let end = rest.last, end.isWhitespace { rest.removeLast() }
    return String(rest)
}
