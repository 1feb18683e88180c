public import Aggregation
public import Collecting
public import Rationals
public import Statistics

/// What `aggregate` is asked to do: count files once, and protect the counts, without a workspace.
public struct AggregateRequest: Sendable {
    /// How the counts are protected.
    public enum Protection: Sendable {
        /// Not at all: raw counts, not for publication.
        case exact
        /// Not at all: raw counts in a form that can be merged.
        case partial
        /// With noise.
        case noise(NoiseRequest)
    }

    /// The files, `-` for standard input.
    public var inputs: [String] = []
    /// The columns, or the dimensions, to count by.
    public var by: [String] = []
    /// The column of periods.
    public var periodColumn: String?
    /// How the period column is written; as SDMX writes periods where there is no pattern.
    public var periodPattern: PeriodPattern?
    /// The frequency to which finer periods are gathered.
    public var frequency: Frequency?
    /// The periods to publish.
    public var periods: PeriodRange?
    /// What is added up.
    public var measure = AggregationPlan.Measure.rows
    /// Which rows count.
    public var filters: [AggregationPlan.Filter] = []
    /// The structure file that declares the dimensions.
    public var structureFile: String?
    /// The mapping file, where a collector reads the files.
    public var mappingFile: String?
    /// The collector that reads the files, where there is a mapping file.
    public var collector = "tabular"
    /// How the counts are protected.
    public var protection = Protection.exact
    /// Whether totals over each column are given too.
    public var totals = false
    /// How many threads count.
    public var threads = 1
    /// The least memory for distinct keys with which a thread works well, in bytes: with less, temporary files would be
    /// read in pieces of a few hundred bytes.
    public static let leastKeyMemory = 4 << 20

    /// How many bytes the distinct keys of a count may take in memory, ``leastKeyMemory`` a thread or more; what is more
    /// goes to temporary files.
    public var keyMemory = 64 << 20
    /// The folder of those files.
    public var temporaryFolder = "/var/tmp"
    /// Whether rows with errors are left out rather than refusing the whole.
    public var skipsBadRows = false
    /// The file of the key that seals partial aggregates.
    public var keyFile: String?
    /// The ledger that is charged.
    public var ledgerFile: String?

    /// A request that asks for nothing yet.
    public init() {}

    /// Whether the result holds raw counts.
    public var isRaw: Bool { if case .noise = protection { false } else { true } }
}

/// With what noise counts are to be protected; what is `nil` comes from the structure.
public struct NoiseRequest: Sendable {
    /// ε, pure or together with `delta`.
    public var epsilon: Rational?
    /// δ.
    public var delta: Rational?
    /// ρ of zero-concentrated differential privacy.
    public var rho: Rational?
    /// The distribution.
    public var mechanism: ProtectionPolicy.Mechanism?
    /// The least count that is shown; 0 shows every cell.
    public var k: Int?

    /// A request that leaves all to the structure.
    public init() {}
}
