/// What a collector needs to know besides the bytes.
public struct CollectingContext: Sendable {
    /// The day of the submission: no period may begin after it.
    public let today: Day
    /// The period that the whole submission is for, where it says none itself.
    public let period: Period?
    /// The periods that the submission was declared to cover, in the dataset's frequency; `nil` where nothing was
    /// declared, so that any that has begun is taken.
    public let coverage: PeriodRange?

    /// More than this in one row is taken for a mistake.
    public static let largestCount: Int64 = 1_000_000_000

    /// Takes the context.
    public init(today: Day, period: Period? = nil, coverage: PeriodRange? = nil) {
        self.today = today
        self.period = period
        self.coverage = coverage
    }
}

extension CollectingContext {
    /// The dataset's period in which a written one lies, if it has begun and was declared to be covered; `nil`
    /// after reporting why not.
    public func place(
        _ written: Period, frequency: Frequency, at location: Finding.Location, into sink: inout some CollectingSink
    ) -> Period? {
        guard let period = Period(frequency, containing: written.days.lowerBound), period.contains(written) else {
            sink.report(.coarsePeriod(written, frequency: frequency, at: location))
            return nil
        }
        guard written.days.lowerBound <= today else {
            sink.report(.futurePeriod(written, today: today, at: location))
            return nil
        }
        if let coverage, coverage.index(of: period) == nil {
            sink.report(.outsideCoverage(period, coverage: coverage, at: location))
            return nil
        }
        return period
    }
}
