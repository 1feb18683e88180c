import HTTPServing
import Statistics
import Workspace

extension LindungService {
    /// A reader's own grouping of published figures, as the command `sum`.
    static var sumRoute: Route {
        Route(
            "GET", "/v1/datasets/{dataset}/sum",
            "Published figures added up by a grouping of your own, with its margin",
            parameters: [
                .startPeriod, .endPeriod, .release,
                RouteParameter(
                    "shareOf",
                    .text(pattern: "[A-Za-z][A-Za-z0-9_-]{0,63}=[A-Za-z0-9_@$,-]{1,2000}", example: "STATE=_T"),
                    "Also the share of this whole; DIM=_T is all of a dimension. May be given for several dimensions.",
                    repeats: true),
                RouteParameter("per", .named(.identifier), "Also the rate over a dataset of reference figures."),
                RouteParameter(
                    "perCount", .integer(least: 1, most: 1_000_000_000),
                    "For how many of the reference a rate is; by default 100000."),
                .dimensions,
            ], answers: [.resource("The sums.", .sum)], problems: [.notMeaningful]
        ) { service, context in .resource(try service.sum(context)) }
    }

    private func sum(_ context: RequestContext) throws -> Representation {
        let id = try dataset(context)
        let release = try vintage(of: id, context.parameter("release").flatMap { Int($0) })
        var request = SumRequest()
        request.number = release.number
        request.codes = try codes(context, of: release.structure, besides: ["shareOf", "per", "perCount"])
        let first = try period("startPeriod", context) ?? release.periods.first
        let last = try period("endPeriod", context) ?? release.periods.last
        guard let periods = PeriodRange(first, last) else {
            throw ProblemError(
                Problem(.notMeaningful, "startPeriod and endPeriod do not go together; name them as the dataset does"))
        }
        request.periods = periods
        let wholes = context.parameters("shareOf")
        if !wholes.isEmpty { request.whole = try whole(wholes) }
        if let text = context.parameter("per") {
            let reference = try Identifier(text)
            guard workspace.datasets.contains(reference) else {
                throw ProblemError(Problem(.notMeaningful, "per names no dataset; /v1/datasets lists them"))
            }
            request.rate = (reference, context.parameter("perCount").flatMap { Int($0) } ?? 100_000)
        } else if context.parameter("perCount") != nil {
            throw ProblemError(Problem(.notMeaningful, "perCount goes with per"))
        }
        let answer = try workspace.sum(id, request)
        return try LindungService.json(.revalidate) { SumJSON(answer).write(to: &$0) }
    }

    private func whole(_ texts: [String]) throws -> [Identifier: Set<Code>] {
        var codes: [Identifier: Set<Code>] = [:]
        for text in texts {
            let sides = text.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, let id = try? Identifier(String(sides[0])) else {
                throw ProblemError(Problem(.badRequest, "shareOf is DIM=CODE,CODE"))
            }
            var named: Set<Code> = []
            for part in sides[1].split(separator: ",", omittingEmptySubsequences: false) {
                guard let code = try? Code(String(part)) else {
                    throw ProblemError(Problem(.notMeaningful, "a value of shareOf is no code"))
                }
                named.insert(code)
            }
            guard codes.updateValue(named, forKey: id) == nil else {
                throw ProblemError(Problem(.notMeaningful, "shareOf names a dimension twice; list its codes once"))
            }
        }
        return codes
    }
}
