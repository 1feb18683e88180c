public import Cryptography

/// Who did what and when, chained by hashes so that no record can be changed, dropped or slipped in unseen.
public struct AuditRecord: Hashable, Sendable {
    /// Its number, from 1, without gaps.
    public let sequence: Int
    /// When.
    public let at: Timestamp
    /// Who: a name of the office's own, no person's.
    public let actor: String
    /// What was done.
    public let action: String
    /// To what.
    public let subject: String
    /// More about it.
    public let detail: String
    /// The hash of the record before; 32 zero bytes for the first.
    public let previous: Digest
    /// The hash of all of the above.
    public let hash: Digest

    /// Takes a record as it was kept; `isChained` tells whether it holds.
    public init(
        sequence: Int, at: Timestamp, actor: String, action: String, subject: String, detail: String,
        previous: Digest, hash: Digest
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
        self.previous = previous
        self.hash = hash
    }

    /// What the first record is chained to.
    public static let start = Digest(0, 0, 0, 0)

    /// The record that comes after another, or the first.
    ///
    /// - Throws: `CryptographyError` where no hash could be made.
    public static func next(
        after last: AuditRecord?, at: Timestamp, actor: String, action: String, subject: String, detail: String
    ) throws(CryptographyError) -> AuditRecord {
        let unhashed = AuditRecord(
            sequence: (last?.sequence ?? 0) + 1, at: at, actor: actor, action: action, subject: subject,
            detail: detail, previous: last?.hash ?? start, hash: start)
        return AuditRecord(
            sequence: unhashed.sequence, at: at, actor: actor, action: action, subject: subject, detail: detail,
            previous: unhashed.previous, hash: try unhashed.computedHash())
    }

    /// Whether this record is as it was made and comes right after another, or is the first.
    ///
    /// - Throws: `CryptographyError` where no hash could be made.
    public func isChained(to last: AuditRecord?) throws(CryptographyError) -> Bool {
        // Subtracted, not added: a record read from elsewhere may bear any number.
        guard sequence >= 1, sequence - 1 == last?.sequence ?? 0, previous == last?.hash ?? AuditRecord.start else {
            return false
        }
        return try computedHash() == hash
    }

    /// Every field with its length before it, so that no two records are the same bytes.
    private func computedHash() throws(CryptographyError) -> Digest {
        var hash = try SHA256()
        let fields: [[UInt8]] = [
            Array("lindung audit 1".utf8), bigEndian(Int64(sequence)), bigEndian(at.secondsSince1970),
            Array(actor.utf8), Array(action.utf8), Array(subject.utf8), Array(detail.utf8), previous.bytes,
        ]
        for field in fields {
            try hash.update(bigEndian(Int64(field.count)))
            try hash.update(field)
        }
        return try hash.finalize()
    }

    private func bigEndian(_ number: Int64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> Int64($0)) }
    }
}
