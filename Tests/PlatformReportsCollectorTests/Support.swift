import Catalogue
import Collecting
import CollectorSupport
import Testing

@testable import PlatformReportsCollector

extension Recording {
    /// `period CODE/CODE count`, one a count.
    var observations: [String] { counts.map { "\($0.period) \(words($0.codes)) \($0.count)" } }

    /// `period CODE/CODE unit`, one a unit.
    var units: [String] { sightings.map { "\($0.period) \(words($0.codes)) \($0.mark.numbers[0])" } }
}

/// The structure of a dataset: of the samples, or of the catalogue that ships.
func structure(_ name: String) throws -> DatasetStructure {
    let id = try Identifier(name)
    let folder = CatalogueFolder(path: ShippedFiles.samples(of: "PlatformReportsCollector"))
    return try folder.datasets.contains(id) ? folder.dataset(id).structure : ShippedFiles.dataset(name)
}

/// The bytes of a sample.
func sample(_ name: String) throws -> [UInt8] {
    try ShippedFiles.sample("files/\(name)", of: "PlatformReportsCollector")
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
        try Recording(
            MemorySource(bytes, name: "f.csv", chunk: chunk), by: collector, for: structure, context,
            saying: [.counts, .units])
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
