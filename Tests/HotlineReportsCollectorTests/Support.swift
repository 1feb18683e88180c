import Catalogue
import Collecting
import Testing

@testable import HotlineReportsCollector

/// Keeps what a collector says, in words.
struct Recording: CollectingSink, Equatable {
    /// `period CODES unit` of each unit, or `period CODES ×count`, as it came.
    var observed: [String] = []
    var findings: [Finding] = []
    private let structure: DatasetStructure

    init(_ structure: DatasetStructure) { self.structure = structure }

    private func words(_ period: Period, _ codes: [CodeIndex]) -> String {
        let names = zip(structure.dimensions, codes).map { $0.codelist.code(at: $1).description }
        return "\(period) \(names.joined(separator: "/"))"
    }

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {
        observed.append("\(words(period, codes)) ×\(count)")
    }

    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {
        observed.append("\(words(period, codes)) \(unit.numbers[0])")
    }

    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {
        Issue.record("records are no form")
    }

    /// FNV-1a of the scope and the key.
    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in key.indices { hash = (hash ^ UInt64(key[place])) &* 0x100_0000_01B3 }
        return UnitMark(hash, scope == .own ? 0 : 1, 0, 0)
    }

    mutating func cover(_ period: Period, isNil: Bool) { Issue.record("records do not say what they cover") }

    mutating func report(_ finding: Finding) { findings.append(finding) }

    /// What was observed whatever its order.
    var sorted: [String] { observed.sorted() }

    /// The observations without the units, sorted: how many stand where.
    var cells: [String] {
        observed.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }.sorted()
    }

    /// `severity kind row:column`, one a finding; `-` for a place that has none.
    var outline: [String] {
        findings.map { finding in
            let place = [finding.location.row, finding.location.column].map { $0.map(String.init) ?? "-" }
            return "\(finding.severity) \(finding.kind.rawValue) \(place.joined(separator: ":"))"
        }
    }

    /// What must be mended or looked at.
    var problems: [String] { outline.filter { !$0.hasPrefix("note ") } }
}

/// A dataset of the shipped catalogue, beside the sources of the tests.
func dataset(_ name: String) throws -> DatasetStructure {
    let root = String("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])
    let catalogue = try #require(
        ShippedCatalogues.catalogue(named: "malaysia-ocsea", inResources: "\(root)/Sources/Catalogue/Resources"))
    return try catalogue.dataset(try Identifier(name)).structure
}

/// The files of the shipped samples.
func sample(_ name: String) throws -> [UInt8] {
    let root = String("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])
    return try FileSource("\(root)/Plugins/HotlineReportsCollector/Samples/\(name)").readAll()
}

/// A collector for a dataset.
func collector(
    for structure: DatasetStructure, _ options: [(name: String, value: String)] = []
) throws -> HotlineReportsCollector {
    try HotlineReportsCollector(
        structure: structure,
        settings: try CollectorSettings(for: HotlineReportsCollector.description, options: options))
}

/// Reads bytes for a dataset; today is 15 June 2026.
func collect(
    _ bytes: [UInt8], for structure: DatasetStructure, _ options: [(name: String, value: String)] = [],
    period: Period? = nil
) throws -> Recording {
    try read(bytes, by: try collector(for: structure, options), period: period)
}

/// Reads bytes by a collector; today is 15 June 2026.
func read(_ bytes: [UInt8], by collector: HotlineReportsCollector, period: Period? = nil, chunk: Int = .max) throws
    -> Recording
{
    var sink = Recording(collector.structure)
    let today = try #require(Day(year: 2026, month: 6, day: 15))
    try collector.collect(
        from: MemorySource(bytes, name: "f.csv", chunk: chunk),
        context: CollectingContext(today: today, period: period),
        into: &sink)
    return sink
}

/// Reads a text for a shipped dataset.
func collect(
    _ text: String, for name: String, _ options: [(name: String, value: String)] = [], period: Period? = nil
) throws -> Recording {
    try collect(Array(text.utf8), for: try dataset(name), options, period: period)
}

/// Every order of some rows.
func orders(of rows: [String]) -> [[String]] {
    guard let first = rows.first else { return [[]] }
    return orders(of: Array(rows.dropFirst())).flatMap { rest in
        (0...rest.count).map { place in
            var order = rest
            order.insert(first, at: place)
            return order
        }
    }
}
