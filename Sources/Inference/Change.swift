public import Statistics

/// What a figure is held against.
public enum Comparison: String, Sendable, CaseIterable {
    /// The period before.
    case previous
    /// The same period a year before.
    case yearBefore

    /// The earlier period; `nil` where the calendar has none, or where the year before is the period before.
    public func earlier(than period: Period) -> Period? {
        switch self {
        case .previous: period.advanced(by: -1)
        case .yearBefore: period.frequency == .annual ? nil : period.yearBefore
        }
    }
}

/// How a figure differs from an earlier one of the same series.
public struct Change: Sendable, Hashable {
    /// The period that it is held against.
    public let period: Period
    /// The later figure less the earlier.
    public let difference: Int64
    /// With probability 95% the difference before noise is no further away than this.
    public let margin: Int64
    /// Whether the difference exceeds what noise and chance explain, at the false discovery rate of the release.
    public let isDistinguishable: Bool
}
