import Bytes
import Collecting
import Cryptography
import FoundationEssentials
import HTTPServing
import Publishing
import Statistics
import Storage
import Workspace

extension LindungService {
    /// What providers do with a token, and curators on their behalf.
    static func providerRoutes(_ settings: ServiceSettings) -> [Route] {
        let anyToken = RouteScope.token([.submit, .curate])
        let submitting = LindungService.submitting
        let digest = RouteParameter(
            "Content-Digest", .text(), "The SHA-256 of the body (RFC 9530), against which it is held.", in: .header)
        let key = RouteParameter(
            "Idempotency-Key", .text(pattern: IdempotencyKey.pattern),
            "A text of the client's choice: the same request under the same key is done once.", in: .header)
        let body = RouteBody(
            limit: settings.submissionLimit, text: "The file as it is, in whatever form the collector reads.")
        let problems: [Problem.Kind] = [.digestDiffers, .unsupportedMedia, .findings, .notMeaningful]
        return [
            Route(
                "POST", "/v1/submissions", "Sends a file", anyToken, body: body,
                parameters: submitting + [digest, key],
                answers: [
                    .own("The receipt.", .receipt, status: 201, headers: [("Location", "Where the receipt is.")]),
                    .own(
                        "The receipt of then: the same was received before.", .receipt, status: 200,
                        headers: [("Location", "Where the receipt is.")]),
                ], problems: problems + [.keyReused, .requestUnderWay]
            ) { service, context in .response(try service.submit(context)) },
            Route(
                "POST", "/v1/validate", "Says what would be found in a file, and keeps nothing", anyToken, body: body,
                parameters: submitting + [digest],
                answers: [.own("What was found.", .checked)], problems: problems
            ) { service, context in .response(try service.validate(context)) },
            Route(
                "GET", "/v1/submissions", "What was sent", anyToken,
                answers: [.own("The submissions, in order of arrival.", .submissions)]
            ) { service, context in .response(try service.submissions(context)) },
            Route(
                "GET", "/v1/submissions/{submission}", "A receipt again", anyToken,
                answers: [.own("The receipt.", .receipt)]
            ) { service, context in .response(try service.receipt(context)) },
            Route(
                "POST", "/v1/submissions/{submission}/withdrawal",
                "Takes a submission back; what it had replaced counts again", anyToken, parameters: [.reason],
                answers: [.own("What that changed.", .withdrawnSubmission)], problems: [.notMeaningful]
            ) { service, context in .response(try service.withdraw(context)) },
            Route(
                "GET", "/v1/completeness", "What has come and what is due", anyToken,
                parameters: [
                    RouteParameter("dataset", .named(.identifier), "The dataset.", isRequired: true)
                ],
                answers: [.own("The state of every sender and period.", .completeness)],
                problems: [.notFound, .notMeaningful]
            ) { service, context in .response(try service.completeness(context)) },
            Route(
                "GET", "/v1/own/{dataset}",
                "A provider's own counts in force, exact, and how they changed: for it alone", anyToken,
                parameters: [
                    RouteParameter("branch", .named(.identifier), "One of its offices; by default all together.")
                ],
                answers: [.own("The counts.", .ownCounts)], problems: [.notMeaningful]
            ) { service, context in .response(try service.ownCounts(context)) },
        ]
    }

    private static var submitting: [RouteParameter] {
        [
            RouteParameter("collector", .named(.identifier), "The collector that reads the file.", isRequired: true),
            RouteParameter("dataset", .named(.identifier), "The dataset; a filled form says it itself."),
            RouteParameter(
                "period", Schemas.periodRange, "The periods that the file covers in full, one or first..last."),
            RouteParameter("branch", .named(.identifier), "The office that sends, where the provider has several."),
            RouteParameter("mapping", .named(.identifier), "A file mappings/NAME.yaml of the workspace."),
            RouteParameter(
                "onError", .choice(["refuse", "keep"]),
                "Whether one error refuses the whole file (as by default), or good rows are kept."),
            RouteParameter("provider", .named(.identifier), "For whom a curator sends."),
            RouteParameter(
                "file", .text(pattern: "[^/\\u0000-\\u001F\\u007F]{1,50}"),
                "The name under which findings speak of the file."),
            RouteParameter(
                "option", .text(pattern: "[A-Za-z][A-Za-z0-9_-]{0,63}=[^\\u0000-\\u001F\\u007F]{0,250}"),
                "An option of the collector, NAME=VALUE.", repeats: true),
        ]
    }

    // MARK: - Sending

