import Cryptography
import HTTPServing
import Statistics

/// All that decides what a request asks for: whoever sends the same again asks for the same.
struct RequestIdentity {
    /// What is asked: `POST /v1/submissions`.
    let operation: String
    /// For whom.
    let provider: Identifier
    /// The names and values of the query; their order says nothing, but for those of one name.
    let query: [(name: String, value: String)]
    /// The SHA-256 of the body.
    let body: Digest

    /// A digest of it: equal for equal requests alone.
    ///
    /// - Throws: `CryptographyError` where the library fails.
    func digest() throws -> Digest {
        var hash = try SHA256()
        // A sort that keeps the order of equal names.
        let sorted = query.enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }
        let texts =
            [operation, provider.description, body.description]
            + sorted.flatMap { [$0.element.name, $0.element.value] }
        // Each with its length before it, so that no two requests are the same bytes.
        for text in texts { try hash.update(Array("\(text.utf8.count):\(text)".utf8)) }
        return try hash.finalize()
    }
}
