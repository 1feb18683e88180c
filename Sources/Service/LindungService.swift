import Bytes
public import Collecting
public import HTTPServing
import Statistics
import Storage
import Synchronization
public import Workspace

/// The service: answers requests with the use cases of a workspace.
public final class LindungService: HTTPService {
    let workspace: Workspace
    let registry: CollectorRegistry
    let settings: ServiceSettings
    let moment: @Sendable () -> Moment
    let cache: RepresentationCache
    let metrics = ServiceMetrics()
    /// Whether it is about to end.
    let isDraining = Atomic<Bool>(false)
    private let log: LogWriter
    let underWay = RequestsUnderWay()
    private let addresses: RateLimiter
    private let tokens: RateLimiter
    private let badTokens: RateLimiter
    /// All that can be asked for.
    let routes: [Route]

    /// Makes a service.
    ///
    /// - Parameters:
    ///   - workspace: What it serves.
    ///   - registry: The collectors that read submissions.
    ///   - settings: How it behaves.
    ///   - moment: Says when it is.
    ///   - log: Takes what happens.
    public init(
        _ workspace: Workspace, registry: CollectorRegistry, settings: ServiceSettings,
        moment: @escaping @Sendable () -> Moment, log: LogWriter
    ) {
        self.workspace = workspace
        self.registry = registry
        self.settings = settings
        self.moment = moment
        self.log = log
        cache = RepresentationCache(room: settings.cacheRoom)
        addresses = RateLimiter(perSecond: settings.requestsPerSecond, burst: settings.requestBurst)
        tokens = RateLimiter(perSecond: settings.tokenRequestsPerSecond, burst: settings.tokenRequestBurst)
        badTokens = RateLimiter(perSecond: settings.badTokensPerSecond, burst: settings.badTokenBurst)
        routes = LindungService.routes(settings)
    }

    /// The table of all routes.
    static func routes(_ settings: ServiceSettings) -> [Route] {
        publicRoutes + providerRoutes(settings) + curatorRoutes + operationRoutes
    }

    // MARK: - Deciding

    /// The answer while too much waits.
    public var busy: HTTPResponse {
        Problem(.busy, "try again in a few seconds", headers: [("Retry-After", "5")]).response()
    }

    /// Answers from memory, or says who will.
    public func decide(_ head: HTTPHead) -> HTTPDecision {
        let (isAdmitted, wait) = addresses.admit(ClientAddress.of(head, behind: settings.trustedProxies))
        guard isAdmitted else {
            return now(Problem(.tooMany, "try again in \(wait) s", headers: [("Retry-After", "\(wait)")]))
        }
        guard let target = HTTPTarget(head.target) else {
            return now(Problem(.badRequest, "the path or query is not well formed"))
        }
        let method = head.method == "HEAD" ? "GET" : head.method
        let fitting = routes.compactMap { route in route.names(in: target.path).map { (route, $0) } }
        guard !fitting.isEmpty else { return now(Problem(.notFound, "GET /v1/datasets lists what is published")) }
        guard method != "OPTIONS" else { return .answer(Self.preflight) }
        guard let (route, names) = fitting.first(where: { $0.0.method == method }) else {
            let allowed = Set(fitting.map(\.0.method)).sorted()
            let all = (allowed.contains("GET") ? ["HEAD"] : []) + allowed + ["OPTIONS"]
            return now(
                Problem(
                    .methodNotAllowed, "here there is \(all.joined(separator: ", "))",
                    headers: [("Allow", all.joined(separator: ", "))]))
        }
        if route.scope == .anyone, method == "GET", let kept = cache.find(key(target, head)) {
            return .answer(kept.answer(head))
        }
        if let problem = refusal(ofBody: head, for: route, target) { return now(problem) }
        let tooLong = Problem(.tooLarge, "a body has at most \(route.bodyLimit) bytes here").response()
        return .work(limit: route.bodyLimit, tooLong: secured(tooLong)) { [self] body in
            secured(work(route, head, target, names, body))
        }
    }

    /// Told of every answer.
    public func answered(_ request: AnsweredRequest) {
        let parts = HTTPTarget(request.head.target)?.path
        let route = parts.flatMap { parts in routes.first { $0.names(in: parts) != nil } }
        let line = AccessLine(
            method: AccessLine.known(request.head.method), route: route?.pattern ?? "-", status: request.status,
            milliseconds: Int((request.seconds * 1000).rounded()), received: request.received, sent: request.sent)
        metrics.count(line, seconds: request.seconds)
        note(.request(line))
    }

    /// Writes into the log.
    func note(_ kind: LogEvent.Kind) { log.log(LogEvent(at: moment().at, kind)) }

    private func now(_ problem: Problem) -> HTTPDecision { .answer(PreparedResponse(secured(problem.response()))) }

