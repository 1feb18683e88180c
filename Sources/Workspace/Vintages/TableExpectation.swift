import Inference
public import Releasing
import Statistics

/// What a table will tell at one combination of levels: known from the structure, the policy and what is published,
/// before a budget is spent.
public struct TableExpectation: Sendable, Hashable {
    /// What a figure of the table usually is.
    public enum Typical: Sendable, Hashable {
        /// The middle one of the figures published last.
        case published(Int64)
        /// More than half of the figures published last were hidden: a figure usually is below the threshold. What a strict
        /// threshold hides may be more than k, and is below what it shows for certain.
        case hidden(below: Int)
        /// The number that the structure expects of a period, divided evenly.
        case nominal(Int64)
    }

    /// The margins to expect.
    public let accuracy: ReleasePlan.Accuracy
    /// What a figure usually is; `nil` where nothing is published and the structure expects nothing.
    public let typical: Typical?
    /// The part of the table's figures that was shown last; `nil` where nothing is published.
    public let partShown: Double?
    /// The least rise of a typical figure that would be called distinguishable if it were looked at alone; of a figure of
    /// 0 where none is typical.
    public let smallestRise: Int64

    /// Whether less than four in five of the figures would be shown, or most would be smaller than their margin, so that
    /// a coarser table would tell more. Before anything is published, a typical figure that a strict threshold shows in less
    /// than half of all draws says the same.
    public var isTooFine: Bool {
        if let partShown, partShown < 0.8 { return true }
        if let selection = accuracy.selection, case .nominal(let value) = typical, value < selection.likely {
            return true
        }
        return switch typical {
        case .published(let value), .nominal(let value): value < accuracy.margin
        case .hidden: true
        case nil: false
        }
    }

    /// How many of the periods published last are looked at.
    private static let lastPeriods = 12

    /// What to expect of every table and combination of levels of a plan.
    static func all(of plan: ReleasePlan, published: Release?) -> [TableExpectation] {
        plan.accuracies.map { accuracy in
            let block = published?.tables.first { $0.definition.id == accuracy.table }?.blocks
                .first { $0.levels == accuracy.levels }
            return TableExpectation(accuracy, block: block, structure: plan.structure)
        }
    }

    private init(_ accuracy: ReleasePlan.Accuracy, block: ProtectedBlock?, structure: DatasetStructure) {
        self.accuracy = accuracy
        let last = block.map { TableExpectation.lastFigures(of: $0) } ?? []
        let shown = last.compactMap(\.self).sorted()
        if last.isEmpty {
            partShown = nil
            // Mentions of a multi-valued dimension are not divided among its codes, so that they are no less.
            typical = structure.measure.nominal.map { .nominal(Int64($0 / max(accuracy.cells, 1))) }
        } else {
            partShown = Double(shown.count) / Double(last.count)
            // What is hidden stands below all that is shown.
            let middle = last.count / 2 - (last.count - shown.count)
            let bound = accuracy.selection.map { Int($0.certain) } ?? structure.protection.k
            typical = middle >= 0 ? .published(shown[middle]) : .hidden(below: bound)
        }
        let count: Int64 =
            switch typical {
            case .published(let value), .nominal(let value): value
            case .hidden(let threshold): Int64(threshold)
            case nil: 0
            }
        smallestRise = Distinguishability.smallestRise(
            from: Double(count), variance: accuracy.variance, unitAddsAtMost: accuracy.unitAddsAtMost)
    }

    /// The figures of the last periods published; `nil` for one that is hidden. What cannot occur or was not released is
    /// left out.
    private static func lastFigures(of block: ProtectedBlock) -> [Int64?] {
        (0..<block.seriesCount).flatMap { series in
            block.cells(ofSeries: series).suffix(lastPeriods).compactMap { cell -> Int64?? in
                switch cell {
                case .estimate(let value, _), .exact(let value): .some(value)
                case .hidden: .some(nil)
                case .notApplicable, .missing: nil
                }
            }
        }
    }
}