    private func submit(_ context: RequestContext) throws -> HTTPResponse {
        let (request, environment) = try request(context)
        let body = try checkDigest(context)
        guard let bearer = context.bearer, let chosen = try IdempotencyKey.of(context.head) else {
            return answer(try submit(request, environment, mark: nil, context))
        }
        let identity = RequestIdentity(
            operation: "POST /v1/submissions", provider: request.provider, query: context.target.query,
            body: try body ?? digest(of: context.body))
        let mark = try workspace.mark(
            sender: bearer.provider, chosen: chosen.text, request: try identity.digest())
        return try underWay.run(mark) {
            switch try workspace.earlier(mark, at: moment()) {
            case .same(let receipt): answer(receipt)
            case .other: throw ProblemError(.keyReused)
            case .none: answer(try submit(request, environment, mark: mark, context))
            }
        }
    }

    private func submit(
        _ request: SubmitRequest, _ environment: IntakeEnvironment, mark: RequestMark?, _ context: RequestContext
    ) throws -> Receipt {
        let receipts = try workspace.submit(
            request, environment, mark: mark, moment: moment(), actor: context.actor)
        guard let receipt = receipts.first else { throw WorkspaceError.machine("a submission without a receipt") }
        return receipt
    }

    private func answer(_ receipt: Receipt) -> HTTPResponse {
        LindungService.own(receipt.isRepeat ? 200 : 201, [("Location", "/v1/submissions/\(receipt.id)")]) {
            ReceiptJSON(receipt).write(to: &$0)
        }
    }

    private func validate(_ context: RequestContext) throws -> HTTPResponse {
        let (request, environment) = try request(context)
        try checkDigest(context)
        let checked = try workspace.validate(request, environment, moment: moment())
        return LindungService.own(200) { CheckedJSON(checked).write(to: &$0) }
    }

    /// What is asked to be read, and how.
    private func request(_ context: RequestContext) throws -> (SubmitRequest, IntakeEnvironment) {
        guard context.head["content-encoding"].map({ $0 == "identity" }) ?? true else {
            throw ProblemError(Problem(.unsupportedMedia, "send the file as it is, without Content-Encoding"))
        }
        let bearer = try context.knownBearer()
        guard let collector = context.parameter("collector") else {
            throw ProblemError(Problem(.badRequest, "say which collector reads the file: ?collector="))
        }
        var request = SubmitRequest(collector: collector, provider: try provider(context, bearer))
        request.files = [try fileName(context)]
        request.dataset = try context.parameter("dataset").map { try identifier($0, "dataset") }
        request.branch = try context.parameter("branch").map { try identifier($0, "branch") }
        if let text = context.parameter("period") {
            guard let periods = PeriodRange(text) else {
                throw ProblemError(
                    Problem(.notMeaningful, "period is one such as 2026-03, or several such as 2026-01..2026-03"))
            }
            request.periods = periods
        }
        if let mapping = context.parameter("mapping") {
            request.mappingFile = "\(workspace.path)/mappings/\(try identifier(mapping, "mapping")).yaml"
        }
        if let policy = context.parameter("onError") {
            request.keepsGoodRows = policy == "keep"
        }
        for text in context.parameters("option") {
            guard let option = CollectorOptionValue(text) else {
                throw ProblemError(Problem(.notMeaningful, "option is NAME=VALUE, both percent-encoded once more"))
            }
            request.options.append(option)
        }
        let body = context.body
        let name = request.files[0]
        return (
            request,
            IntakeEnvironment(registry: registry) { _ throws(BytesError) in body.open(name: name) }
        )
    }

    /// For whom it is: the bearer's own provider; a curator may name another.
    private func provider(_ context: RequestContext, _ bearer: TokenRecord) throws -> Identifier {
        guard let text = context.parameter("provider") else { return bearer.provider }
        let provider = try identifier(text, "provider")
        guard provider == bearer.provider || bearer.scope == .curate else {
            throw ProblemError(Problem(.forbidden, "only a curator sends on behalf of another provider"))
        }
        return provider
    }

    /// The name under which findings and receipt speak of the body.
    private func fileName(_ context: RequestContext) throws -> String {
        guard let name = context.parameter("file") else { return "body" }
        // A lone hyphen would be standard input.
        guard !name.isEmpty, name != "-", name.utf8.count <= 200, !name.contains("/"), Excerpt.cutting(name) != nil
        else {
            throw ProblemError(Problem(.notMeaningful, "file is a name of at most 200 bytes, without folders"))
        }
        return name
    }

    private func identifier(_ text: String, _ parameter: String) throws -> Identifier {
        guard let id = try? Identifier(text) else {
            throw ProblemError(Problem(.badRequest, "\(parameter) is a name of letters, digits, _ and -"))
        }
        return id
    }

