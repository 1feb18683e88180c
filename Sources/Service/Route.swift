import Bytes
import HTTPServing
import Storage

/// Something that can be asked for: a method, a path with places for names, who may, and what then happens.
///
/// What it declares is checked before it runs, and is what `/openapi.json` says of it.
struct Route: Sendable {
    /// What a request is answered with.
    enum Answer: Sendable {
        /// A resource, which is kept for those who ask next if it is public.
        case resource(Representation)
        /// An answer to this request alone.
        case response(HTTPResponse)
    }

    /// The method; HEAD goes with GET.
    let method: String
    /// The parts of the path; one in braces takes any name.
    let path: [String]
    /// What it does, in a few words.
    let summary: String
    /// Who may: anyone, or the bearer of a token.
    let scope: RouteScope
    /// What is sent to it; `nil` where nothing is.
    let body: RouteBody?
    /// The parameters that it knows; others are refused.
    let parameters: [RouteParameter]
    /// What it answers with where all goes well.
    let answers: [RouteAnswer]
    /// What may go wrong, besides what may go wrong anywhere.
    let problems: [Problem.Kind]
    /// Whether its answer is in the language that the client asks for.
    let isInLanguages: Bool
    /// Does it.
    let run: @Sendable (LindungService, RequestContext) throws -> Answer

    init(
        _ method: String, _ path: String, _ summary: String, _ scope: RouteScope = .anyone, body: RouteBody? = nil,
        parameters: [RouteParameter] = [], answers: [RouteAnswer], problems: [Problem.Kind] = [],
        isInLanguages: Bool = false,
        run: @escaping @Sendable (LindungService, RequestContext) throws -> Answer
    ) {
        self.method = method
        self.path = path.split(separator: "/").map(String.init)
        self.summary = summary
        self.scope = scope
        self.body = body
        self.parameters = parameters
        self.answers = answers
        self.problems = problems
        self.isInLanguages = isInLanguages
        self.run = run
    }

    /// The path as it is documented: `/v1/datasets/{dataset}`.
    var pattern: String { "/" + path.joined(separator: "/") }

    /// The most bytes of its body; 0 for none.
    var bodyLimit: Int64 { body?.limit ?? 0 }

    /// The names in its path.
    var names: [String] { path.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) } }

    /// The names in a path that this one fits; `nil` if it does not.
    func names(in parts: [String]) -> [String: String]? {
        // The path `/` alone has one part, which is empty.
        if path.isEmpty { return parts == [""] ? [:] : nil }
        guard parts.count == path.count else { return nil }
        var names: [String: String] = [:]
        for (part, own) in zip(parts, path) {
            if own.hasPrefix("{") {
                guard !part.isEmpty else { return nil }
                names[String(own.dropFirst().dropLast())] = part
            } else if own != part {
                return nil
            }
        }
        return names
    }

    /// Everything that may go wrong, each once, in the order of `Problem.Kind`.
    var allProblems: [Problem.Kind] {
        var all: Set<Problem.Kind> = [.badRequest, .tooLarge, .tooMany, .fault, .busy]
        if scope != .anyone { all.formUnion([.unauthorized, .forbidden]) }
        if !names.isEmpty { all.insert(.notFound) }
        if answers.contains(where: \.isResource) { all.insert(.rangeNotSatisfiable) }
        all.formUnion(problems)
        return Problem.Kind.allCases.filter(all.contains)
    }
}

/// A body that a route takes.
struct RouteBody: Sendable {
    /// The most bytes.
    let limit: Int64
    /// What it is.
    let text: String
}

/// What a route answers with where all goes well.
struct RouteAnswer: Sendable {
    let status: Int
    /// What it is.
    let text: String
    /// Its media types, without parameters, with the shape of each.
    let content: [(mediaType: String, schema: Schema)]
    /// Headers that are always there, besides those of every answer.
    var headers: [(name: String, text: String)] = []
    /// Whether it has validators and ranges.
    var isResource = false

    /// A resource that anyone may keep.
    static func resource(_ text: String, _ content: [(mediaType: String, schema: Schema)]) -> RouteAnswer {
        RouteAnswer(status: 200, text: text, content: content, isResource: true)
    }

    /// A resource in JSON.
    static func resource(_ text: String, _ name: SchemaName) -> RouteAnswer {
        resource(text, [("application/json", .named(name))])
    }

    /// An answer to one client alone, in JSON.
    static func own(
        _ text: String, _ name: SchemaName, status: Int = 200, headers: [(name: String, text: String)] = []
    ) -> RouteAnswer {
        RouteAnswer(status: status, text: text, content: [("application/json", .named(name))], headers: headers)
    }

    /// Plain text.
    static func plain(_ text: String) -> RouteAnswer {
        RouteAnswer(status: 200, text: text, content: [("text/plain", .text())])
    }
}

/// Who may ask for something.
enum RouteScope: Sendable, Hashable {
    /// Anyone.
    case anyone
    /// The bearer of a token of one of these scopes.
    case token([TokenScope])
    /// Whoever asks from this machine, not through a proxy, or the bearer of a curator's token.
    case machine
}

/// A request as its route gets it.
struct RequestContext: Sendable {
    let head: HTTPHead
    let target: HTTPTarget
    /// The names in the path.
    let names: [String: String]
    /// The body.
    let body: SpooledBytes
    /// Whose token came with it.
    let bearer: TokenRecord?

    /// The value of a parameter of the query that may be given once.
    func parameter(_ name: String) -> String? { target.query.first { $0.name == name }?.value }

    /// The values of one that may be given several times.
    func parameters(_ name: String) -> [String] { target.query.filter { $0.name == name }.map(\.value) }

    /// Whose token came with it.
    ///
    /// - Throws: `ProblemError` where none did, which the route has seen to before.
    func knownBearer() throws -> TokenRecord {
        guard let bearer else { throw ProblemError(Problem(.unauthorized, "a token is needed")) }
        return bearer
    }

    /// Who is written into the audit log.
    var actor: String { "token \(bearer?.id ?? "-")" }
}

/// A problem on its way to the client.
struct ProblemError: Error {
    let problem: Problem

    init(_ problem: Problem) { self.problem = problem }
}
