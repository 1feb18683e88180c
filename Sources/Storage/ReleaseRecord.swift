public import Cryptography
public import Rationals
public import Statistics

/// Which release drew the figures of some periods of a vintage.
public struct DrawRecord: Sendable, Hashable {
    /// The periods.
    public let periods: PeriodRange
    /// The number of the release.
    public let release: Int

    /// Takes both.
    public init(periods: PeriodRange, release: Int) {
        self.periods = periods
        self.release = release
    }
}

/// That a vintage was taken back.
public struct ReleaseWithdrawal: Sendable, Hashable {
    /// When.
    public let at: Timestamp
    /// Why, in words.
    public let reason: String
    /// The release with which it fell, because it carries what that drew; `nil` where it was itself at fault.
    public let becauseOf: Int?

    /// Takes the facts.
    public init(at: Timestamp, reason: String, becauseOf: Int?) {
        self.at = at
        self.reason = reason
        self.becauseOf = becauseOf
    }
}

/// What is known of a vintage without reading its figures. It never changes; a withdrawal stands beside it.
public struct ReleaseRecord: Sendable, Hashable {
    /// Its number, consecutive over all datasets, from 1.
    public let number: Int
    /// The dataset.
    public let dataset: Identifier
    /// When it was made.
    public let made: Timestamp
    /// The day on which it was made, at the office.
    public let day: Day
    /// What the curator noted.
    public let note: String?
    /// Every period that it holds.
    public let periods: PeriodRange
    /// The SHA-256 of its payload.
    public let digest: Digest
    /// Which release drew which of its periods.
    public let draws: [DrawRecord]
    /// That it was taken back, if it was.
    public let withdrawal: ReleaseWithdrawal?

    /// Takes a record.
    public init(
        number: Int, dataset: Identifier, made: Timestamp, day: Day, note: String?, periods: PeriodRange,
        digest: Digest, draws: [DrawRecord], withdrawal: ReleaseWithdrawal?
    ) {
        self.number = number
        self.dataset = dataset
        self.made = made
        self.day = day
        self.note = note
        self.periods = periods
        self.digest = digest
        self.draws = draws
        self.withdrawal = withdrawal
    }
}

/// That a release's own draw of a period was counted from a submission.
public struct ReleaseInput: Sendable, Hashable {
    /// The period.
    public let period: Period
    /// The submission.
    public let submission: SubmissionID

    /// Takes both.
    public init(period: Period, submission: SubmissionID) {
        self.period = period
        self.submission = submission
    }
}

/// The part of a population's budget that a charge is paid from.
public enum LedgerAccount: Sendable, Hashable {
    /// The share of a dataset.
    case share(dataset: Identifier)
    /// What is kept back for corrections.
    case reserve
}

/// What one draw of a release was charged to each of its days.
public struct LedgerRecord: Sendable, Hashable {
    /// The population.
    public let population: Identifier
    /// Where it was paid from.
    public let account: LedgerAccount
    /// The dataset that was released.
    public let dataset: Identifier
    /// The number of the release.
    public let release: Int
    /// The days.
    public let days: ClosedRange<Day>
    /// ρ of approximate zCDP.
    public let rho: Rational
    /// δ′ of approximate zCDP.
    public let delta: Rational
    /// The pure ε, where the charge has one.
    public let pureEpsilon: Rational?
    /// Whether the figures were exact, so that nothing is promised for these days.
    public let isExact: Bool

    /// Takes a record.
    public init(
        population: Identifier, account: LedgerAccount, dataset: Identifier, release: Int, days: ClosedRange<Day>,
        rho: Rational, delta: Rational, pureEpsilon: Rational?, isExact: Bool
    ) {
        self.population = population
        self.account = account
        self.dataset = dataset
        self.release = release
        self.days = days
        self.rho = rho
        self.delta = delta
        self.pureEpsilon = pureEpsilon
        self.isExact = isExact
    }
}

/// A file that was written of a vintage, by its digest.
public struct ExportRecord: Sendable, Hashable {
    /// The SHA-256 of the file.
    public let digest: Digest
    /// The number of the release.
    public let release: Int
    /// The format.
    public let format: String
    /// The table, where it was one alone.
    public let table: Identifier?
    /// When it was written for the first time.
    public let made: Timestamp

    /// Takes a record.
    public init(digest: Digest, release: Int, format: String, table: Identifier?, made: Timestamp) {
        self.digest = digest
        self.release = release
        self.format = format
        self.table = table
        self.made = made
    }
}
