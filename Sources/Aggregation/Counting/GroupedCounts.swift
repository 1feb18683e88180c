/// Counts by group: raw, and therefore let out only under a label that says so.
///
/// Printing shows the shape.
public struct GroupedCounts: Hashable, Sendable {
    /// One group: the place of its code in each column's codes, and its count.
    public struct Row: Hashable, Sendable {
        /// One place a column, into ``GroupedCounts/codes(releasingRaw:)``.
        public let places: [Int]
        /// How many.
        public let count: Int64
    }

    /// The names of the columns; the period first where the plan has one.
    public let columns: [String]
    /// Whether the first column is the period.
    public let hasPeriod: Bool
    private let table: Tabulation

    init(_ signature: PlanSignature, _ table: Tabulation) {
        columns = signature.columns.map(\.name)
        hasPeriod = signature.hasPeriod
        self.table = table
    }

    /// The codes that occur in each column, in the order of the results.
    ///
    /// Which codes of an undeclared column occur is itself raw.
    ///
    /// - Parameter reason: Why raw results are let out.
    /// - Returns: One list a column.
    public func codes(releasingRaw reason: RawRelease) -> [[CodeEntry]] { table.dictionaries }

    /// Goes over all groups that occur, ordered by period, then by the code of each column, without making an array of
    /// each.
    ///
    /// - Parameters:
    ///   - reason: Why raw counts are let out.
    ///   - body: Receives the place of each column's code in ``codes(releasingRaw:)``, and the count.
    public func forEachRow(releasingRaw reason: RawRelease, _ body: (ArraySlice<Int32>, Int64) -> Void) {
        for group in table.counts.indices { body(table.key(group), table.counts[group]) }
    }

    /// All groups that occur, ordered by period, then by the code of each column.
    ///
    /// - Parameter reason: Why raw counts are let out.
    /// - Returns: One row a group.
    public func rows(releasingRaw reason: RawRelease) -> [Row] {
        table.counts.indices.map { Row(places: table.key($0).map(Int.init), count: table.counts[$0]) }
    }
}

extension GroupedCounts: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The columns, never a count.
    public var description: String { "counts by \(columns.joined(separator: ", "))" }
    /// The columns, never a count.
    public var debugDescription: String { description }
    /// Empty, so that reflection shows no count.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
