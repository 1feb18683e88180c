import Cryptography
import Synchronization
import Workspace

/// The marked requests that are being done at the moment.
final class RequestsUnderWay: Sendable {
    private let marks = Mutex<[Digest: Digest]>([:])

    /// Does a marked request, unless one under the same key is being done.
    ///
    /// - Throws: `ProblemError` for one under way, or what `body` throws.
    func run<Result>(_ mark: RequestMark, _ body: () throws -> Result) throws -> Result {
        let other = marks.withLock { marks in
            let other = marks[mark.key]
            if other == nil { marks[mark.key] = mark.request }
            return other
        }
        if let other {
            throw ProblemError(
                other == mark.request
                    ? Problem(
                        .requestUnderWay, "the same request is still being done; ask again in a moment",
                        headers: [("Retry-After", "2")])
                    : .keyReused)
        }
        defer { marks.withLock { $0[mark.key] = nil } }
        return try body()
    }
}

extension Problem {
    /// That a key stands for another request already.
    static let keyReused = Problem(
        .keyReused, "this Idempotency-Key was used for another request; choose a new one for each request")
}
