public import Collecting
public import Cryptography
public import Statistics
public import Storage

/// What a provider gets back for a submission: proof of what was received, and what was made of it.
public struct Receipt: Sendable {
    /// One period of a submission.
    public struct PeriodLine: Sendable, Hashable {
        /// The period.
        public let period: Period
        /// How many days late it came; 0 on time, `nil` where the dataset names no time.
        public let daysLate: Int?
        /// Whether it was said that there was nothing.
        public let isNil: Bool
        /// The submission whose figures it replaces for this period.
        public let replaces: SubmissionID?
        /// Whether it holds less than half of what it replaces: perhaps only part of the period was sent.
        public let isFarLess: Bool
    }

    /// The name of the submission.
    public let id: SubmissionID
    /// Who sent it.
    public let provider: Identifier
    /// The office that sent it, where the provider has several.
    public let branch: Identifier?
    /// What it counts.
    public let dataset: Identifier
    /// What read it.
    public let collector: Identifier
    /// The name of the file.
    public let fileName: String
    /// When it arrived.
    public let received: Timestamp
    /// The SHA-256 of what was received.
    public let digest: Digest
    /// How many bytes were received.
    public let byteCount: Int64
    /// How many observations were taken.
    public let rowsAccepted: Int
    /// How many rows were left out for errors.
    public let rowsRefused: Int
    /// The periods that it covers.
    public let periods: [PeriodLine]
    /// What was wrong or noteworthy.
    public let findings: FindingLog
    /// Whether the same was received before and nothing has changed: this is the receipt of then.
    public let isRepeat: Bool
}