    /// What decides which bytes a request for a public resource gets: target and wanted format.
    private func key(_ target: HTTPTarget, _ head: HTTPHead) -> String {
        let query = target.query.map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "\u{1}")
        // Control characters stand in no target, so that no two requests share a name.
        return target.path.joined(separator: "/") + "\u{2}" + query + "\u{0}"
            + head.list("accept").joined(separator: ",")
    }

    // MARK: - Doing

    private func work(
        _ route: Route, _ head: HTTPHead, _ target: HTTPTarget, _ names: [String: String], _ body: SpooledBytes
    ) -> HTTPResponse {
        do {
            if body.failure != nil {
                throw WorkspaceError.machine("what was sent could not be kept: no space on the disk")
            }
            let bearer = try authenticate(route, head)
            for (name, value) in names where !(PathName(rawValue: name)?.schema.takes(value) ?? false) {
                throw ProblemError(Problem(.notFound, "there is nothing of that name"))
            }
            if let problem = route.problem(with: target) { throw ProblemError(problem) }
            let generation = cache.generation
            let context = RequestContext(head: head, target: target, names: names, body: body, bearer: bearer)
            switch try route.run(self, context) {
            case .response(let response): return response
            case .resource(let representation):
                if route.scope == .anyone { cache.keep(representation, as: key(target, head), generation: generation) }
                return representation.answer(head).response
            }
        } catch {
            noteFault(error, route, target)
            return response(to: error)
        }
    }

    /// What failed stands in the log, for a client is told no more than that something did.
    private func noteFault(_ error: any Error, _ route: Route, _ target: HTTPTarget) {
        guard problem(of: error).kind == .fault else { return }
        note(.fault(route: route.pattern, Fault(error, without: target.query.map(\.value))))
    }

    /// Why a body that the memory does not take is not taken: nobody without a good token may fill the disk.
    ///
    /// One look into the store, which waits for no one who writes.
    private func refusal(ofBody head: HTTPHead, for route: Route, _ target: HTTPTarget) -> Problem? {
        guard head.hasBody, head.contentLength.map({ $0 > Int64(SpooledBytes.keptInMemory) }) ?? true else {
            return nil
        }
        do {
            _ = try bearer(route, head)
            return nil
        } catch {
            noteFault(error, route, target)
            return problem(of: error)
        }
    }

    /// Whose token came, where one is needed, and that not too many came with it.
    private func authenticate(_ route: Route, _ head: HTTPHead) throws -> TokenRecord? {
        guard let record = try bearer(route, head) else { return nil }
        let (isAdmitted, wait) = tokens.admit(record.id)
        guard isAdmitted else {
            throw ProblemError(Problem(.tooMany, "try again in \(wait) s", headers: [("Retry-After", "\(wait)")]))
        }
        return record
    }

    /// Whose token came, where one is needed.
    private func bearer(_ route: Route, _ head: HTTPHead) throws -> TokenRecord? {
        let scopes: [TokenScope]
        switch route.scope {
        case .anyone: return nil
        case .machine:
            if isOfThisMachine(head) { return nil }
            scopes = [.curate]
        case .token(let some): scopes = some
        }
        let challenge = [("WWW-Authenticate", "Bearer realm=\"lindung\"")]
        guard let text = head["authorization"], text.lowercased().hasPrefix("bearer ") else {
            throw ProblemError(
                Problem(.unauthorized, "send the token: Authorization: Bearer …", headers: challenge))
        }
        // Who guesses waits, whatever the guess is: otherwise waiting would tell a bad guess from a good one.
        let address = ClientAddress.of(head, behind: settings.trustedProxies)
        let (isAdmitted, wait) = badTokens.look(address)
        guard isAdmitted else {
            throw ProblemError(
                Problem(
                    .tooMany, "too many bad tokens came from this address; try again in \(wait) s",
                    headers: [("Retry-After", "\(wait)")]))
        }
        let token = text.dropFirst(7).filter { $0 != " " }
        guard let record = try workspace.bearer(ofToken: String(token), at: moment()) else {
            badTokens.admit(address)
            throw ProblemError(
                Problem(
                    .unauthorized, "the token is not known, has expired or was revoked; ask the curator for a new one",
                    headers: challenge))
        }
        guard scopes.contains(record.scope) else {
            throw ProblemError(
                Problem(.forbidden, "this needs a token of scope \(scopes.map(\.rawValue).joined(separator: " or "))"))
        }
        return record
    }

    /// Whether someone at this machine asks, and no proxy for someone elsewhere.
    private func isOfThisMachine(_ head: HTTPHead) -> Bool {
        (IPAddress(head.peer)?.isLoopback ?? false)
            && !head.headers.contains { $0.name == "x-forwarded-for" || $0.name == "forwarded" || $0.name == "via" }
    }

    private func response(to error: any Error) -> HTTPResponse {
        guard case .findings(let log)? = error as? WorkspaceError else { return problem(of: error).response() }
        return problem(of: error).response { FindingsJSON(log).write(to: &$0) }
    }

    private func problem(of error: any Error) -> Problem {
        if let problem = error as? ProblemError { return problem.problem }
        guard let error = error as? WorkspaceError else {
            return Problem(.fault, "something failed that nobody thought of")
        }
        return switch error {
        case .findings: Problem(.findings, "nothing was kept; mend what is found and send it again")
        case .mistakes(let text), .usage(let text): Problem(.notMeaningful, withoutPath(text))
        case .refused(let text): Problem(.refused, withoutPath(text))
        // What failed is in the log of the machine; a path or a number of the system helps nobody outside.
        case .machine, .damaged, .outputClosed:
            Problem(.fault, "the machine failed; nothing was kept. Try again, or tell whoever runs it")
        }
    }

    /// Words that name files by their places in the workspace, and not where on the machine that is.
    private func withoutPath(_ text: String) -> String {
        text.split(separator: workspace.path + "/", omittingEmptySubsequences: false).joined()
    }

    private func secured(_ response: HTTPResponse) -> HTTPResponse {
        guard !response.headers.contains(where: { $0.name == SecurityHeaders.all[0].name }) else { return response }
        var response = response
        response.headers += SecurityHeaders.all
        return response
    }

    private static let preflight = PreparedResponse(
        HTTPResponse(
            status: 204,
            headers: [
                ("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Methods", "GET, HEAD"),
                ("Access-Control-Allow-Headers", "If-None-Match, Range"), ("Access-Control-Max-Age", "86400"),
            ] + SecurityHeaders.all))
}

/// What every answer carries.
enum SecurityHeaders {
    static let all: [(name: String, value: String)] = [
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
}