    private func digest(of body: SpooledBytes) throws -> Digest {
        var hash = try SHA256()
        let source = body.open(name: "body")
        while true {
            let part = try source.readAll(limit: 1 << 20)
            guard !part.isEmpty else { break }
            try hash.update(part)
        }
        return try hash.finalize()
    }

    /// Compares the body with what the client said of it (RFC 9530).
    ///
    /// - Returns: the body's digest, where the client said it.
    @discardableResult
    private func checkDigest(_ context: RequestContext) throws -> Digest? {
        var known: Digest?
        for item in context.head.list("content-digest") {
            let sides = item.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].lowercased() == "sha-256" else { continue }
            let digest = try known ?? digest(of: context.body)
            known = digest
            guard ":\(Data(digest.bytes).base64EncodedString()):" == sides[1] else {
                throw ProblemError(
                    Problem(
                        .digestDiffers,
                        "the SHA-256 of the \(context.body.count) bytes received is another; send it again"))
            }
        }
        return known
    }

    // MARK: - Reading back

    private func submissions(_ context: RequestContext) throws -> HTTPResponse {
        let bearer = try context.knownBearer()
        let lines = try workspace.submissions(provider: bearer.scope == .curate ? nil : bearer.provider)
        return LindungService.own(200) { json in
            json.beginObject()
            json.key("submissions")
            json.beginArray()
            for line in lines { LindungService.write(line, &json) }
            json.endArray()
            json.endObject()
        }
    }

    private static func write(_ line: Workspace.RegisterLine, _ json: inout JSONWriter) {
        let record = line.record
        json.beginObject()
        json.member("id", record.id.description)
        json.member("received", record.received.description)
        json.member("provider", record.provider.description)
        json.member("branch", record.branch?.description)
        json.member("dataset", record.dataset.description)
        json.key("periods")
        json.beginArray()
        for (period, counts) in line.periods {
            json.beginObject()
            json.member("period", period.description)
            json.member("counts", counts)
            json.endObject()
        }
        json.endArray()
        json.member("withdrawn", record.withdrawal != nil)
        json.endObject()
    }

    private func receipt(_ context: RequestContext) throws -> HTTPResponse {
        let receipt = try ownReceipt(context)
        return LindungService.own(200) { ReceiptJSON(receipt).write(to: &$0) }
    }

    /// The receipt that the path names; one that is another's is answered as one that is not there.
    private func ownReceipt(_ context: RequestContext) throws -> Receipt {
        let missing = ProblemError(Problem(.notFound, "there is no such submission of yours"))
        let bearer = try context.knownBearer()
        guard let id = context.names["submission"].flatMap({ SubmissionID($0) }) else { throw missing }
        let receipt: Receipt
        do throws(WorkspaceError) { receipt = try workspace.receipt(id) } catch {
            if case .usage = error { throw missing }
            throw error
        }
        guard receipt.provider == bearer.provider || bearer.scope == .curate else { throw missing }
        return receipt
    }

    private func withdraw(_ context: RequestContext) throws -> HTTPResponse {
        let id = try ownReceipt(context).id
        let outcome = try workspace.withdraw(
            id, reason: context.parameter("reason") ?? "", moment: moment(), actor: context.actor)
        return LindungService.own(200) { WithdrawnJSON.submission(id, outcome).write(to: &$0) }
    }

    private func ownCounts(_ context: RequestContext) throws -> HTTPResponse {
        let id = try dataset(context)
        // A curator's token too tells its own provider's counts alone.
        let counts = try workspace.ownCounts(
            of: id, provider: try context.knownBearer().provider,
            branch: try context.parameter("branch").map { try identifier($0, "branch") })
        return LindungService.own(200) { OwnCountsJSON(counts).write(to: &$0) }
    }

    private func completeness(_ context: RequestContext) throws -> HTTPResponse {
        let bearer = try context.knownBearer()
        let text = context.parameter("dataset") ?? ""
        let id = try identifier(text, "dataset")
        guard workspace.datasets.contains(id) else {
            throw ProblemError(Problem(.notFound, "there is no such dataset; /v1/datasets lists them"))
        }
        let found = try workspace.completeness(of: id, periods: nil, today: moment().today)
        let answer = CompletenessJSON(found, of: bearer.scope == .curate ? nil : bearer.provider)
        return LindungService.own(200) { answer.write(to: &$0) }
    }

    /// An answer for one client alone.
    static func own(
        _ status: Int, _ headers: [(name: String, value: String)] = [], _ write: (inout JSONWriter) -> Void
    ) -> HTTPResponse {
        var json = JSONWriter()
        write(&json)
        return HTTPResponse(
            status: status, headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")] + headers,
            content: SharedBytes(json.finished()))
    }
}
