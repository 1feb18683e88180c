public import Inference
public import Statistics

/// A reader's question to a published vintage: a grouping of one's own, as a share of a whole or as a rate if wanted.
public struct SumRequest: Sendable {
    /// The codes taken together, by dimension; everything of a dimension that is not named.
    public var codes: [Identifier: Set<Code>] = [:]
    /// The periods; by default all that are published.
    public var periods: PeriodRange?
    /// The vintage; by default the newest that was not withdrawn.
    public var number: Int?
    /// The whole of which the sum is to be given as a share.
    public var whole: [Identifier: Set<Code>]?
    /// The dataset of reference figures to divide by, and for how many of these a rate is.
    public var rate: (reference: Identifier, per: Int)?

    /// Asks for the total of all periods.
    public init() {}
}

/// The answer: a sum for each period, and what was asked for besides.
public struct SumAnswer: Sendable {
    /// What stands for one period.
    public struct Line: Sendable {
        /// The period.
        public let period: Period
        /// The sum.
        public let sum: DerivedFigure<Int64>
        /// The share of the whole, if one was asked for.
        public let share: DerivedFigure<Double>?
        /// The rate, if one was asked for.
        public let rate: Rates.Rate?
    }

    /// The vintage that was asked.
    public let release: Release
    /// One a period.
    public let lines: [Line]
    /// The sum over all of these periods.
    public let total: DerivedFigure<Int64>
    /// Whether a unit may count several times, because it may stand at several of the codes added up.
    public let countsMentions: Bool
    /// The vintage of reference figures that was divided by.
    public let reference: Release?
    /// For how many of the reference the rates are.
    public let per: Int
}

extension Workspace {
    /// Answers a reader's question from what is published alone, so that it costs nothing.
    ///
    /// - Throws: `WorkspaceError.usage` where the dataset, a vintage, a code or a table that breaks down so far is not there.
    public func sum(_ id: Identifier, _ request: SumRequest) throws(WorkspaceError) -> SumAnswer {
        let release = try vintage(of: id, number: request.number)
        var reference: Release?
        if let rate = request.rate { reference = try vintage(of: rate.reference, number: nil) }
        do throws(InferenceError) {
            let grouping = try Grouping(release.structure, request.codes)
            let sums = try ReaderSums(release, grouping)
            var shares: [DerivedFigure<Double>]?
            if let whole = request.whole {
                shares = try sums.shares(of: Grouping(release.structure, whole))
            }
            var rates: Rates?
            if let reference, let rate = request.rate { rates = try Rates(sums, by: reference, per: Double(rate.per)) }
            let periods = request.periods ?? release.periods
            let total = try sums.total(over: periods)
            return SumAnswer(
                release: release,
                lines: release.periods.enumerated().compactMap { place, period in
                    guard periods.index(of: period) != nil else { return nil }
                    return SumAnswer.Line(
                        period: period, sum: sums.figures[place], share: shares?[place], rate: rates?.rates[place])
                },
                total: total, countsMentions: grouping.countsMentions(in: release.structure), reference: reference,
                per: request.rate?.per ?? 1)
        } catch { throw .usage("\(error)") }
    }
}
