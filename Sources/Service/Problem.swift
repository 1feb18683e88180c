import HTTPServing
import Publishing

/// What went wrong, for the client (RFC 9457, `application/problem+json`).
///
/// The type is a path below `/problems`, the same word in every version; title and detail are for people.
struct Problem: Sendable {
    /// The kinds of problems, each with its status and title.
    enum Kind: String, Sendable, CaseIterable {
        case badRequest = "bad-request"
        case unauthorized
        case forbidden
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case notAcceptable = "not-acceptable"
        case tooLarge = "too-large"
        case keyReused = "idempotency-key-reused"
        case requestUnderWay = "request-under-way"
        case digestDiffers = "digest-differs"
        case unsupportedMedia = "unsupported-media"
        case rangeNotSatisfiable = "range-not-satisfiable"
        case findings
        case notMeaningful = "not-meaningful"
        case refused
        case tooMany = "too-many-requests"
        case fault
        case busy
        case notReady = "not-ready"

        /// The HTTP status.
        var status: Int {
            switch self {
            case .badRequest, .digestDiffers: 400
            case .unauthorized: 401
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .notAcceptable: 406
            case .requestUnderWay: 409
            case .tooLarge: 413
            case .unsupportedMedia: 415
            case .rangeNotSatisfiable: 416
            case .findings, .notMeaningful, .keyReused: 422
            case .refused: 409
            case .tooMany: 429
            case .fault: 500
            case .busy, .notReady: 503
            }
        }

        /// What is wrong, in general.
        var title: String {
            switch self {
            case .badRequest: "The request is not well formed"
            case .unauthorized: "A valid token is needed"
            case .forbidden: "The token does not allow this"
            case .notFound: "There is nothing here"
            case .methodNotAllowed: "This cannot be done here"
            case .notAcceptable: "There is no such format"
            case .tooLarge: "The body is too long"
            case .keyReused: "The key was used for another request"
            case .requestUnderWay: "The same request is under way"
            case .digestDiffers: "What arrived is not what was sent"
            case .unsupportedMedia: "The body is in a form that is not read here"
            case .rangeNotSatisfiable: "The range lies outside the file"
            case .findings: "The submission has errors"
            case .notMeaningful: "What was asked for makes no sense"
            case .refused: "Refused to protect privacy"
            case .tooMany: "Too many requests"
            case .fault: "The machine failed"
            case .busy: "Too much to do at the moment"
            case .notReady: "Not ready to answer"
            }
        }
    }

    let kind: Kind
    /// What is wrong in this case, and how to mend it.
    let detail: String
    /// Headers that go with it.
    var headers: [(name: String, value: String)] = []

    init(_ kind: Kind, _ detail: String, headers: [(name: String, value: String)] = []) {
        self.kind = kind
        self.detail = detail
        self.headers = headers
    }

    /// The answer; `members` writes further members of the object.
    func response(_ members: (inout JSONWriter) -> Void = { _ in }) -> HTTPResponse {
        var json = JSONWriter()
        json.beginObject()
        json.member("type", "/problems/\(kind.rawValue)")
        json.member("title", kind.title)
        json.member("status", kind.status)
        json.member("detail", detail)
        members(&json)
        json.endObject()
        return HTTPResponse(
            status: kind.status,
            headers: [("Content-Type", "application/problem+json"), ("Cache-Control", "no-store")] + headers,
            content: SharedBytes(json.finished()))
    }
}
