public import Cryptography

/// One line of the audit log: who did what and when. Each holds the hash of the one before, so that no line can be
/// changed, left out or put in without changing all that follow.
public struct AuditRecord: Sendable, Hashable {
    /// Its place in the log, from 1.
    public let sequence: Int
    /// When.
    public let at: Timestamp
    /// Who.
    public let actor: String
    /// What was done.
    public let action: String
    /// To what.
    public let subject: String
    /// What else there is to say; never a value of a submission.
    public let detail: String
    /// The hash of the line before; of the first line 32 zero bytes.
    public let previous: Digest
    /// The SHA-256 of everything above.
    public let hash: Digest

    /// Takes a line as it was kept; `isChained` tells whether it holds.
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

    /// The line that follows another, or the first.
    ///
    /// - Throws: `CryptographyError.libraryFailed`.
    public static func next(
        after last: AuditRecord?, at: Timestamp, actor: String, action: String, subject: String, detail: String
    ) throws(CryptographyError) -> AuditRecord {
        let draft = AuditRecord(
            sequence: (last?.sequence ?? 0) + 1, at: at, actor: actor, action: action, subject: subject,
            detail: detail, previous: last?.hash ?? AuditRecord.beginning, hash: AuditRecord.beginning)
        return AuditRecord(
            sequence: draft.sequence, at: at, actor: actor, action: action, subject: subject, detail: detail,
            previous: draft.previous, hash: try draft.computedHash())
    }

    /// Whether this line is unaltered and follows another, or is the first.
    public func isChained(to last: AuditRecord?) -> Bool {
        guard sequence == (last?.sequence ?? 0) + 1, previous == last?.hash ?? AuditRecord.beginning else {
            return false
        }
        return (try? computedHash()) == hash
    }

    private static let beginning = Digest(0, 0, 0, 0)

    /// Every field with its length before it, so that no two lines have the same bytes.
    private func computedHash() throws(CryptographyError) -> Digest {
        var bytes: [UInt8] = Array("lindung audit 1\n".utf8)
        for text in ["\(sequence)", "\(at)", actor, action, subject, detail] {
            bytes += Array("\(text.utf8.count):".utf8) + Array(text.utf8)
        }
        return try SHA256.digest(of: bytes + previous.bytes)
    }
}
