public import Rationals

/// A table that a dataset publishes: which levels of which dimensions it shows.
///
/// A dimension that a table does not name stands at its total.
public struct TableDefinition: Sendable, Hashable {
    /// The levels of one dimension that a table shows.
    public enum Levels: Sendable, Hashable {
        /// Every level below the total.
        case all
        /// The codes without children.
        case leaves
        /// The levels of these numbers, from 1, ascending.
        case numbered([Int])
    }

    /// The name of the table.
    public let id: Identifier
    /// The title that people read, if it has one.
    public let title: LocalizedText?
    /// What it shows of each dimension it names.
    public let dimensions: [Identifier: Levels]
    /// How much its accuracy counts when the budget is split; greater than 0. `nil` for the default, which
    /// gives every table the same weight however many cells it has.
    public let weight: Rational?

    /// Takes a table.
    ///
    /// - Throws: `StatisticsError.outOfRange` for a weight that is not above zero.
    public init(
        id: Identifier, title: LocalizedText? = nil, dimensions: [Identifier: Levels], weight: Rational? = nil
    ) throws(StatisticsError) {
        if let weight, weight <= .zero { throw .outOfRange("a table's weight must be above 0") }
        self.id = id
        self.title = title
        self.dimensions = dimensions
        self.weight = weight
    }
}

/// One level of each dimension, in the structure's order; 0 is the total. Names a table of one level each.
public struct LevelTuple: Sendable, Hashable, Comparable {
    /// The level of each dimension.
    public let levels: [Int]

    /// Takes the levels.
    public init(_ levels: [Int]) { self.levels = levels }

    /// The coarser first: by the sum of the levels, then from the first dimension on.
    public static func < (left: LevelTuple, right: LevelTuple) -> Bool {
        let (leftSum, rightSum) = (left.levels.reduce(0, +), right.levels.reduce(0, +))
        return leftSum == rightSum ? left.levels.lexicographicallyPrecedes(right.levels) : leftSum < rightSum
    }
}
