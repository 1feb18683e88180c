import Publishing
import Rationals
@_spi(Releasing) import Statistics
import Testing

@testable import Pages

/// What a made-up release shows: so many states and forms, for some months.
struct Sample {
    var title = LocalizedText("Reports to hotlines", malay: "Laporan kepada talian aduan")
    var note: String?
    var months = "2024-01..2025-12"
    /// Codes of a dimension `STATE`, by label.
    var states = [
        ("MY-10", "Selangor", "Selangor"), ("MY-13", "Sarawak", "Sarawak"), ("REST", "Elsewhere", "Tempat lain"),
    ]
    var forms = [("GROOM", "Grooming", "Pengantunan"), ("OTHER", "Another form", "Bentuk lain")]
    var breakAt: String?
    /// A figure by its table, series and place among the periods.
    var cell: @Sendable (_ table: Int, _ series: Int, _ place: Int) -> ProtectedCell = { table, series, place in
        if table == 1, series == 2 { return place == 3 ? .notApplicable : .hidden }
        if table == 2, series == 1, place == 4 { return .missing }
        if table == 2, series == 1, place == 5 { return .estimate(value: 0, margin: 9) }
        return .estimate(value: Int64(1200 - 300 * table + 50 * series + 31 * place), margin: 12)
    }

    func dataset() throws -> PublishedDataset {
        PublishedDataset(
            try release(), day: try #require(Day(year: 2026, month: 1, day: 28)), note: note,
            theme: LocalizedText("Hotlines", malay: "Talian aduan"))
    }

    private func dimension(
        _ id: String, _ title: LocalizedText, _ codes: [(String, String, String)]
    ) throws -> Dimension {
        Dimension(
            id: try Identifier(id), title: title,
            codelist: try Codelist(
                id: try Identifier(id), title: title,
                items: codes.map {
                    Codelist.Item(code: try Code($0.0), label: LocalizedText($0.1, malay: $0.2))
                }))
    }

    func release() throws -> Release {
        let periods = try #require(PeriodRange(months))
        let dimensions = [
            try dimension("STATE", LocalizedText("State", malay: "Negeri"), states),
            try dimension("FORM", LocalizedText("Form", malay: "Bentuk"), forms),
        ]
        let tables = [
            try TableDefinition(
                id: try Identifier("national"), title: LocalizedText("All reports", malay: "Semua laporan"),
                dimensions: [:]),
            try TableDefinition(
                id: try Identifier("state"), title: LocalizedText("By state", malay: "Mengikut negeri"),
                dimensions: [dimensions[0].id: .all]),
            try TableDefinition(
                id: try Identifier("form"), title: LocalizedText("By form", malay: "Mengikut bentuk"),
                dimensions: [dimensions[1].id: .all]),
        ]
        let unit = try UnitBounds(name: "report")
        let structure = try DatasetStructure(
            id: try Identifier("hotline-reports"), version: "1.0", agency: try Identifier("TEST"), title: title,
            frequency: periods.frequency, population: try Identifier("reports"),
            measure: DatasetStructure.Measure(unit: "reports", title: LocalizedText("Reports", malay: "Laporan")),
            dimensions: dimensions, unit: unit, tables: tables, protection: try ProtectionPolicy(k: 20),
            seriesBreaks: try breakAt.map {
                [
                    DatasetStructure.SeriesBreak(
                        period: try #require(Period($0)),
                        reason: LocalizedText("A new law", malay: "Undang-undang baharu"))
                ]
            } ?? [])
        let levels = [LevelTuple([0, 0]), LevelTuple([1, 0]), LevelTuple([0, 1])]
        let noise = DrawnNoise(
            arrangement: .residuals,
            measurements: try levels.map {
                DrawnNoise.Measurement(levels: $0, variance: try #require(Rational("36")))
            })
        let codes: [[[CodeIndex]]] = [
            [[.total], [.total]], [dimensions[0].codelist.leaves, [.total]], [[.total], dimensions[1].codelist.leaves],
        ]
        return Release(
            number: 7, structure: structure, periods: periods, provisional: [periods.last],
            draws: [
                Draw(
                    periods: periods, release: 7,
                    protection: ProtectionStatement(
                        mechanism: .discreteGaussian, threshold: .noisy, k: 20, unit: unit,
                        guarantee: PrivacyGuarantee(
                            rho: try #require(Rational("1/8")), epsilon: 2.4995, delta: try #require(Rational("1e-6")))),
                    noise: noise)
            ],
            coverage: periods.map { Coverage(period: $0, expected: 9, reported: 7, senders: ["A", "B"]) },
            tables: tables.enumerated().map { table, definition in
                let series = codes[table].reduce(1) { $0 * $1.count }
                return ProtectedTable(
                    definition: definition,
                    blocks: [
                        ProtectedBlock(
                            levels: levels[table], codes: codes[table], periods: periods,
                            cells: (0..<series).flatMap { one in periods.indices.map { cell(table, one, $0) } })
                    ])
            },
            notes: [LocalizedText("Counted anew.", malay: "Dikira semula.")])
    }
}

/// A page's text in UTF-8.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// A dashboard as it is served.
func served(
    _ dataset: PublishedDataset, _ filter: ReleaseFilter = ReleaseFilter(), _ language: Language = .english
) -> String {
    text(DashboardPage(dataset, filter, places: .service).html(language))
}

/// A table of a filter alone.
func filter(table: String) throws -> ReleaseFilter {
    var filter = ReleaseFilter()
    filter.table = try Identifier(table)
    return filter
}

/// What stands between tags, and the tags, of a page; a page that is not well formed is seen.
struct Markup {
    /// The texts that people read or hear, each once.
    private(set) var texts: Set<String> = []
    /// The name and attributes of every element.
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    /// What is not well formed.
    private(set) var faults: [String] = []

    init(_ page: String) {
        var open: [String] = []
        var rest = page.dropFirst("<!DOCTYPE html>\n".count)
        if !page.hasPrefix("<!DOCTYPE html>\n") { faults.append("no doctype") }
        while let start = rest.firstIndex(of: "<") {
            note(rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("an open tag")
                break
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                if open.popLast() != String(tag.dropFirst()) { faults.append("</\(tag.dropFirst())> closes another") }
                continue
            }
            let name = String(tag.prefix { $0 != " " && $0 != "/" })
            var attributes: [String: String] = [:]
            var parts = tag.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)[...]
            while parts.count > 1 {
                let key = parts.removeFirst().drop { $0 == " " }
                let value = String(parts.removeFirst())
                if !key.hasSuffix("=") { faults.append("an attribute \(key)") }
                if attributes.updateValue(value, forKey: String(key.dropLast())) != nil {
                    faults.append("\(key) twice")
                }
            }
            elements.append((name, attributes))
            for spoken in ["aria-label", "content", "alt", "title"] where name != "meta" {
                if let value = attributes[spoken] { note(value[...]) }
            }
            if !tag.hasSuffix("/") { open.append(name) }
        }
        if !open.isEmpty { faults.append("open at the end: \(open)") }
    }

    private mutating func note(_ text: Substring) {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !text.isEmpty { texts.insert(text) }
    }

    /// The values of an attribute of all elements of a name.
    func values(_ name: String, _ attribute: String) -> [String] {
        elements.filter { $0.name == name }.compactMap { $0.attributes[attribute] }
    }
}
