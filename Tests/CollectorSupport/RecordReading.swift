public import Collecting
import Testing

/// How the tests of a collector of records read with it: datasets that ship, files of one name, on 15 June 2026.
public struct RecordReading<C: Collector>: Sendable {
    private let structure: @Sendable (C) -> DatasetStructure

    /// Reads with a collector, of which `structure` tells the structure that it was made for.
    public init(_: C.Type, _ structure: @escaping @Sendable (C) -> DatasetStructure) { self.structure = structure }

    /// The bytes of a sample of the collector.
    ///
    /// - Throws: `BytesError` if there is none.
    public func sample(_ name: String) throws -> [UInt8] { try ShippedFiles.sample(name, of: "\(C.self)") }

    /// A collector for a dataset.
    ///
    /// - Throws: `CollectorOptionsError` as the collector.
    public func collector(
        for structure: DatasetStructure, _ options: [(name: String, value: String)] = []
    ) throws -> C {
        try C(structure: structure, settings: try CollectorSettings(for: C.description, options: options))
    }

    /// Reads bytes by a collector; `chunk` is the most bytes that it gets at a time.
    ///
    /// - Throws: `BytesError` as the source.
    public func read(
        _ bytes: [UInt8], by collector: C, period: Period? = nil, chunk: Int = .max
    ) throws -> Recording {
        let today = try #require(Day(year: 2026, month: 6, day: 15))
        return try Recording(
            MemorySource(bytes, name: "f.csv", chunk: chunk), by: collector, for: structure(collector),
            CollectingContext(today: today, period: period), saying: [.counts, .units])
    }

    /// Reads bytes for a dataset.
    ///
    /// - Throws: `CollectorOptionsError` as the collector.
    public func collect(
        _ bytes: [UInt8], for structure: DatasetStructure, _ options: [(name: String, value: String)] = [],
        period: Period? = nil
    ) throws -> Recording {
        try read(bytes, by: try collector(for: structure, options), period: period)
    }

    /// Reads a text for a dataset that ships.
    ///
    /// - Throws: `CollectorOptionsError` as the collector.
    public func collect(
        _ text: String, for dataset: String, _ options: [(name: String, value: String)] = [], period: Period? = nil
    ) throws -> Recording {
        try collect(Array(text.utf8), for: try ShippedFiles.dataset(dataset), options, period: period)
    }
}

/// Every order of some rows.
public func orders(of rows: [String]) -> [[String]] {
    guard let first = rows.first else { return [[]] }
    return orders(of: Array(rows.dropFirst())).flatMap { rest in
        (0...rest.count).map { place in
            var order = rest
            order.insert(first, at: place)
            return order
        }
    }
}
