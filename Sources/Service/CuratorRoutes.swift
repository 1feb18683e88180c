import HTTPServing
import Publishing
import Statistics
import Storage
import Workspace

extension LindungService {
    /// What curators do.
    static var curatorRoutes: [Route] {
        let curator = RouteScope.token([.curate])
        return [
            Route(
                "POST", "/v1/datasets/{dataset}/releases", "Protects and publishes a new vintage", curator,
                parameters: [
                    RouteParameter(
                        "periods", Schemas.periodRange, "The periods to release, one or first..last.",
                        isRequired: true),
                    RouteParameter("note", .line(500), "A remark for the list of vintages."),
                ],
                answers: [
                    .own(
                        "The vintage, and what it was charged.", .madeRelease, status: 201,
                        headers: [("Location", "Where it is.")])
                ],
                problems: [.refused, .notMeaningful]
            ) { service, context in .response(try service.makeRelease(context)) },
            Route(
                "POST", "/v1/releases/{number}/withdrawal", "Takes a vintage back, with the later ones that carry it",
                curator, parameters: [.reason],
                answers: [.own("What was taken back.", .withdrawnRelease)], problems: [.notMeaningful]
            ) { service, context in .response(try service.withdrawRelease(context)) },
            Route(
                "GET", "/v1/tokens", "The tokens, without their texts", curator,
                answers: [.own("The tokens.", .tokens)]
            ) { service, _ in .response(try service.tokenList()) },
            Route(
                "POST", "/v1/tokens/{token}/reissue",
                "Issues a token in place of a lost one, which is good no more from that moment on", curator,
                parameters: [.days], answers: [.own("The new token, shown this once.", .token, status: 201)],
                problems: [.notMeaningful]
            ) { service, context in .response(try service.reissueToken(context)) },
        ]
    }

    private func makeRelease(_ context: RequestContext) throws -> HTTPResponse {
        let id = try dataset(context)
        guard let periods = context.parameter("periods").flatMap({ PeriodRange($0) }) else {
            throw ProblemError(
                Problem(.notMeaningful, "periods is one such as 2026-03, or several such as 2026-01..2026-03"))
        }
        let made = try workspace.release(
            id, periods: periods, note: context.parameter("note"), spend: nil, moment: moment(), actor: context.actor)
        cache.forgetAll()
        return LindungService.own(201, [("Location", "/v1/releases/\(made.release.number)")]) {
            MadeJSON(made).write(to: &$0)
        }
    }

    private func withdrawRelease(_ context: RequestContext) throws -> HTTPResponse {
        guard let number = context.names["number"].flatMap({ Int($0) }),
            try workspace.releases().contains(where: { $0.record.number == number })
        else { throw ProblemError(Problem(.notFound, "there is no such release")) }
        let fallen = try workspace.withdrawRelease(
            number, reason: context.parameter("reason") ?? "", moment: moment(), actor: context.actor)
        cache.forgetAll()
        return LindungService.own(200) { WithdrawnJSON.release(number, with: fallen).write(to: &$0) }
    }

    private func tokenList() throws -> HTTPResponse {
        let tokens = try workspace.tokens()
        return LindungService.own(200) { json in
            json.beginObject()
            json.key("tokens")
            json.beginArray()
            for token in tokens { TokenJSON.known(token).write(to: &json) }
            json.endArray()
            json.endObject()
        }
    }

    private func reissueToken(_ context: RequestContext) throws -> HTTPResponse {
        guard let id = context.names["token"], try workspace.tokens().contains(where: { $0.id == id }) else {
            throw ProblemError(Problem(.notFound, "there is no such token; GET /v1/tokens lists them"))
        }
        let token = try workspace.reissueToken(
            id, days: context.parameter("days").flatMap { Int($0) } ?? 90, moment: moment(), actor: context.actor)
        return LindungService.own(201) { TokenJSON.issued(text: token.text, token.record).write(to: &$0) }
    }
}
