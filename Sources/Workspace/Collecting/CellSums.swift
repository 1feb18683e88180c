import Aggregation
import Statistics

/// Sums of the cells of the periods that were met, side by side as long as there are not too many of them.
///
/// A cube finds its cells in dictionaries, which takes ten times as long as adding.
struct CellSums {
    /// The most sums that are kept, of eight bytes each.
    private static let most = 1 << 22
    private let cells: Int
    /// Where the sums of a period begin, divided by how many there are, plus one; 0 for a period that was not met.
    private var places: [Int32] = []
    private var periods: [Period] = []
    /// The sums, each marked once something was added, were it 0.
    private var sums: [Int64] = []
    /// What waits to be added: cells lie far apart in memory, and many at a time are waited for together.
    private var waiting = [(place: Int, count: Int64)](repeating: (0, 0), count: 512)
    private var waits = 0
    private var added = 0
    private static let mark: Int64 = 1 << 62

    init(_ domain: CellDomain) { cells = domain.count }

    /// Adds to a cell of a period; `false`, and nothing is added, where there is no room or a sum might not fit.
    mutating func add(_ count: Int64, to cell: Int, of period: Period) -> Bool {
        // Ordinals lie within −30,000 … 90,000.
        let number = Int(period.ordinal) + 30_000
        guard 0..<cells ~= cell, number >= 0 else { return false }
        if number >= places.count {
            guard number <= 120_000 else { return false }
            places += repeatElement(0, count: number + 1 - places.count)
        }
        if places[number] == 0 {
            guard (periods.count + 1) * cells <= CellSums.most else { return false }
            periods.append(period)
            places[number] = Int32(truncatingIfNeeded: periods.count)
            sums += repeatElement(0, count: cells)
        }
        // So many of so little stay below the mark.
        guard count < 1 << 31, added < 1 << 31 else { return false }
        added += 1
        waiting[waits] = (Int(places[number] - 1) * cells + cell, count)
        waits += 1
        if waits == waiting.count { addWaiting() }
        return true
    }

    private mutating func addWaiting() {
        for (place, count) in waiting[..<waits] { sums[place] = (sums[place] &+ count) | CellSums.mark }
        waits = 0
    }

    /// What was added to, by period.
    mutating func contents() -> [(period: Period, cells: [(cell: Int, sum: Int64)])] {
        addWaiting()
        return periods.enumerated().map { place, period in
            let own = sums[place * cells..<(place + 1) * cells]
            return (period, own.indices.filter { own[$0] != 0 }.map { ($0 - place * cells, own[$0] & ~CellSums.mark) })
        }
    }
}

extension CellSums: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never a sum.
    var description: String { "CellSums" }
    /// Never a sum.
    var debugDescription: String { description }
    /// Empty, so that reflection shows nothing of it.
    var customMirror: Mirror { Mirror(self, children: []) }
}
