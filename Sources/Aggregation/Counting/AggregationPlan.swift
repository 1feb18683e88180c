/// What to count, by what.
public struct AggregationPlan: Sendable {
    /// How the text of a column becomes codes.
    public enum Coding: Sendable {
        /// Every text that occurs is a code of its own; results are in the order of bytes.
        case discovered
        /// A coder knows; what it does not know is a problem of that row.
        case coded(any FieldCoder)
    }

    /// A column to count by.
    public struct Column: Sendable {
        /// Its name in the header or, in NDJSON, in each object.
        public let name: String
        /// How its text becomes codes.
        public let coding: Coding

        /// Names a column.
        ///
        /// - Parameters:
        ///   - name: Its name in the header.
        ///   - coding: How its text becomes codes.
        public init(_ name: String, _ coding: Coding = .discovered) {
            self.name = name
            self.coding = coding
        }
    }

    /// What is added up.
    public enum Measure: Hashable, Sendable {
        /// One a row.
        case rows
        /// The whole number in this column, 0 … 2⁶³ − 1.
        case sum(column: String)
        /// Different texts in this column, each counted once a cell; of one unit at most `maxCells` cells a
        /// period (or altogether, where the plan has no period), at least 1; `nil` is all.
        case distinct(column: String, maxCells: Int?)
    }

    /// Rows to count: those whose column has one of these texts.
    public struct Filter: Hashable, Sendable {
        /// The column's name.
        public let column: String
        /// The texts that pass, compared byte by byte.
        public let values: [String]

        /// Makes a filter.
        ///
        /// Several filters must all pass; those of one column together allow all their values.
        public init(column: String, values: [String]) {
            self.column = column
            self.values = values
        }
    }

    /// The column of periods, first in results; with a bound on cells, the bound holds in each period.
    public let period: Column?
    /// The other columns, in the order of the results.
    public let by: [Column]
    /// Which rows count.
    public let filters: [Filter]
    /// What is added up.
    public let measure: Measure

    /// Makes a plan.
    ///
    /// - Parameters:
    ///   - period: The column of periods, if any.
    ///   - by: The other columns.
    ///   - filters: Which rows count.
    ///   - measure: What is added up.
    /// - Throws: ``AggregationError/invalidPlan(_:)`` where a column is named twice or a bound is below 1.
    public init(
        period: Column? = nil, by: [Column], filters: [Filter] = [], measure: Measure = .rows
    ) throws(AggregationError) {
        self.period = period
        self.by = by
        self.measure = measure
        var values: [String: [String]] = [:]
        for filter in filters { values[filter.column, default: []] += filter.values }
        self.filters = values.sorted { $0.key < $1.key }.map { Filter(column: $0.key, values: $0.value.sorted()) }
        var seen: Set<String> = []
        for column in columns where !seen.insert(column.name).inserted {
            throw .invalidPlan("the column \u{201C}\(column.name)\u{201D} is named twice to count by")
        }
        if case .distinct(_, let cells?) = measure, cells < 1 {
            throw .invalidPlan("a unit must be allowed at least one cell")
        }
    }

    /// The period, where there is one, and then the others.
    var columns: [Column] { (period.map { [$0] } ?? []) + by }
}
