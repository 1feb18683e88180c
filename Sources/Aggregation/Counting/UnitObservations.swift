import Statistics

/// Which units were observed in which cells, period by period, before any bound: a union of such sets is the set of
/// the union of the records, whatever their order and division.
///
/// `counts` keeps of it what counts (mathematics.md §7):
/// - A unit counts once in a cell, however often it was observed there and by whomever.
/// - In a structure without multi-valued dimensions, of a unit's cells in a period those c count whose keyed hash of
///   (unit, cell) is smallest, c being `maxCellsPerUnit`.
/// - With multi-valued dimensions a unit has one code of every other dimension: of the combinations that it was
///   observed at the one whose keyed hash is smallest. It counts once there with no mention, and at the c
///   smallest of its mentions for each choice of the dimensions that are mentioned.
/// - It counts in w periods, w being `maxPeriodsPerUnit`: those that came first (`UnitHistory`).
///
/// Proof sketch that the bounds of `UnitBounds` hold: what counts for a unit is a function of that unit's own set, so
/// that taking the unit with all its records out changes the cells that count for it and no others. Those are in at
/// most w periods. A table's figure is a sum over cells of one choice of mentioned dimensions; of each choice at most c
/// cells count, each by 1 ≤ `maxCountPerUnit`; so the unit touches at most c cells of a table. The keyed hash is
/// computed from the unit's mark, which is an HMAC under a secret, and of nothing that another unit has.
struct UnitObservations: Sendable {
    private struct Meeting: Comparable {
        let unit: UnitMark
        let cell: Int

        static func < (left: Meeting, right: Meeting) -> Bool {
            left.unit == right.unit ? left.cell < right.cell : left.unit < right.unit
        }
    }

    private let domain: CellDomain
    private var meetings: [Period: [Meeting]] = [:]
    /// How many of a period's meetings are sorted and different, so that the rest is sorted in before it outgrows them.
    private var settled: [Period: Int] = [:]

    init(_ domain: CellDomain) { self.domain = domain }

    /// Whether no unit was observed.
    var isEmpty: Bool { meetings.isEmpty }

    /// The periods in which units were observed.
    var periods: some Collection<Period> { meetings.keys }

    /// Takes that a unit was observed in a cell.
    mutating func add(period: Period, cell: Int, unit: UnitMark) {
        meetings[period, default: []].append(Meeting(unit: unit, cell: cell))
        let count = meetings[period, default: []].count
        if count > 4096, count > 2 * settled[period, default: 0] { settle(period) }
    }

    /// Adds all that another set holds, of the same cells.
    mutating func merge(_ other: UnitObservations) {
        for (period, own) in other.meetings {
            meetings[period, default: []] += own
            settle(period)
        }
    }

    private mutating func settle(_ period: Period) {
        guard var all = meetings.removeValue(forKey: period) else { return }
        all.sort()
        var kept = 0
        for meeting in all where kept == 0 || all[kept - 1] != meeting {
            all[kept] = meeting
            kept += 1
        }
        all.removeSubrange(kept...)
        settled[period] = kept
        meetings[period] = all
    }

    /// The units of a period, ascending, each with its cells, ascending.
    func units(of period: Period) -> [(unit: UnitMark, cells: [Int])] {
        var copy = self
        copy.settle(period)
        var units: [(unit: UnitMark, cells: [Int])] = []
        for meeting in copy.meetings[period] ?? [] {
            if units.last?.unit == meeting.unit {
                units[units.count - 1].cells.append(meeting.cell)
            } else {
                units.append((meeting.unit, [meeting.cell]))
            }
        }
        return units
    }

    // MARK: - What counts

    /// How many units count in each cell; what counts is noted in `history`.
    func counts(_ history: inout UnitHistory) -> CellCounts {
        var counts = CellCounts(domain)
        let chooser = CellChooser(domain)
        for period in meetings.keys.sorted() {
            for (unit, cells) in units(of: period) where history.admits(unit, in: period) {
                for cell in chooser.chosen(of: cells, unit: unit) { counts.addUnit(period: period, cell: cell) }
            }
        }
        return counts
    }
}

extension UnitObservations: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never who was observed where.
    var description: String { "UnitObservations" }
    /// Never who was observed where.
    var debugDescription: String { description }
    /// Empty, so that reflection shows nothing of it.
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// Chooses in which of its cells a unit counts.
private struct CellChooser {
    private let domain: CellDomain
    private let most: Int
    private let mentioned: [Int]

    init(_ domain: CellDomain) {
        self.domain = domain
        most = domain.structure.unit.maxCells
        mentioned = domain.structure.dimensions.indices.filter { domain.structure.dimensions[$0].isMultiValued }
    }

    /// Of different cells of one unit in one period those in which it counts.
    func chosen(of cells: [Int], unit: UnitMark) -> [Int] {
        guard !mentioned.isEmpty else { return smallest(most, of: cells, unit: unit) }
        let keys = cells.map(domain.key(ofCell:))
        let stands = Set(keys.map { bare($0) }.compactMap(domain.cell))
        guard let stand = smallest(1, of: Array(stands), unit: unit).first else { return [] }
        var byChoice: [[Int]: Set<Int>] = [:]
        for key in keys {
            let choice = mentioned.filter { key[$0] != .total }
            guard !choice.isEmpty else { continue }
            var mention = domain.key(ofCell: stand)
            for dimension in choice { mention[dimension] = key[dimension] }
            if let cell = domain.cell(mention) { byChoice[choice, default: []].insert(cell) }
        }
        return byChoice.values.reduce(into: [stand]) { $0 += smallest(most, of: Array($1), unit: unit) }
    }

    /// A cell's codes with nothing mentioned.
    private func bare(_ key: [CodeIndex]) -> [CodeIndex] {
        var key = key
        for dimension in mentioned { key[dimension] = .total }
        return key
    }

    /// The cells whose keyed hash with the unit is smallest, at most so many.
    private func smallest(_ most: Int, of cells: [Int], unit: UnitMark) -> [Int] {
        guard cells.count > most else { return cells }
        let seed = HashSeed(low: unit.beginning.low, high: unit.beginning.high)
        let hashed = cells.map { cell in
            // By the names of the codes, so that a codelist in another order chooses the same.
            let names = zip(domain.structure.dimensions, domain.key(ofCell: cell)).map { dimension, code in
                dimension.codelist.code(at: code).description
            }
            let text = names.joined(separator: "\u{1F}")
            return (hash: SipHash.hash(Array(text.utf8), seed), text: text, cell: cell)
        }
        return hashed.sorted { ($0.hash, $0.text) < ($1.hash, $1.text) }.prefix(most).map(\.cell)
    }
}
