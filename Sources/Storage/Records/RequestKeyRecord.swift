public import Cryptography

/// That a request was done under a key of its sender's choice, so that the same sent again is not done twice.
///
/// Neither key nor request stands in it: both are keyed hashes.
public struct RequestKeyRecord: Hashable, Sendable {
    /// A keyed hash of the sender and the key.
    public let key: Digest
    /// A keyed hash of all that the request asked for.
    public let request: Digest
    /// The submission that it was answered with.
    public let submission: SubmissionID
    /// From when on it may be forgotten.
    public let expires: Timestamp

    /// Takes the facts.
    public init(key: Digest, request: Digest, submission: SubmissionID, expires: Timestamp) {
        self.key = key
        self.request = request
        self.submission = submission
        self.expires = expires
    }
}
