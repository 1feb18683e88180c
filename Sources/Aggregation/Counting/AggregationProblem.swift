/// One row that could not be counted, and where.
public struct AggregationProblem: Hashable, Sendable {
    /// What is wrong with it.
    public enum Kind: Hashable, Sendable {
        /// The record could not be read.
        case unreadable(RecordProblem.Kind)
        /// More or fewer fields than the header.
        case ragged(expected: Int, found: Int)
        /// The object has no such field.
        case missingField
        /// The coder of the column does not know the text.
        case unknownCode
        /// Not a whole number in plain digits.
        case notACount
        /// A count below zero.
        case negativeCount
        /// A count of 2⁶³ or more.
        case absurdCount
        /// The unit's key is empty.
        case missingKey

        /// A short name that groups problems of a kind.
        public var name: String {
            switch self {
            case .unreadable(.unterminatedQuote): "unterminated-quote"
            case .unreadable(.textAfterQuote): "text-after-quote"
            case .unreadable(.recordTooLong): "record-too-long"
            case .unreadable(.binary): "binary"
            case .unreadable(.invalidUTF8): "invalid-utf-8"
            case .unreadable(.tooManyFields): "too-many-fields"
            case .unreadable(.malformedJSON): "malformed-json"
            case .ragged: "ragged"
            case .missingField: "missing-field"
            case .unknownCode: "unknown-code"
            case .notACount: "not-a-count"
            case .negativeCount: "negative-count"
            case .absurdCount: "absurd-count"
            case .missingKey: "missing-key"
            }
        }
    }

    /// The most characters of a value that are kept.
    public static let valueLimit = 400

    /// What is wrong.
    public let kind: Kind
    /// Which source, from 0 in the order given.
    public let source: Int
    /// The record's number in its source, from 1, the header counted.
    public let record: Int
    /// The physical line, from 1.
    public let line: Int
    /// The column in that line, in characters from 1; `nil` where the whole record is meant.
    public let column: Int?
    /// The field's number from 1, where one field is meant.
    public let field: Int?
    /// The name of the column, where one is meant.
    public let columnName: String?
    /// What stands there in coded and number columns, cut at `valueLimit`: to be judged before any of it is shown.
    public let value: String?
}

/// How a count is run.
///
/// Nothing here changes its result, except the seed where a bound on cells chooses.
public struct AggregationOptions: Sendable {
    /// The key of the fast hash.
    public let seed: HashSeed
    /// How many threads, at least 1.
    public let threads: Int
    /// Bounds of records and blocks.
    public let limits: RecordLimits
    /// How many problems are kept; all are counted.
    public let problemLimit: Int
    /// The most groups, and the most distinct texts of one column.
    public let groupLimit: Int
    /// How many bytes units may take in memory, at least 256 KiB a thread; what is more goes to files without names.
    public private(set) var unitMemory: Int
    /// The folder for those files.
    public let spillFolder: String
    /// HMAC of a unit's key, of which 128 bits are kept, asked for at least once a distinct key; needed for partial aggregates of distinct counts.
    public let digest: (@Sendable (Span<UInt8>) -> Digest32)?

    /// Makes options.
    ///
    /// - Parameters:
    ///   - seed: The key of the fast hash.
    ///   - threads: 1 … 256.
    ///   - limits: Bounds of records and blocks.
    ///   - problemLimit: How many problems are kept.
    ///   - groupLimit: The most groups, and the most distinct texts of one column, below 2³¹.
    ///   - unitMemory: How many bytes units may take in memory, 24 for each meeting with a group; less than 256 KiB a
    ///     thread is taken for that. Below 4 MiB a thread files are read in many small pieces.
    ///   - spillFolder: Where there is room for more of them, on a disk.
    ///   - digest: HMAC of a unit's key, or `nil` where no partial aggregate of distinct units is needed.
    public init(
        seed: HashSeed, threads: Int = 1, limits: RecordLimits = .standard, problemLimit: Int = 1_000,
        groupLimit: Int = 1 << 24, unitMemory: Int = 64 << 20, spillFolder: String = "/var/tmp",
        digest: (@Sendable (Span<UInt8>) -> Digest32)? = nil
    ) {
        self.seed = seed
        self.threads = min(max(threads, 1), 256)
        self.limits = limits
        self.problemLimit = max(problemLimit, 0)
        self.groupLimit = min(max(groupLimit, 1), Int(Int32.max))
        self.unitMemory = max(unitMemory, self.threads * UnitBuffers.leastMemory)
        self.spillFolder = spillFolder
        self.digest = digest
    }
    /// The same with a share of the memory for units.
    func taking(_ share: Int, of whole: Int) -> AggregationOptions {
        var options = self
        options.unitMemory = max(unitMemory / whole * share, threads * UnitBuffers.leastMemory)
        return options
    }
}
