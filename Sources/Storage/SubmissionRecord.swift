public import Cryptography
public import Statistics

/// That something was taken back, when and why.
public struct Withdrawal: Sendable, Hashable {
    /// When.
    public let at: Timestamp
    /// Why, in words.
    public let reason: String

    /// Takes both.
    public init(at: Timestamp, reason: String) {
        self.at = at
        self.reason = reason
    }
}

/// What is known of a submission. It never changes; that it was withdrawn or its bytes dropped stands beside it.
public struct SubmissionRecord: Sendable, Hashable {
    /// Its name.
    public let id: SubmissionID
    /// Who sent it.
    public let provider: Identifier
    /// The office that sent it, where the provider has several.
    public let branch: Identifier?
    /// What it counts.
    public let dataset: Identifier
    /// The version of the structure that it was read by.
    public let structureVersion: String
    /// The collector that read it.
    public let collector: Identifier
    /// The version of the collector.
    public let collectorVersion: String
    /// The name of the file.
    public let fileName: String
    /// When it arrived.
    public let received: Timestamp
    /// The day on which it arrived, at the office.
    public let day: Day
    /// How many bytes were received.
    public let byteCount: Int64
    /// The SHA-256 of what was received.
    public let digest: Digest
    /// The same for the same bytes read in the same way.
    public let contentKey: Digest
    /// How many observations were taken.
    public let rowsAccepted: Int
    /// How many rows were left out for errors.
    public let rowsRefused: Int
    /// Whether it says that there was nothing.
    public let isNil: Bool
    /// The receipt, sealed.
    public let sealedReceipt: [UInt8]
    /// Its place in the order of arrival, from 1; 0 before it is kept.
    public let sequence: Int
    /// That it was taken back, if it was.
    public let withdrawal: Withdrawal?
    /// When its bytes were dropped, if they were.
    public let purged: Timestamp?

    /// Takes a record; `sequence`, `withdrawal` and `purged` are the store's to fill.
    public init(
        id: SubmissionID, provider: Identifier, branch: Identifier?, dataset: Identifier, structureVersion: String,
        collector: Identifier, collectorVersion: String, fileName: String, received: Timestamp, day: Day,
        byteCount: Int64, digest: Digest, contentKey: Digest, rowsAccepted: Int, rowsRefused: Int, isNil: Bool,
        sealedReceipt: [UInt8], sequence: Int = 0, withdrawal: Withdrawal? = nil, purged: Timestamp? = nil
    ) {
        self.id = id
        self.provider = provider
        self.branch = branch
        self.dataset = dataset
        self.structureVersion = structureVersion
        self.collector = collector
        self.collectorVersion = collectorVersion
        self.fileName = fileName
        self.received = received
        self.day = day
        self.byteCount = byteCount
        self.digest = digest
        self.contentKey = contentKey
        self.rowsAccepted = rowsAccepted
        self.rowsRefused = rowsRefused
        self.isNil = isNil
        self.sealedReceipt = sealedReceipt
        self.sequence = sequence
        self.withdrawal = withdrawal
        self.purged = purged
    }
}

/// The counts of a submission for one period, sealed.
public struct SubmissionPart: Sendable, Hashable {
    /// The period.
    public let period: Period
    /// The counts, sealed by whoever keeps the key.
    public let sealedCounts: [UInt8]

    /// Takes a part.
    public init(period: Period, sealedCounts: [UInt8]) {
        self.period = period
        self.sealedCounts = sealedCounts
    }
}

/// What is known of one part without opening it: enough to tell which parts count.
public struct PartRecord: Sendable, Hashable {
    /// The submission.
    public let submission: SubmissionID
    /// The submission's place in the order of arrival.
    public let sequence: Int
    /// Who sent it.
    public let provider: Identifier
    /// The office that sent it, where the provider has several.
    public let branch: Identifier?
    /// The period.
    public let period: Period
    /// When it arrived.
    public let received: Timestamp
    /// The day on which it arrived, at the office.
    public let day: Day
    /// Whether the submission says that there was nothing.
    public let isNil: Bool
    /// Whether the submission was taken back.
    public let isWithdrawn: Bool

    /// Takes a record.
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
