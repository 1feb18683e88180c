import Statistics

/// The counts of one numbered set of cells, by period.
struct CellCounts: Sendable {
    let domain: CellDomain
    private(set) var counts: [Period: [Int: Int64]] = [:]

    init(_ domain: CellDomain) { self.domain = domain }

    /// Adds to a cell; a sum beyond 64 bits is `Int64.max` where `saturating`.
    mutating func add(period: Period, cell: Int, count: Int64, saturating: Bool = false) throws(AggregationError) {
        let (sum, overflow) = counts[period, default: [:]][cell, default: 0].addingReportingOverflow(count)
        guard !overflow || saturating else { throw .overflow }
        counts[period, default: [:]][cell] = overflow ? .max : sum
    }

    /// Counts one unit more in a cell; there are never so many that it would overflow.
    mutating func addUnit(period: Period, cell: Int) { counts[period, default: [:]][cell, default: 0] &+= 1 }

    /// Adds all of another that numbers the same cells.
    mutating func merge(_ other: CellCounts) throws(AggregationError) {
        for (period, cells) in other.counts {
            for (cell, count) in cells { try add(period: period, cell: cell, count: count) }
        }
    }

    /// Adds what stands at or below the codes given, to sums that have one place a combination of `codes`, the
    /// last dimension running fastest.
    ///
    /// - Returns: Whether a sum went beyond 64 bits; it is then `Int64.max`.
    func add(to sums: inout [Int64], of period: Period, levels: LevelTuple, codes: [[CodeIndex]]) -> Bool {
        guard let counted = counts[period] else { return false }
        let structure = domain.structure
        // For each dimension and counted code, the place of the code that covers it; −1 where none does.
        let cover = structure.dimensions.indices.map { dimension -> [Int] in
            let shown = Dictionary(uniqueKeysWithValues: codes[dimension].enumerated().map { ($1, $0) })
            let level = levels.levels[dimension]
            let mentions = structure.dimensions[dimension].isMultiValued
            return domain.codes[dimension].map { code in
                guard !mentions || (code == .total) == (level == 0) else { return -1 }
                let above = structure.dimensions[dimension].codelist.ancestor(of: code, atLevel: level)
                return shown[above] ?? -1
            }
        }
        var hasOverflown = false
        observations: for (cell, count) in counted {
            var rest = cell
            var place = 0
            var stride = 1
            for dimension in codes.indices.reversed() {
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: domain.codes[dimension].count)
                let covered = cover[dimension][remainder]
                guard covered >= 0 else { continue observations }
                place += covered * stride
                stride *= codes[dimension].count
                rest = quotient
            }
            let (sum, overflow) = sums[place].addingReportingOverflow(count)
            sums[place] = overflow ? .max : sum
            hasOverflown = hasOverflown || overflow
        }
        return hasOverflown
    }
}

extension CellCounts: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never a count.
    var description: String { "CellCounts" }
    /// Never a count.
    var debugDescription: String { description }
    /// Empty, so that reflection shows nothing of it.
    var customMirror: Mirror { Mirror(self, children: []) }
}
