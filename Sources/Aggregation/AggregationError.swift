public import Bytes

/// What stops counting altogether.
///
/// What is wrong with single rows is an ``AggregationProblem`` instead.
public enum AggregationError: Error, Hashable, Sendable {
    /// The bytes could not be had.
    case bytes(BytesError)
    /// There is not even a header.
    case empty(source: String)
    /// The header itself could not be read.
    case unreadableHeader(source: String, RecordProblem)
    /// The header has no such column; `known` are those it has.
    case noSuchColumn(String, source: String, known: [String])
    /// The header has the column twice.
    case doubledColumn(String, source: String)
    /// A plan names a column twice, or has none where it needs one.
    case invalidPlan(String)
    /// A count does not fit 64 bits.
    case overflow
    /// The structure has more combinations of codes than can be counted.
    case domainTooLarge(limit: Int)
    /// A count is below zero.
    case negativeCount
    /// Nothing is counted at these codes.
    case outsideDomain
    /// These levels, in words, are no section of the structure's form.
    case unknownSection(String)
    /// Counts were kept at a code at which the structure counts nothing now.
    case codeNotCounted(String, dimension: String)
    /// Partial aggregates of different plans were to be added; the text says what differs.
    case mismatch(String)
    /// More groups, codes or distinct keys than one run can hold.
    case tooMany(what: String, limit: Int)
    /// The bytes are no partial aggregate.
    case notAPartialAggregate
    /// A partial aggregate of a version that this program does not know.
    case unknownVersion(Int)
    /// The bytes begin as a partial aggregate but end early or were altered.
    case damagedPartialAggregate(offset: Int)
    /// A piece of a partial aggregate could not be sealed or opened, since the machine failed.
    case sealingFailed
    /// The partial aggregate of this name cannot be added.
    indirect case inPart(String, AggregationError)
    /// The bytes are no kept counts.
    case notKeptCounts
    /// Kept counts of a version that this program does not know.
    case unknownKeptVersion(Int)
    /// The bytes begin as kept counts but end early or were altered.
    case damagedKeptCounts(offset: Int)
}

extension AggregationError: CustomStringConvertible {
    /// One sentence for people: what stopped the count and what to do.
    public var description: String {
        switch self {
        case .bytes(let error): error.description
        case .empty(let source): "\(source): is empty; a header line is needed"
        case .unreadableHeader(let source, let problem): "\(source): the header cannot be read: \(problem)"
        case .noSuchColumn(let name, let source, _): "\(source): no column \u{201C}\(name)\u{201D}"
        case .doubledColumn(let name, let source): "\(source): the column \u{201C}\(name)\u{201D} stands there twice"
        case .invalidPlan(let text): text
        case .overflow: "a count does not fit 64 bits"
        case .domainTooLarge(let limit): "the declared domain has more than \(limit) cells; drop a dimension"
        case .negativeCount: "a count is below zero"
        case .outsideDomain: "a code lies outside the declared domain"
        case .unknownSection(let levels): "the form of this dataset has no section by \(levels)"
        case .codeNotCounted(let code, let dimension):
            "counts were kept at \(code) of \(dimension), where the structure counts nothing now; put the code back, or send the data again"
        case .mismatch(let text): "these counts cannot be added: \(text)"
        case .tooMany(let what, let limit): "more than \(limit) \(what); count by fewer or coarser columns"
        case .notAPartialAggregate: "not a partial aggregate"
        case .unknownVersion(let version):
            "a partial aggregate of version \(version), which is not known here; make it again"
        case .damagedPartialAggregate(let offset):
            "a partial aggregate that was cut off or altered, seen at byte \(offset); make it again"
        case .sealingFailed: "sealing or opening a partial aggregate failed"
        case .inPart(let name, let error): "\(name): \(error)"
        case .notKeptCounts: "no kept counts"
        case .unknownKeptVersion(let version): "kept counts of version \(version), which is not known here"
        case .damagedKeptCounts(let offset):
            "kept counts that were cut off or altered, seen at byte \(offset); restore them, or send the data again"
        }
    }
}
