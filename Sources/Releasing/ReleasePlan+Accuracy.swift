import DifferentialPrivacy
import Residuals
public import Statistics

extension ReleasePlan {
    /// How far the figures of one combination of levels will be from the counts.
    public struct Accuracy: Sendable, Hashable {
        /// The table.
        public let table: Identifier
        /// The level of each dimension.
        public let levels: LevelTuple
        /// How many figures the table shows there for each period.
        public let cells: Int
        /// With probability 95% a figure is no further from its count than this: of the cells of one place the middle one's
        /// margin. Figures whose codes have more siblings carry a little more noise than others.
        public let margin: Int64
        /// The largest margin among them.
        public let largestMargin: Int64
        /// The variance of the noise of the middle one.
        public let variance: Double
        /// The most that one unit adds to any of the counts.
        public let unitAddsAtMost: Int64
        /// From which counts on a strict threshold shows a figure; `nil` where the threshold is another.
        public let selection: SelectionOutlook?
    }

    /// From which counts on a strict threshold shows a figure. Where one unit may add more than one to a count, these are so
    /// many times more than the units that are needed; figures to which a unit adds less may be shown from lower ones.
    public struct SelectionOutlook: Sendable, Hashable {
        /// From this count on a figure is shown with probability one half or more.
        public let likely: Int64
        /// From this count on a figure is shown for certain.
        public let certain: Int64
    }

    /// The margins to expect, known before anything is drawn: for each table the combinations of levels that it shows.
    public var accuracies: [Accuracy] {
        structure.tables.flatMap { table in
            structure.levelTuples(of: table).compactMap { tuple in
                lattice.tuples.firstIndex(of: tuple).flatMap { accuracy(of: table, tuple, at: $0) }
            }
        }
    }

    private func accuracy(of table: TableDefinition, _ tuple: LevelTuple, at place: Int) -> Accuracy? {
        let shown = structure.codesShown(at: tuple, of: table)
        var chosen = [0]
        for (codes, all) in zip(shown, structure.codes(at: tuple)) {
            let wanted = Set(codes)
            let places = all.indices.filter { wanted.contains(all[$0]) }
            chosen = chosen.flatMap { cell in places.map { cell * all.count + $0 } }
        }
        let (margins, variances) = (margins(at: place), variances(at: place))
        let sorted = chosen.map { margins[$0] }.sorted()
        guard let largest = sorted.last else { return nil }
        let variance = chosen.map { variances[$0] }.sorted()[chosen.count / 2]
        return Accuracy(
            table: table.id, levels: tuple, cells: sorted.count, margin: sorted[sorted.count / 2],
            largestMargin: largest, variance: variance,
            unitAddsAtMost: CellReach(structure).most(inAny: shown), selection: outlook(of: shown))
    }

    /// Of n units and noise within ±κ, a figure is shown if n − (k − 1) + noise > κ.
    private func outlook(of codes: [[CodeIndex]]) -> SelectionOutlook? {
        guard let selection else { return nil }
        let (k, bound) = (Int64(structure.protection.k), selection.each.bound)
        let most = CellReach(structure).most(inAny: codes)
        func count(_ units: Int64) -> Int64 {
            let (product, overflow) = units.multipliedReportingOverflow(by: most)
            return overflow ? .max : product
        }
        return SelectionOutlook(likely: count(k + bound), certain: count(k + 2 * bound))
    }
}
