/// Reads one submission: turns its bytes into observations and findings.
///
/// A reader is a value without state of its own between submissions. It touches no disk, network, clock
/// or randomness by itself: the bytes come from the source, what it needs to know from the context, and
/// everything it has to say goes to the sink. The same bytes give the same observations and findings, in
/// the same order, every time, however the source cuts them.
public protocol SubmissionReader: Sendable {
    /// Whether it reads records, one unit a row or so, rather than counts that somebody made. Which periods a
    /// submission of records covers does not follow from the records.
    var readsRecords: Bool { get }

    /// Reads one submission to its end.
    ///
    /// What is wrong with the content is a finding; only what keeps the bytes from being had is thrown, at once and
    /// as it came: that is how a submission is broken off (`BytesError.cancelled`).
    ///
    /// - Throws: `BytesError` where the source fails.
    func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError)
}

extension SubmissionReader {
    /// Counts, unless a reader says otherwise.
    public var readsRecords: Bool { false }
}

/// A source kind as a Swift type: reads the submissions of one kind of file for one dataset.
public protocol Collector: SubmissionReader {
    /// What the collector is and takes.
    static var description: CollectorDescription { get }

    /// Makes a collector for one dataset, of settings that keep to what `description` declares.
    ///
    /// - Throws: `CollectorOptionsError` with every mistake of the mapping, checked against the structure, or with why
    ///   the dataset is none that it can feed.
    init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError)
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
    /// The dataset lacks dimensions that the collector gives counts by.
    case datasetNotFed(collector: Identifier, dataset: Identifier, needs: DatasetNeeds)
    /// There is no such option.
    case optionUnknown(String, collector: Identifier, known: [String])
    /// An option has a value that it does not take.
    case optionValue(String, option: CollectorOption)
    /// An option was given twice.
    case optionDoubled(String)
    /// A collector of another program failed or does not fit; the reason in words.
    case notStarted(collector: Identifier, reason: String)
}

extension CollectorOptionsError: CustomStringConvertible {
    /// The mistake in words, one line each.
    public var description: String {
        switch self {
        case .mappingMissing(let id): "the collector \(id) needs a mapping file: add --mapping FILE"
        case .mappingNotTaken(let id): "the collector \(id) takes no mapping file: leave --mapping out"
        case .mistakes(let error): error.description
        case .datasetNotFed(let id, let dataset, let needs):
            "the collector \(id) gives counts for datasets \(needs); \(dataset) is none of these"
        case .optionUnknown(let name, let id, let known):
            known.isEmpty
                ? "the collector \(id) has no options; leave --option \(name) out"
                : "the collector \(id) has no option \(name) (there are: \(known.joined(separator: ", ")))"
        case .optionValue(let value, let option):
            "--option \(option.name)=\(Excerpt.cutting(value) ?? "…"): expected \(option.kind)"
        case .optionDoubled(let name): "--option \(name) was given twice; give it once"
        case .notStarted(let id, let reason): "the collector \(id) cannot be used: \(reason)"
        }
    }
}
