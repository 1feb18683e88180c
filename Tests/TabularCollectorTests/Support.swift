import Catalogue
import Collecting
import Testing

@testable import TabularCollector

/// A sink that keeps all it is given.
struct Recording: CollectingSink, Equatable {
    struct Observation: Hashable {
        let period: Period
        let codes: [CodeIndex]
        let count: Int64
    }

    /// That a unit was observed; its mark begins with the number of its key's letters.
    struct Sighting: Hashable {
        let period: Period
        let codes: [CodeIndex]
        let mark: UnitMark
    }

    var observations: [Observation] = []
    var sightings: [Sighting] = []
    var findings: [Finding] = []

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {
        observations.append(Observation(period: period, codes: codes, count: count))
    }

    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {
        sightings.append(Sighting(period: period, codes: codes, mark: unit))
    }

    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark {
        var sum: UInt64 = 0
        for place in key.indices { sum = sum &* 31 &+ UInt64(key[place]) }
        return UnitMark(sum, UInt64(key.count), scope == .own ? 0 : 1, 0)
    }

    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {
        Issue.record("a table gives observations, not sections of a form")
    }

    mutating func cover(_ period: Period, isNil: Bool) {
        Issue.record("a table does not say what it covers")
    }

    mutating func report(_ finding: Finding) { findings.append(finding) }

    /// `severity kind row:column`, one a finding; `-` for a place that has none.
    var outline: [String] {
        findings.map { finding in
            let place = [finding.location.row, finding.location.column].map { $0.map(String.init) ?? "-" }
            return "\(finding.severity) \(finding.kind.rawValue) \(place.joined(separator: ":"))"
        }
    }

    /// What must be mended, alone.
    var errors: [String] { outline.filter { $0.hasPrefix("error ") }.map { String($0.dropFirst(6)) } }
}

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
    var sink = Recording()
    let context = CollectingContext(today: try day(2024, 6, 15), period: period, coverage: coverage)
    try collector(mapping).collect(from: source, context: context, into: &sink)
    return sink
}

func collect(
    _ text: String, _ mapping: String = plainMapping, period: Period? = nil, coverage: PeriodRange? = nil
) throws -> Recording {
    try collect(Array(text.utf8), mapping, period: period, coverage: coverage)
}

/// `period STATE/FORM count`, one an observation.
func words(_ recording: Recording) throws -> [String] {
    let dimensions = try testStructure.get().dimensions
    return recording.observations.map { observation in
        let codes = zip(dimensions, observation.codes).map { $0.codelist.code(at: $1).description }
        return "\(observation.period) \(codes.joined(separator: "/")) \(observation.count)"
    }
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
