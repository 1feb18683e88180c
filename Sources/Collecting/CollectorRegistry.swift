/// A collector as its host knows it, whether it is linked in or a program of its own.
public struct RegisteredCollector: Sendable {
    /// What it is and takes.
    public let description: CollectorDescription
    /// The form of it that a person fills, where there is one.
    public let form: (any FormCollector.Type)?
    /// Whether it is a program of its own rather than linked in.
    public let isExternal: Bool
    private let makeReader:
        @Sendable (DatasetStructure, CollectorSettings) throws(CollectorOptionsError)
            -> any SubmissionReader

    /// Takes a collector that is linked in.
    public init(_ type: any Collector.Type) {
        self.init(type.description, form: type as? any FormCollector.Type) {
            (structure, settings) throws(CollectorOptionsError) in
            try type.init(structure: structure, settings: settings)
        }
    }

    /// Takes a collector by what makes a reader of it.
    public init(
        _ description: CollectorDescription, form: (any FormCollector.Type)? = nil, isExternal: Bool = false,
        reader:
            @escaping @Sendable (DatasetStructure, CollectorSettings) throws(CollectorOptionsError)
            -> any SubmissionReader
    ) {
        self.description = description
        self.form = form
        self.isExternal = isExternal
        makeReader = reader
    }

    /// Makes a reader for one dataset.
    ///
    /// - Throws: `CollectorOptionsError` if the dataset is none that the collector feeds or its mapping has mistakes.
    public func reader(
        structure: DatasetStructure, settings: CollectorSettings
    ) throws(CollectorOptionsError) -> any SubmissionReader {
        guard description.feeds.areMet(by: structure) else {
            throw .datasetNotFed(collector: description.id, dataset: structure.id, needs: description.feeds)
        }
        return try makeReader(structure, settings)
    }
}

/// The collectors that a program knows.
public struct CollectorRegistry: Sendable {
    /// The collectors, in the order in which they are listed.
    public let collectors: [RegisteredCollector]

    /// Takes collectors that are linked in; the first of those that share a name is the one that is found.
    public init(_ types: [any Collector.Type]) { self.init(types.map { RegisteredCollector($0) }) }

    /// Takes collectors; the first of those that share a name is the one that is found.
    public init(_ collectors: [RegisteredCollector]) { self.collectors = collectors }

    /// These collectors and others behind them.
    public func adding(_ others: [RegisteredCollector]) -> CollectorRegistry { CollectorRegistry(collectors + others) }

    /// The collector of a name.
    public func collector(named name: String) -> RegisteredCollector? {
        collectors.first { $0.description.id.description == name }
    }
}
