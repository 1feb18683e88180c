/// The interface between collectors and their host.
public enum CollectorAPI {
    /// Its version. It grows by one whenever a collector written before would no longer compile or behave
    /// (`docs/collectors.md` keeps the history); what is only added leaves it as it is.
    public static let version = 1
}

/// Who it is whose files a collector reads.
public enum SourceKind: String, Sendable, CaseIterable {
    /// A child helpline.
    case helpline
    /// A hotline for child sexual abuse material.
    case hotline
    /// The police, a prosecutor or a court.
    case police
    /// A platform, or a clearing house for reports of platforms.
    case platform
    /// Anyone: the collector reads a format, not a kind of source.
    case any
}

/// Whether a collector reads a mapping file.
public enum MappingUse: String, Sendable, CaseIterable {
    /// It takes none.
    case none
    /// It takes one.
    case optional
    /// It cannot work without.
    case needed
}

/// What a collector is and what it takes, for lists, help and negotiation.
public struct CollectorDescription: Sendable, Hashable {
    /// Its name in commands.
    public let id: Identifier
    /// The version of the collector.
    public let version: String
    /// The version of the interface it was written for.
    public let apiVersion: Int
    /// Whose files it reads.
    public let sourceKind: SourceKind
    /// One line about it.
    public let summary: LocalizedText
    /// The media types it takes.
    public let mediaTypes: [String]
    /// The endings of the files it takes, without the dot.
    public let fileEndings: [String]
    /// The datasets it can feed.
    public let feeds: DatasetNeeds
    /// Its options, in the order in which they are shown.
    public let options: [CollectorOption]
    /// The largest submission it takes, in bytes.
    public let sizeLimit: Int64
    /// The most memory that it holds while it reads, in bytes, whatever the submission's size up to `sizeLimit`.
    public let memoryLimit: Int64
    /// Whether it reads a mapping file.
    public let mapping: MappingUse

    /// Takes a description. Of options that share a name the first counts.
    public init(
        id: Identifier, version: String, apiVersion: Int = CollectorAPI.version, sourceKind: SourceKind = .any,
        summary: LocalizedText, mediaTypes: [String], fileEndings: [String], feeds: DatasetNeeds = .anything,
        options: [CollectorOption] = [], sizeLimit: Int64, memoryLimit: Int64 = 256 << 20, mapping: MappingUse = .none
    ) {
        self.id = id
        self.version = version
        self.apiVersion = apiVersion
        self.sourceKind = sourceKind
        self.summary = summary
        self.mediaTypes = mediaTypes
        self.fileEndings = fileEndings
        self.feeds = feeds
        self.options = options
        self.sizeLimit = sizeLimit
        self.memoryLimit = memoryLimit
        self.mapping = mapping
    }
}

/// What a dataset must have for a collector to feed it.
public enum DatasetNeeds: Sendable, Hashable {
    /// Nothing: any dataset will do.
    case anything
    /// All of these dimensions.
    case all([Identifier])
    /// At least one of these dimensions.
    case some([Identifier])

    /// Whether a dataset has what is needed.
    public func areMet(by structure: DatasetStructure) -> Bool {
        switch self {
        case .anything: true
        case .all(let ids): ids.allSatisfy { structure.index(ofDimension: $0) != nil }
        case .some(let ids): ids.contains { structure.index(ofDimension: $0) != nil }
        }
    }
}

extension DatasetNeeds: CustomStringConvertible {
    /// `with the dimensions LAW and STAGE`.
    public var description: String {
        switch self {
        case .anything: "of any shape"
        case .all(let ids):
            "with the dimension\(ids.count == 1 ? "" : "s") \(ids.map(\.description).joined(separator: " and "))"
        case .some(let ids): "with one of the dimensions \(ids.map(\.description).joined(separator: ", "))"
        }
    }
}
