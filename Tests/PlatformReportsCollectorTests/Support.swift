import Catalogue
import Collecting
import Testing

@testable import PlatformReportsCollector

/// A sink that keeps all it is given; the mark of a key is its length and first bytes.
struct Recording: CollectingSink, Equatable {
    var observations: [String] = []
    var units: [String] = []
    var findings: [Finding] = []
    private let structure: DatasetStructure

    init(_ structure: DatasetStructure) { self.structure = structure }

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {
        observations.append("\(period) \(words(codes)) \(count)")
    }

    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {
        units.append("\(period) \(words(codes)) \(unit.numbers[0] % 1_000_003)")
    }

    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark {
        var number: UInt64 = scope == .own ? 17 : 19
        for place in key.indices { number = number &* 31 &+ UInt64(key[place]) }
        return UnitMark(number, 0, 0, 0)
    }

    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {
        Issue.record("these files are no forms")
    }

    mutating func cover(_ period: Period, isNil: Bool) { Issue.record("these files do not say what they cover") }

    mutating func report(_ finding: Finding) { findings.append(finding) }

    private func words(_ codes: [CodeIndex]) -> String {
        zip(structure.dimensions, codes).map { $0.codelist.code(at: $1).description }.joined(separator: "/")
    }

    /// `severity kind row:column`, one a finding.
    var outline: [String] {
        findings.map { finding in
            let place = [finding.location.row, finding.location.column].map { $0.map(String.init) ?? "-" }
            return "\(finding.severity) \(finding.kind.rawValue) \(place.joined(separator: ":"))"
        }
    }

    /// What must be mended, alone.
    var errors: [String] { outline.filter { $0.hasPrefix("error ") }.map { String($0.dropFirst(6)) } }

    /// How often a kind of finding was noted, in words.
    func notes(_ kind: Finding.Kind) -> [String] { findings.filter { $0.kind == kind }.map(\.message.english) }
}

private let project = "\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0]

/// The structure of a dataset: of the samples, or of the catalogue that ships.
func structure(_ name: String) throws -> DatasetStructure {
    let samples = "\(project)/Plugins/PlatformReportsCollector/Samples"
    let shipped = "\(project)/Sources/Catalogue/Resources/malaysia-ocsea"
    let id = try Identifier(name)
    let folder = CatalogueFolder(path: samples)
    return try (folder.datasets.contains(id) ? folder : CatalogueFolder(path: shipped)).dataset(id).structure
}

/// The bytes of a sample.
func sample(_ name: String) throws -> [UInt8] {
    try FileSource("\(project)/Plugins/PlatformReportsCollector/Samples/files/\(name)").readAll()
}

/// A collector for a dataset; today is 1 January 2026.
struct Reader {
    let structure: DatasetStructure
    private let collector: PlatformReportsCollector
    private let context: CollectingContext

    /// Options are written `name=value`.
    init(_ dataset: String, _ options: [String] = [], coverage: String? = nil) throws {
        structure = try PlatformReportsCollectorTests.structure(dataset)
        let values = options.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            return (name: parts[0], value: parts.count > 1 ? parts[1] : "")
        }
        collector = try PlatformReportsCollector(
            structure: structure,
            settings: CollectorSettings(for: PlatformReportsCollector.description, options: values))
        let range = coverage.flatMap { PeriodRange($0) }
        let single = range.flatMap { $0.count == 1 ? $0.first : nil }
        let today = try #require(Day(year: 2026, month: 1, day: 1))
        context = CollectingContext(today: today, period: single, coverage: range)
    }

    func read(_ bytes: [UInt8], chunk: Int = .max) throws -> Recording {
        var sink = Recording(structure)
        try collector.collect(
            from: MemorySource(bytes, name: "f.csv", chunk: chunk), context: context, into: &sink)
        return sink
    }
}

func collect(
    _ bytes: [UInt8], for dataset: String, _ options: [String] = [], coverage: String? = nil
) throws -> Recording {
    try Reader(dataset, options, coverage: coverage).read(bytes)
}

func collect(
    _ text: String, for dataset: String, _ options: [String] = [], coverage: String? = nil
) throws -> Recording {
    try collect(Array(text.utf8), for: dataset, options, coverage: coverage)
}
