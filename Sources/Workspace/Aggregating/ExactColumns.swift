import Aggregation
import Statistics

/// Raw counts by columns, as an analyst asked for them.
struct ExactColumns {
    private let columns: [String]
    private let rows: [(codes: [String], count: Int64)]
    private let hasPeriod: Bool

    /// Takes the groups of some periods, or all of them.
    init(_ counts: GroupedCounts, periods: PeriodRange?) {
        let entries = counts.codes(releasingRaw: .exactAtUsersRequest)
        columns = counts.columns
        hasPeriod = counts.hasPeriod
        rows = counts.rows(releasingRaw: .exactAtUsersRequest).compactMap { row in
            if let periods, counts.hasPeriod {
                let period = PeriodCoder.period(of: entries[0][row.places[0]].code)
                guard let period, periods.index(of: period) != nil else { return nil }
            }
            return (zip(entries, row.places).map { $0[$1].text }, row.count)
        }
    }

    /// The rows, and after them the totals over every choice of columns, if asked for.
    ///
    /// - Throws: `WorkspaceError.mistakes` if a total does not fit into 64 bits.
    func table(totals: Bool) throws(WorkspaceError) -> ExactTable {
        var all = rows
        let first = hasPeriod ? 1 : 0
        let width = columns.count - first
        guard totals, width > 0 else { return ExactTable(headings: columns, rows: all) }
        guard width <= 6 else { throw .usage("--totals goes with at most six columns") }
        for subset in (0..<(1 << width) - 1).reversed() {
            var sums: [[String]: Int64] = [:]
            var order: [[String]] = []
            for row in rows {
                let codes = row.codes.enumerated().map { place, text in
                    place < first || subset & (1 << (width - 1 - (place - first))) != 0 ? text : Code.total.description
                }
                if sums[codes] == nil { order.append(codes) }
                let (sum, overflow) = sums[codes, default: 0].addingReportingOverflow(row.count)
                guard !overflow else { throw .mistakes("a total does not fit into 64 bits") }
                sums[codes] = sum
            }
            all += order.map { ($0, sums[$0] ?? 0) }
        }
        return ExactTable(headings: columns, rows: all)
    }
}
