/// Findings as they come, counted in full and kept in part, so that a file with a million bad rows costs no
/// more memory than one with a hundred.
public struct FindingLog: Sendable {
    /// The most findings of one kind that are kept.
    public static let keptOfAKind = 200

    /// The findings that were kept, in the order in which they came.
    public private(set) var kept: [Finding] = []
    /// How many rows have an error: as often as an error stands in another file, sheet or row than the error before it.
    /// A collector that reads row by row comes to each row once.
    public private(set) var rowsRefused = 0
    private var lastRefused: (file: String, sheet: String?, row: Int)?
    private var counts: [Finding.Severity: Int] = [:]
    private var kinds: [Finding.Kind: Int] = [:]
    private var refusals: Set<Finding.Kind> = []

    /// Makes an empty log.
    public init() {}

    /// Counts a finding, and keeps it while there are few of its kind.
    public mutating func add(_ finding: Finding) {
        counts[finding.severity, default: 0] += 1
        kinds[finding.kind, default: 0] += 1
        if finding.severity == .error { refusals.insert(finding.kind) }
        if finding.severity == .error, let row = finding.location.row {
            let place = (file: finding.location.file, sheet: finding.location.sheet, row: row)
            if lastRefused.map({ $0 != place }) ?? true { rowsRefused += 1 }
            lastRefused = place
        }
        if kinds[finding.kind, default: 0] <= FindingLog.keptOfAKind { kept.append(finding) }
    }

    /// How many findings of a weight there were.
    public func count(of severity: Finding.Severity) -> Int { counts[severity, default: 0] }

    /// How many findings of each kind there were beyond those that were kept, in the order of the kinds.
    public var left: [(kind: Finding.Kind, count: Int)] {
        Finding.Kind.allCases.compactMap { kind in
            let more = kinds[kind, default: 0] - FindingLog.keptOfAKind
            return more > 0 ? (kind, more) : nil
        }
    }

    /// Whether something was found that refuses a submission as a whole, even where bad rows may be left out:
    /// personal data, a file that is no text or no document from some point on or that counts something else, more units
    /// than can be kept apart, or a collector that failed on the way.
    public var refusesWhole: Bool {
        !refusals.isDisjoint(with: [
            .personalData, .binaryFile, .malformedDocument, .wrongUnit, .tooManyUnits, .collectorFailed,
        ])
    }

    /// Whether a row was left out for what other rows hold, or for how much it holds, or may have swallowed rows behind it
    /// (a quotation mark that does not pair), or a submission has to be left out for what its counts come to. Under noise
    /// that refuses the whole: else one unit more could take many others with it, and its reach would have no bound.
    public var refusesProtection: Bool {
        !refusals.isDisjoint(with: [
            .doubledRow, .absurdCount, .contradiction, .emptyForm, .differentTotals, .aboveTotal, .brokenRule,
            .impossibleCombination, .unequalTotal, .malformedRow, .rowTooLong,
        ])
    }
}
