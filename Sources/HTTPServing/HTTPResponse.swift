public import Bytes

/// An answer: status, headers and content.
public struct HTTPResponse: Sendable {
    /// The status, 200 … 599.
    public var status: Int
    /// The headers, in the order in which they are sent. `Content-Length`, `Date` and `Connection` are the server's.
    public var headers: [(name: String, value: String)]
    /// The content; not sent for a HEAD request, though its length is told.
    public var content: SharedBytes

    /// Takes the parts. Characters of headers that would end the line are left out.
    public init(status: Int, headers: [(name: String, value: String)] = [], content: SharedBytes = SharedBytes([])) {
        self.status = status
        self.headers = headers.map { ($0.name, $0.value.filter { $0 != "\r\n" && $0 != "\r" && $0 != "\n" }) }
        self.content = content
    }
}

/// What is done with a request once its headers are known.
public enum HTTPDecision: Sendable {
    /// It is answered at once, on the thread that polls connections: only with what is in memory.
    case answer(PreparedResponse)
    /// It is answered by a worker, which gets the body.
    ///
    /// `limit` is the most bytes that a body may have; a longer one is answered with `tooLong`.
    case work(limit: Int64, tooLong: HTTPResponse, work: @Sendable (SpooledBytes) -> HTTPResponse)
}

/// What answers requests.
public protocol HTTPService: Sendable {
    /// Decides about a request. It must not wait for anything.
    func decide(_ head: HTTPHead) -> HTTPDecision

    /// The answer while more requests wait for a worker than may.
    var busy: HTTPResponse { get }

    /// Told of every request that was answered, for logs and metrics, on the thread that answered it.
    func answered(_ request: AnsweredRequest)
}

/// A request that was answered.
public struct AnsweredRequest: Sendable {
    /// What the client said before the body.
    public let head: HTTPHead
    /// The status of the answer.
    public let status: Int
    /// How long it took from the request line to the last byte of the answer.
    public let seconds: Double
    /// How many bytes of a body came.
    public let received: Int64
    /// How many bytes of content the answer had.
    public let sent: Int64
}
