import Collecting
public import CollectorConformance
public import Testing

/// A sample that ships, the dataset that it is for, and options.
public struct ShippedSample: CustomTestStringConvertible, Sendable {
    let file: String
    let dataset: String
    let options: [(name: String, value: String)]

    /// Names a sample; options are those of the collector.
    public init(_ file: String, for dataset: String, _ options: [(name: String, value: String)] = []) {
        self.file = file
        self.dataset = dataset
        self.options = options
    }

    /// The name of the file.
    public var testDescription: String { file }
}

extension ConformanceEffort {
    /// Enough for each of many samples; too short to show what memory a long file takes: `make collectors` tries that.
    public static let ofEachSample = ConformanceEffort(runs: 12, bytes: 40_000, longSample: 1 << 20)
}

extension RecordReading {
    /// Tries a property of the collector on a sample.
    ///
    /// - Throws: whatever keeps the sample from being read.
    public func check(_ property: ConformanceProperty, on sample: ShippedSample) throws -> ConformanceOutcome {
        let today = try #require(Day(year: 2026, month: 6, day: 15))
        return try CollectorConformance(
            RegisteredCollector(C.self), structure: try ShippedFiles.dataset(sample.dataset),
            settings: try CollectorSettings(for: C.description, options: sample.options),
            context: CollectingContext(today: today),
            samples: [ConformanceSample(name: sample.file, bytes: try self.sample(sample.file))],
            effort: .ofEachSample
        ).check(property)
    }
}
