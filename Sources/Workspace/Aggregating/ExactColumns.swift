import Aggregation
import Statistics

/// Raw counts by columns, as an analyst asked for them.
struct ExactColumns {
    private let counts: GroupedCounts
    private let texts: [[String]]
    /// Whether each code of the first column is a period that was asked for; `nil` where all are.
    private let isInside: [Bool]?

    /// Takes the groups of some periods, or all of them.
    init(_ counts: GroupedCounts, periods: PeriodRange?) {
        self.counts = counts
        let entries = counts.codes(releasingRaw: .exactAtUsersRequest)
        texts = entries.map { $0.map(\.text) }
        isInside =
            if let periods, counts.hasPeriod {
                entries[0].map { entry in
                    PeriodCoder.period(of: entry.code).map { periods.index(of: $0) != nil } ?? false
                }
            } else { nil }
    }

    /// The rows, and after them the totals over every choice of columns, if asked for.
    ///
    /// - Throws: `WorkspaceError.mistakes` if a total does not fit into 64 bits.
    func table(totals: Bool) throws(WorkspaceError) -> ExactTable {
        let first = counts.hasPeriod ? 1 : 0
        let width = counts.columns.count - first
        let hasTotals = totals && width > 0
        guard !hasTotals || width <= 6 else { throw .usage("--totals goes with at most six columns") }
        // The total stands behind the codes of each column.
        var table = ExactTable(
            headings: counts.columns, texts: hasTotals ? texts.map { $0 + [Code.total.description] } : texts)
        forEachRow { table.append($0, count: $1) }
        guard hasTotals else { return table }
        for subset in (0..<(1 << width) - 1).reversed() {
            var sums: [[Int32]: Int64] = [:]
            var order: [[Int32]] = []
            var hasOverflown = false
            forEachRow { row, count in
                var key = Array(row)
                for place in first..<key.count where subset & (1 << (width - 1 - (place - first))) == 0 {
                    key[place] = Int32(texts[place].count)
                }
                if sums[key] == nil { order.append(key) }
                let (sum, overflow) = sums[key, default: 0].addingReportingOverflow(count)
                hasOverflown = hasOverflown || overflow
                sums[key] = sum
            }
            if hasOverflown { throw .mistakes("a total does not fit into 64 bits") }
            for key in order { table.append(key, count: sums[key] ?? 0) }
        }
        return table
    }

    private func forEachRow(_ body: (ArraySlice<Int32>, Int64) -> Void) {
        counts.forEachRow(releasingRaw: .exactAtUsersRequest) { row, count in
            if let isInside, !isInside[Int(row[row.startIndex])] { return }
            body(row, count)
        }
    }
}
