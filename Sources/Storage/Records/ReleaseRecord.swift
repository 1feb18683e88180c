public import Cryptography
public import Statistics

/// Which release drew the figures of which periods of a vintage.
public struct DrawRecord: Hashable, Sendable {
    /// The periods.
    public let periods: PeriodRange
    /// The number of the release that drew them.
    public let release: Int

    /// Takes both.
    public init(periods: PeriodRange, release: Int) {
        self.periods = periods
        self.release = release
    }
}

/// That a release was taken back.
public struct ReleaseWithdrawal: Hashable, Sendable {
    /// When.
    public let at: Timestamp
    /// Why, in words for readers.
    public let reason: String
    /// The release that was withdrawn and whose figures this one carries, where that is the reason.
    public let becauseOf: Int?

    /// Takes the facts.
    public init(at: Timestamp, reason: String, becauseOf: Int? = nil) {
        self.at = at
        self.reason = reason
        self.becauseOf = becauseOf
    }
}

/// What a draw was counted from: the part of a submission for a period.
public struct ReleaseInput: Hashable, Sendable {
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

/// A vintage as the store lists it; its figures are the payload, which stands apart.
public struct ReleaseRecord: Hashable, Sendable {
    /// Its number, consecutive over all datasets, from 1.
    public let number: Int
    /// The dataset.
    public let dataset: Identifier
    /// When it was made.
    public let made: Timestamp
    /// The day on which it was made, where the office is.
    public let day: Day
    /// A remark of whoever made it.
    public let note: String?
    /// The periods that it covers.
    public let periods: PeriodRange
    /// SHA-256 of the payload.
    public let digest: Digest
    /// Which release drew which of its periods, itself included.
    public let draws: [DrawRecord]
    /// That it was taken back.
    public let withdrawal: ReleaseWithdrawal?

    /// Takes the facts.
    public init(
        number: Int, dataset: Identifier, made: Timestamp, day: Day, note: String?, periods: PeriodRange,
        digest: Digest, draws: [DrawRecord], withdrawal: ReleaseWithdrawal? = nil
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

    /// The same release, taken back or not.
    public func withdrawn(_ withdrawal: ReleaseWithdrawal?) -> ReleaseRecord {
        ReleaseRecord(
            number: number, dataset: dataset, made: made, day: day, note: note, periods: periods, digest: digest,
            draws: draws, withdrawal: withdrawal)
    }

    /// Checks that bytes are the payload of this release.
    ///
    /// - Returns: whether their digest is the one of the record.
    /// - Throws: `StoreError.failed` where no hash could be made.
    public func isMade(of payload: [UInt8]) throws(StoreError) -> Bool {
        do throws(CryptographyError) {
            return try SHA256.digest(of: payload) == digest
        } catch { throw .failed(operation: "hash", code: 0) }
    }
}
