public import Statistics

/// What a submission holds for one period.
public struct SubmissionPart: Hashable, Sendable {
    /// The period.
    public let period: Period
    /// The counts, sealed.
    public let sealedCounts: [UInt8]

    /// Takes both.
    public init(period: Period, sealedCounts: [UInt8]) {
        self.period = period
        self.sealedCounts = sealedCounts
    }
}

/// What is known of a part without opening it: enough to tell which parts stand.
public struct PartRecord: Hashable, Sendable {
    /// The submission.
    public let submission: SubmissionID
    /// The submission's order of arrival.
    public let sequence: Int
    /// Who sent it.
    public let provider: Identifier
    /// Which of the provider's offices.
    public let branch: Identifier?
    /// The period.
    public let period: Period
    /// When it arrived.
    public let received: Timestamp
    /// The day on which it arrived, where the office is.
    public let day: Day
    /// Whether it says that there was nothing to report.
    public let isNil: Bool
    /// Whether the submission was withdrawn.
    public let isWithdrawn: Bool

    /// The part of a submission for one period.
    public init(_ submission: SubmissionRecord, period: Period) {
        self.init(
            submission: submission.id, sequence: submission.sequence, provider: submission.provider,
            branch: submission.branch, period: period, received: submission.received, day: submission.day,
            isNil: submission.isNil, isWithdrawn: submission.withdrawal != nil)
    }

    /// Takes the facts.
    public init(
        submission: SubmissionID, sequence: Int, provider: Identifier, branch: Identifier?, period: Period,
        received: Timestamp, day: Day, isNil: Bool, isWithdrawn: Bool
    ) {
        self.submission = submission
        self.sequence = sequence
        self.provider = provider
        self.branch = branch
        self.period = period
        self.received = received
        self.day = day
        self.isNil = isNil
        self.isWithdrawn = isWithdrawn
    }
}
