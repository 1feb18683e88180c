public import Bytes
public import Collecting
public import Statistics

/// What a provider submits: one or more files, each a submission of its own, all taken or none.
public struct SubmitRequest: Sendable {
    /// The files; `-` is standard input.
    public var files: [String] = []
    /// The collector that reads them.
    public var collector: String
    /// Who sends.
    public var provider: Identifier
    /// The office that sends, where the provider has several.
    public var branch: Identifier?
    /// The dataset; a filled form says it itself.
    public var dataset: Identifier?
    /// The periods that the files cover in full; where none are named, those that stand in them.
    public var periods: PeriodRange?
    /// The mapping file of the collector.
    public var mappingFile: String?
    /// The options of the collector.
    public var options: [CollectorOptionValue] = []
    /// Whether good rows are taken where others have errors.
    public var keepsGoodRows = false

    /// A request that names collector and sender.
    public init(collector: String, provider: Identifier) {
        self.collector = collector
        self.provider = provider
    }
}

/// What reads submissions: the collectors there are, and how a file is opened.
public struct IntakeEnvironment: Sendable {
    let registry: CollectorRegistry
    let open: @Sendable (String) throws(BytesError) -> any ByteSource

    /// Takes both; `open` gets a path, `-` for standard input.
    public init(
        registry: CollectorRegistry, open: @escaping @Sendable (String) throws(BytesError) -> any ByteSource
    ) {
        self.registry = registry
        self.open = open
    }
}
