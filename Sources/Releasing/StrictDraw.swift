import Aggregation
import DifferentialPrivacy
import Residuals
import Statistics

/// Decides for a period which figures a strict threshold shows.
///
/// Each figure that is published is decided once, however many tables show it and at however many levels its codes stand: a
/// code without children counts at every level below its own. What cannot occur is not decided, and never shown.
struct StrictDraw {
    /// Where nothing is decided, because nothing is shown.
    private static let none: Int32 = -1

    private let plan: ReleasePlan
    private let selection: StrictSelection
    /// For each place that is published and each of its cells, the number of its decision.
    private let numbers: [Int: [Int32]]
    /// For each decision, the most that one unit adds to its count.
    private let reaches: [Int64]

    /// Numbers the decisions; `nil` where the threshold is not strict.
    init?(_ plan: ReleasePlan) {
        guard let selection = plan.selection else { return nil }
        self.plan = plan
        self.selection = selection
        var numbering = Numbering(plan.structure)
        var numbers: [Int: [Int32]] = [:]
        for shown in MeasurementDesign(plan.structure, lattice: plan.lattice).shown {
            let all = plan.structure.codes(at: plan.lattice.tuples[shown.place])
            var own =
                numbers[shown.place] ?? [Int32](repeating: StrictDraw.none, count: all.reduce(1) { $0 * $1.count })
            numbering.number(&own, cells: shown.codes, of: all)
            numbers[shown.place] = own
        }
        self.numbers = numbers
        reaches = numbering.reaches
    }

    /// Whether each decision of a period shows its figure.
    ///
    /// Of a figure that stands at several levels the least number of units counts, should sections of a form contradict each
    /// other: it, too, changes by at most one with one unit.
    ///
    /// - Throws: `RandomnessError` if the source fails; give up the release.
    func decisions(
        of period: Period, from cube: ObservationCube, using source: inout some BitSource & ~Copyable
    ) throws(RandomnessError) -> [Bool] {
        var units = [Int64](repeating: .max, count: reaches.count)
        for (place, numbers) in numbers {
            let levels = plan.lattice.tuples[place]
            let counts = cube.saturatedSums(
                of: period, levels: levels, codes: plan.structure.codes(at: levels), releasingRaw: .protection)
            for (count, number) in zip(counts, numbers) where number != StrictDraw.none {
                let least = CellReach.leastUnits(count: count, most: reaches[Int(number)])
                units[Int(number)] = min(units[Int(number)], least)
            }
        }
        var shown: [Bool] = []
        shown.reserveCapacity(units.count)
        for count in units {
            shown.append(
                try selection.each.keeps(units: count, atLeast: Int64(plan.structure.protection.k), using: &source))
        }
        return shown
    }

    /// Whether the decisions of a period show a cell.
    func shows(_ cell: Int, at place: Int, _ decisions: [Bool]) -> Bool {
        guard let number = numbers[place]?[cell], number != StrictDraw.none else { return false }
        return decisions[Int(number)]
    }
}

/// Gives figures their numbers.
private struct Numbering {
    /// For each decision, the most that one unit adds to its count.
    private(set) var reaches: [Int64] = []
    /// The numbers of those that may stand at several combinations of levels.
    private var shared: [[CodeIndex]: Int32] = [:]
    private let structure: DatasetStructure
    private let zeros: ImpossibleCells
    private let reach: CellReach

    init(_ structure: DatasetStructure) {
        self.structure = structure
        zeros = ImpossibleCells(structure)
        reach = CellReach(structure)
    }

    /// Numbers those cells of a combination of levels that have no number: the ones at these places of the codes.
    mutating func number(_ numbers: inout [Int32], cells: [[Int]], of codes: [[CodeIndex]]) {
        var key = [CodeIndex](repeating: .total, count: codes.count)
        for chosen in 0..<cells.reduce(1, { $0 * $1.count }) {
            var (rest, cell, stride) = (chosen, 0, 1)
            for dimension in codes.indices.reversed() {
                let place = cells[dimension][rest % cells[dimension].count]
                rest /= cells[dimension].count
                key[dimension] = codes[dimension][place]
                cell += place * stride
                stride *= codes[dimension].count
            }
            guard numbers[cell] < 0, !zeros.contain(key) else { continue }
            numbers[cell] = number(of: key)
        }
    }

    private mutating func number(of key: [CodeIndex]) -> Int32 {
        let mayRecur = zip(structure.dimensions, key).contains { dimension, code in
            code != .total && dimension.codelist.isLeaf(code)
                && dimension.codelist.level(of: code) < dimension.codelist.depth
        }
        if mayRecur, let known = shared[key] { return known }
        // At most 50 million cells are released.
        let number = Int32(reaches.count)
        reaches.append(reach.most(in: key))
        if mayRecur { shared[key] = number }
        return number
    }
}
