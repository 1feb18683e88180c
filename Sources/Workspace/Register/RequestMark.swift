public import Cryptography
public import Statistics
import Storage

/// What a request is recognised by when its sender, who got no answer, sends it again: a key of the sender's choice, and
/// what was asked. Both are keyed hashes, so that the store tells nobody what they were.
public struct RequestMark: Sendable, Hashable {
    /// The sender and the key.
    public let key: Digest
    /// What is asked.
    public let request: Digest

    /// How long a key is remembered.
    static let days: Int64 = 30

    /// The record of what was done under this mark.
    func record(of submission: SubmissionID, at moment: Moment) -> RequestKeyRecord {
        let end = moment.at.secondsSince1970 + RequestMark.days * 86_400
        return RequestKeyRecord(
            key: key, request: request, submission: submission,
            expires: Timestamp(secondsSince1970: end) ?? moment.at)
    }
}

/// Whether a request was done before.
public enum EarlierRequest: Sendable {
    /// Nothing was done under its key, or long ago.
    case none
    /// It was, with this receipt.
    case same(Receipt)
    /// Its key was used for another request.
    case other
}

extension Workspace {
    /// Marks a request.
    ///
    /// - Parameters:
    ///   - sender: who chose the key; keys of others are others.
    ///   - chosen: the key that the sender chose.
    ///   - request: the digest of all that is asked.
    /// - Returns: the mark.
    /// - Throws: `WorkspaceError.machine` where the library fails.
    public func mark(sender: Identifier, chosen: String, request: Digest) throws(WorkspaceError) -> RequestMark {
        RequestMark(
            key: try key.tag(of: "lindung 1 request key \(sender) \(chosen)"),
            request: try key.tag(of: "lindung 1 request \(request)"))
    }

    /// Whether a request was done before.
    public func earlier(_ mark: RequestMark, at moment: Moment) throws(WorkspaceError) -> EarlierRequest {
        try store.read { reading throws(WorkspaceError) in try earlier(mark, at: moment, reading) }
    }

    /// The same within a transaction.
    func earlier(
        _ mark: RequestMark, at moment: Moment, _ reading: any StoreReading
    ) throws(WorkspaceError) -> EarlierRequest {
        let known = try stored { () throws(StoreError) in try reading.requestKey(mark.key) }
        guard let known, known.expires > moment.at else { return .none }
        guard known.request.isEqual(inConstantTime: mark.request) else { return .other }
        return .same(try receipt(of: try self.known(known.submission, reading), isRepeat: true))
    }
}
