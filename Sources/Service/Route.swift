import Bytes
import HTTPServing
import Storage

/// Something that can be asked for: a method, a path with places for names, who may, and what then happens.
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
    /// Who may: anyone, or the bearer of a token.
    let scope: RouteScope
    /// The most bytes of its body; 0 for none.
    let bodyLimit: Int64
    /// The parameters of the query that it knows; others are refused. `*` stands for the dimensions of a dataset.
    let parameters: [String]
    /// Does it.
    let run: @Sendable (RequestContext) throws -> Answer

    init(
        _ method: String, _ path: String, _ scope: RouteScope = .anyone, bodyLimit: Int64 = 0,
        parameters: [String] = [], run: @escaping @Sendable (RequestContext) throws -> Answer
    ) {
        self.method = method
        self.path = path.split(separator: "/").map(String.init)
        self.scope = scope
        self.bodyLimit = bodyLimit
        self.parameters = parameters
        self.run = run
    }

    /// The path as it is documented: `/v1/datasets/{id}`.
    var pattern: String { "/" + path.joined(separator: "/") }

    /// The names in a path that this one fits; `nil` if it does not.
    func names(in parts: [String]) -> [String: String]? {
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
}

/// Who may ask for something.
enum RouteScope: Sendable, Hashable {
    /// Anyone.
    case anyone
    /// The bearer of a token of one of these scopes.
    case token([TokenScope])
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
    ///
    /// - Throws: `Problem` if it is given twice.
    func parameter(_ name: String) throws -> String? {
        let values = target.query.filter { $0.name == name }.map(\.value)
        guard values.count < 2 else {
            throw ProblemError(Problem(.badRequest, "\(name) was given twice; give it once"))
        }
        return values.first
    }
}

/// A problem on its way to the client.
struct ProblemError: Error {
    let problem: Problem

    init(_ problem: Problem) { self.problem = problem }
}
