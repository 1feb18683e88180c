import Collecting
import CollectorSupport
import Testing

@testable import DHIS2Collector

extension Recording {
    /// `period [code, code] count`, one a count.
    var observations: [String] { counts.map { "\($0.period) \($0.codes) \($0.count)" } }

    /// `severity kind row`, one a finding: which character of a document it is says little.
    var rows: [String] {
        findings.map { "\($0.severity) \($0.kind.rawValue) \($0.location.row.map(String.init) ?? "-")" }
    }

    /// What must be mended, alone.
    var wrongRows: [String] { rows.filter { $0.hasPrefix("error ") }.map { String($0.dropFirst(6)) } }
}

/// A dataset of months or of another frequency, by area and kind.
func structure(_ frequency: Frequency = .monthly) throws -> DatasetStructure {
    let list = { (id: String, codes: [String]) throws(StatisticsError) in
        let items = try codes.map { code throws(StatisticsError) in
            Codelist.Item(code: try Code(code), label: LocalizedText(code.lowercased()))
        }
        return try Codelist(id: try Identifier(id), title: LocalizedText(id), items: items)
    }
    let (areas, kinds) = (try list("AREA", ["A", "B"]), try list("KIND", ["X", "Y"]))
    return try DatasetStructure(
        id: try Identifier("cases"), version: "1.0", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
        frequency: frequency, population: try Identifier("cases"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
        dimensions: [
            Dimension(id: areas.id, title: areas.title, codelist: areas),
            Dimension(id: kinds.id, title: kinds.title, codelist: kinds),
        ],
        unit: try UnitBounds(name: "case"),
        tables: [try TableDefinition(id: try Identifier("national"), dimensions: [:])],
        protection: try ProtectionPolicy())
}

/// Two elements, two units, two combinations, one category.
let mapping = """
    mapping: 1
    dataSets: [set]
    dataElements: {first: {}, second: {}}
    orgUnits: {ua: {AREA: A}, ub: {AREA: B}}
    categoryOptionCombos: {cx: {KIND: X}, cy: {KIND: Y}}
    categories: {cat: {ox: {KIND: X}, oy: {KIND: Y}}}
    dimensions: {KIND: X}
    ignore: {dataElements: [noise], orgUnits: [elsewhere]}

    """

func collector(
    _ mapping: String = mapping, _ frequency: Frequency = .monthly, options: [(name: String, value: String)] = []
) throws -> DHIS2Collector {
    let file = MappingFile(name: "m.yaml", bytes: Array(mapping.utf8))
    return try DHIS2Collector(
        structure: structure(frequency),
        settings: CollectorSettings(for: DHIS2Collector.description, mapping: file, options: options))
}

func collect(_ collector: DHIS2Collector, _ bytes: [UInt8], chunk: Int = .max) throws -> Recording {
    let today = try #require(Day(year: 2026, month: 1, day: 1))
    return try Recording(
        MemorySource(bytes, name: "f", chunk: chunk), by: collector, for: collector.structure,
        CollectingContext(today: today), saying: [.counts, .covers])
}

func collect(
    _ text: String, mapping text2: String = mapping, _ frequency: Frequency = .monthly,
    options: [(name: String, value: String)] = []
) throws -> Recording {
    try collect(try collector(text2, frequency, options: options), Array(text.utf8))
}

/// A document in JSON of some values, each `element period unit combination value`.
func json(_ values: [String], head: String = "", tail: String = "") -> String {
    let objects = values.map { text in
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let names = ["dataElement", "period", "orgUnit", "categoryOptionCombo", "value"]
        let pairs = zip(names, parts).filter { !$0.1.isEmpty }.map { "\"\($0)\": \"\($1)\"" }
        return "{\(pairs.joined(separator: ", "))}"
    }
    return "{\(head)\"dataValues\": [\n\(objects.joined(separator: ",\n"))\n]\(tail)}\n"
}
