public import Cryptography
public import Statistics

/// That something was taken back.
public struct Withdrawal: Hashable, Sendable {
    /// When.
    public let at: Timestamp
    /// Why, in words of whoever did.
    public let reason: String

    /// Takes the facts.
    public init(at: Timestamp, reason: String) {
        self.at = at
        self.reason = reason
    }
}

/// One file or request of a provider for a dataset. Never changed; what came later of it stands beside it.
public struct SubmissionRecord: Hashable, Sendable {
    /// Its name.
    public let id: SubmissionID
    /// Who sent it.
    public let provider: Identifier
    /// Which of the provider's offices, where these send on their own.
    public let branch: Identifier?
    /// For which dataset.
    public let dataset: Identifier
    /// The version of the structure that it was read by.
    public let structureVersion: String
    /// The collector that read it.
    public let collector: Identifier
    /// The collector's version.
    public let collectorVersion: String
    /// What the file was called.
    public let fileName: String
    /// When it arrived.
    public let received: Timestamp
    /// The day on which it arrived, where the office is.
    public let day: Day
    /// How many bytes were received.
    public let byteCount: Int64
    /// SHA-256 of what was received.
    public let digest: Digest
    /// Recognises a repeat: equal for equal bytes that are to be read in the same way.
    public let contentKey: Digest
    /// How many rows were taken.
    public let rowsAccepted: Int
    /// How many rows were refused.
    public let rowsRefused: Int
    /// Whether it says that there was nothing to report.
    public let isNil: Bool
    /// The receipt, sealed.
    public let sealedReceipt: [UInt8]
    /// The order of arrival, from 1; given by the store, 0 before.
    public let sequence: Int
    /// That it was taken back.
    public let withdrawal: Withdrawal?
    /// When its sealed bytes were dropped.
    public let purged: Timestamp?

    /// Takes the facts.
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

    /// The same submission as a store keeps it.
    public func kept(sequence: Int, withdrawal: Withdrawal? = nil, purged: Timestamp? = nil) -> SubmissionRecord {
        SubmissionRecord(
            id: id, provider: provider, branch: branch, dataset: dataset, structureVersion: structureVersion,
            collector: collector, collectorVersion: collectorVersion, fileName: fileName, received: received, day: day,
            byteCount: byteCount, digest: digest, contentKey: contentKey, rowsAccepted: rowsAccepted,
            rowsRefused: rowsRefused, isNil: isNil, sealedReceipt: sealedReceipt, sequence: sequence,
            withdrawal: withdrawal, purged: purged)
    }
}
