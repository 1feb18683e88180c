public import Statistics

/// In which periods units have counted, draw after draw, so that over all that was ever drawn a unit counts in at most
/// w periods (`maxPeriodsPerUnit`).
///
/// A unit is admitted to a period while it has counted in fewer than w others. By induction over the draws it never
/// counts in more than w periods: the first count in a further period needs that there were fewer than w. Which unit is
/// admitted depends on that unit's own records and on when which periods were drawn, and on no other unit; so the set
/// of periods in which a unit changes anything is bounded, as the charge of a release assumes, also where late records
/// put a unit into an earlier period after a later one was drawn.
public struct UnitHistory: Sendable {
    private let most: Int
    private var counted: [UnitMark: Set<Period>] = [:]

    /// A history in which nothing has counted.
    ///
    /// - Parameter most: In how many periods a unit may count, 1 or more.
    public init(most: Int) { self.most = most }

    /// Whether a unit may count in a period; if so, it is noted that it does.
    mutating func admits(_ unit: UnitMark, in period: Period) -> Bool {
        let known = counted[unit] ?? []
        guard !known.contains(period) else { return true }
        guard known.count < most else { return false }
        counted[unit, default: []].insert(period)
        return true
    }

    /// Notes what a draw of before counted: the units that kept counts of a period hold (`ObservationCube.encoded`),
    /// as far as they were admitted.
    ///
    /// - Throws: `AggregationError` for bytes that are no kept counts. Codes that the structure no longer has do not
    ///   matter.
    public mutating func drew(_ period: Period, encoded parts: [[UInt8]]) throws(AggregationError) {
        for bytes in parts {
            for unit in try ObservationCube.units(encoded: bytes) { _ = admits(unit, in: period) }
        }
    }
}

extension UnitHistory: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never in which periods units counted.
    public var description: String { "UnitHistory" }
    /// Never in which periods units counted.
    public var debugDescription: String { description }
    /// Empty, so that reflection shows nothing of it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
