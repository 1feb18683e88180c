/// Something that every collector keeps to.
public enum ConformanceProperty: String, Sendable, Hashable, CaseIterable {
    /// What it says of itself makes sense.
    case description
    /// Every sample is read and gives something, without an error.
    case samples
    /// The same bytes give the same, twice and by another reader.
    case determinism
    /// It makes no difference how the source cuts the bytes.
    case chunking
    /// A file cut off anywhere is read without a crash, and what is said of it holds.
    case prefixes
    /// So is a file with mistakes.
    case mutations
    /// Observations are ones that the structure and the day of submission allow.
    case observations
    /// A finding stands at a place that the file has.
    case locations
    /// A finding is in English and Bahasa Malaysia.
    case languages
    /// A finding shows at most 40 characters of a value, and nothing that looks like a person's number or address.
    case excerpts
    /// The key of a unit stands nowhere but where its mark is asked for.
    case keys
    /// What looks like a person's number or address refuses the file wherever it stands, and is not repeated.
    case persons
    /// Memory does not grow with the file beyond what is declared.
    case memory
    /// No more of a file is read than what may be submitted, and a file that is cut short by the limit is said to be.
    case size
    /// A source that fails ends the reading at once, with the same error.
    case cancellation

    /// In words, for lists.
    public var words: String {
        switch self {
        case .description: "says what it is and takes"
        case .samples: "reads the samples without an error"
        case .determinism: "gives the same for the same bytes"
        case .chunking: "reads the same however the bytes are cut"
        case .prefixes: "reads a file cut off anywhere"
        case .mutations: "reads files with mistakes"
        case .observations: "observes what the structure allows"
        case .locations: "says where"
        case .languages: "speaks English and Bahasa Malaysia"
        case .excerpts: "shows little of a value"
        case .keys: "keeps keys to itself"
        case .persons: "refuses what looks like a person's number or address"
        case .memory: "keeps to its memory"
        case .size: "keeps to its size"
        case .cancellation: "stops at once"
        }
    }
}

/// One thing that a collector did and should not.
public struct ConformanceFailure: Sendable, Hashable, CustomStringConvertible {
    /// What it does not keep to.
    public let property: ConformanceProperty
    /// The sample that shows it, where one does.
    public let sample: String?
    /// What happened and how to see it again. It may quote the samples.
    public let detail: String

    /// `keeps keys to itself: sample.csv, cut behind byte 17: …`.
    public var description: String {
        "\(property.rawValue): \(sample.map { "\($0): " } ?? "")\(detail)"
    }
}

/// What one property came to.
public struct ConformanceOutcome: Sendable, Hashable {
    /// What was looked at.
    public let property: ConformanceProperty
    /// How many readings there were.
    public let readings: Int
    /// Of how many that are possible; the same where all were tried.
    public let possible: Int
    /// What failed, at most a few of a kind. What shows while one property is tried may be of another.
    public let failures: [ConformanceFailure]
    /// Why it could not be tried, where it could not.
    public let untried: String?
}

/// What the suite came to.
public struct ConformanceReport: Sendable, Hashable {
    /// The outcome of each property, in their order.
    public let outcomes: [ConformanceOutcome]
    /// All that failed.
    public var failures: [ConformanceFailure] {
        var seen: Set<ConformanceFailure> = []
        return outcomes.flatMap(\.failures).filter { seen.insert($0).inserted }
    }
    /// Whether nothing failed.
    public var passed: Bool { failures.isEmpty }

    /// Which properties failed.
    public var failed: Set<ConformanceProperty> { Set(failures.map(\.property)) }
}

/// Notes what failed while one property is tried: the first few of each kind.
struct FailureLog {
    static let kept = 5
    private(set) var failures: [ConformanceFailure] = []
    var readings = 0
    var possible = 0
    var untried: String?
    private var counts: [ConformanceProperty: Int] = [:]

    mutating func fail(_ property: ConformanceProperty, _ sample: String?, _ detail: String) {
        counts[property, default: 0] += 1
        guard counts[property, default: 0] <= FailureLog.kept else { return }
        failures.append(ConformanceFailure(property: property, sample: sample, detail: detail))
    }

    func outcome(of property: ConformanceProperty) -> ConformanceOutcome {
        ConformanceOutcome(
            property: property, readings: readings, possible: max(possible, readings), failures: failures,
            untried: untried)
    }
}
