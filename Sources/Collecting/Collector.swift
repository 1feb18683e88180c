/// Turns the bytes of one submission into observations and findings.
///
/// A collector is a value without state of its own between submissions. It touches no disk, network, clock
/// or randomness by itself: the bytes come from the source, what it needs to know from the context, and
/// everything it has to say goes to the sink. The same bytes give the same observations and findings, in
/// the same order, every time.
public protocol Collector: Sendable {
    /// What the collector is and takes.
    static var description: CollectorDescription { get }

    /// Makes a collector for one dataset, of its mapping file where `description` says that it needs one.
    ///
    /// - Throws: `CollectorOptionsError` with every mistake of the mapping, checked against the structure.
    init(structure: DatasetStructure, mapping: MappingFile?) throws(CollectorOptionsError)

    /// Reads one submission to its end.
    ///
    /// What is wrong with the content is a finding; only what keeps the bytes from being had is thrown.
    ///
    /// - Throws: `BytesError` where the source fails.
    func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError)
}

/// What a collector is and what it takes, for lists, help and negotiation.
public struct CollectorDescription: Sendable, Hashable {
    /// Its name in commands.
    public let id: Identifier
    /// The version of the collector.
    public let version: String
    /// One line about it.
    public let summary: LocalizedText
    /// The media types it takes.
    public let mediaTypes: [String]
    /// The endings of the files it takes, without the dot.
    public let fileEndings: [String]
    /// The largest submission it takes, in bytes.
    public let sizeLimit: Int64
    /// Whether it cannot work without a mapping file.
    public let needsMapping: Bool

    /// Takes a description.
    public init(
        id: Identifier, version: String, summary: LocalizedText, mediaTypes: [String], fileEndings: [String],
        sizeLimit: Int64, needsMapping: Bool
    ) {
        self.id = id
        self.version = version
        self.summary = summary
        self.mediaTypes = mediaTypes
        self.fileEndings = fileEndings
        self.sizeLimit = sizeLimit
        self.needsMapping = needsMapping
    }
}

/// The content of a mapping file with its name.
public struct MappingFile: Sendable, Hashable {
    /// The name that problems show.
    public let name: String
    /// The content.
    public let bytes: [UInt8]

    /// Takes a file's content.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// Why a collector cannot be made.
public enum CollectorOptionsError: Error, Hashable, Sendable {
    /// The collector needs a mapping file and none was given.
    case mappingMissing(collector: Identifier)
    /// The collector takes no mapping file.
    case mappingNotTaken(collector: Identifier)
    /// The mapping file holds mistakes.
    case mistakes(YAMLError)
}

extension CollectorOptionsError: CustomStringConvertible {
    /// The mistake in words, one line each.
    public var description: String {
        switch self {
        case .mappingMissing(let id): "the collector \(id) needs a mapping file: add --mapping FILE"
        case .mappingNotTaken(let id): "the collector \(id) takes no mapping file: leave --mapping out"
        case .mistakes(let error): error.description
        }
    }
}
