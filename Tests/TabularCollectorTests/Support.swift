import Collecting
import CollectorSupport
import Testing

@testable import TabularCollector

/// Two dimensions, months: states under regions, forms of harm.
let testStructure: Result<DatasetStructure, StatisticsError> = Result { () throws(StatisticsError) in
    let item = { (code: String, parent: String?, english: String, malay: String?) throws(StatisticsError) in
        let above: Code? = if let parent { try Code(parent) } else { nil }
        return Codelist.Item(code: try Code(code), label: LocalizedText(english, malay: malay), parent: above)
    }
    let states = try Codelist(
        id: try Identifier("STATE"), title: LocalizedText("State", malay: "Negeri"),
        levels: [try Identifier("region"), try Identifier("state")],
        items: [
            try item("NORTH", nil, "Northern region", "Utara"), try item("KDH", "NORTH", "Kedah", nil),
            try item("PLS", "NORTH", "Perlis", nil), try item("JHR", nil, "Johor", nil),
            try item("PNG", nil, "Penang", "Pulau Pinang"), try item("_U", nil, "Unknown", "Tidak diketahui"),
        ])
    let forms = try Codelist(
        id: try Identifier("FORM"), title: LocalizedText("Form of harm", malay: "Bentuk"),
        items: [
            try item("GROOMING", nil, "Grooming", "Pengantunan"), try item("SEXTORTION", nil, "Sextortion", nil),
            try item("_O", nil, "Other", "Lain-lain"),
        ])
    return try DatasetStructure(
        id: try Identifier("cases"), version: "1.0", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
        frequency: .monthly, population: try Identifier("cases"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
        dimensions: [
            Dimension(id: try Identifier("STATE"), title: states.title, codelist: states),
            Dimension(id: try Identifier("FORM"), title: forms.title, codelist: forms),
        ],
        unit: try UnitBounds(name: "case"),
        tables: [try TableDefinition(id: try Identifier("national"), dimensions: [:])],
        protection: try ProtectionPolicy())
}

/// The mapping of most tests: columns state, form, month, count.
let plainMapping = """
    mapping: 1
    dimensions:
      STATE: {column: state}
      FORM: {column: form}
    period: {column: month}
    count: {column: count}

    """

/// What the mapping above reads of this heading alone.
let heading = "state,form,month,count\n"

func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
    try #require(Day(year: year, month: month, day: day))
}

func collector(_ mapping: String, _ structure: DatasetStructure? = nil) throws -> TabularCollector {
    try TabularCollector(
        structure: try structure ?? testStructure.get(),
        settings: settings(MappingFile(name: "m.yaml", bytes: Array(mapping.utf8))))
}

/// Settings of a mapping alone.
func settings(_ mapping: MappingFile) throws(CollectorOptionsError) -> CollectorSettings {
    try CollectorSettings(for: TabularCollector.description, mapping: mapping)
}

/// Reads a source by a collector: a table gives counts and units, and does not say what it covers.
func read(
    _ source: any ByteSource, by collector: TabularCollector, for structure: DatasetStructure,
    _ context: CollectingContext
) throws -> Recording {
    try Recording(source, by: collector, for: structure, context, saying: [.counts, .units])
}

/// Reads bytes by a mapping; today is 15 June 2024.
func collect(
    _ bytes: [UInt8], _ mapping: String = plainMapping, period: Period? = nil, coverage: PeriodRange? = nil,
    chunk: Int = .max
) throws -> Recording {
    try collect(MemorySource(bytes, name: "f.csv", chunk: chunk), mapping, period: period, coverage: coverage)
}

func collect(
    _ source: any ByteSource, _ mapping: String = plainMapping, period: Period? = nil, coverage: PeriodRange? = nil
) throws -> Recording {
    try read(
        source, by: try collector(mapping), for: try testStructure.get(),
        CollectingContext(today: try day(2024, 6, 15), period: period, coverage: coverage))
}

func collect(
    _ text: String, _ mapping: String = plainMapping, period: Period? = nil, coverage: PeriodRange? = nil
) throws -> Recording {
    try collect(Array(text.utf8), mapping, period: period, coverage: coverage)
}

/// `period STATE/FORM count`, one a count.
func words(_ recording: Recording) -> [String] {
    recording.counts.map { "\($0.period) \(recording.words($0.codes)) \($0.count)" }
}

/// The mistakes of a mapping, `line:column: message (hint)` each.
func mistakes(_ mapping: String) throws -> [String] {
    do throws(CollectorOptionsError) {
        _ = try TabularCollector(
            structure: try testStructureOrFail(), settings: settings(MappingFile(name: "m", bytes: Array(mapping.utf8)))
        )
        return []
    } catch {
        guard case .mistakes(let problems) = error else { return ["\(error)"] }
        return problems.problems.map { String($0.description.dropFirst(2)) }
    }
}

private func testStructureOrFail() throws(CollectorOptionsError) -> DatasetStructure {
    guard case .success(let structure) = testStructure else {
        throw .mappingMissing(collector: TabularCollector.description.id)
    }
    return structure
}
