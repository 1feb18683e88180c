public import Statistics

/// The combinations of levels that must be measured so that every table to be published can be put together, and
/// how values at them refine each other.
///
/// Xiao, He, Zhang, Kifer, *An Optimal and Scalable Matrix Mechanism for Noisy Marginals under Convex Loss Functions*
/// (NeurIPS 2023, arXiv 2305.08175), carried over to trees of codes. For a code g with n siblings, counting itself, the
/// centering C takes v(g) to v(g) less the mean over its siblings, and the lift U gives each child its parent's value
/// over n. For any additive v, v at a level is U of v at the level above plus C of v; along every dimension by itself.
public struct ResidualLattice: Sendable {
    /// The closure: every combination that some combination to be published refines, the coarser first.
    public let tuples: [LevelTuple]
    let axes: [ResidualAxis]
    /// Where a combination stands in `tuples`.
    let places: [LevelTuple: Int]
    /// The codes of each dimension at each combination.
    let shapes: [[Int]]

    /// The largest s for which noise of σ²·s² can be drawn.
    public static let largestAllowedMultiplier: Int64 = 1 << 24

    /// The closure of some combinations of levels of a structure.
    public init(_ structure: DatasetStructure, publishing published: some Sequence<LevelTuple>) {
        let published = Array(published)
        axes = structure.dimensions.enumerated().map { place, dimension in
            let levels = published.map { $0.levels[place] }.filter { $0 > 0 || !dimension.isMultiValued }
            return ResidualAxis(dimension, lowest: levels.min() ?? 0)
        }
        var closure: Set<LevelTuple> = []
        for tuple in published where !closure.contains(tuple) {
            var below: [[Int]] = [[]]
            for (axis, level) in zip(axes, tuple.levels) {
                below = below.flatMap { start in axis.chain(to: level).map { start + [$0] } }
            }
            closure.formUnion(below.map(LevelTuple.init))
        }
        tuples = closure.sorted()
        places = Dictionary(uniqueKeysWithValues: tuples.enumerated().map { ($1, $0) })
        let axes = axes
        shapes = tuples.map { tuple in zip(axes, tuple.levels).map { $0.levels[$1].count } }
    }

    /// Zero in every cell of every combination.
    public var zeroField: [[Double]] { tuples.indices.map { [Double](repeating: 0, count: cellCount($0)) } }

    /// How many cells the combination at a place has.
    public func cellCount(_ place: Int) -> Int { shapes[place].reduce(1, *) }

    /// Whether a combination measures anything: not if along some dimension no code has a sibling.
    public func measuresSomething(_ place: Int) -> Bool {
        zip(axes, tuples[place].levels).allSatisfy { axis, level in
            axis.levels[level].isRoot || axis.levels[level].mostSiblings > 1
        }
    }

    /// The places of the combinations that the one at a place refines, itself among them.
    func refined(by place: Int) -> [Int] {
        var below: [[Int]] = [[]]
        for (axis, level) in zip(axes, tuples[place].levels) {
            below = below.flatMap { start in axis.chain(to: level).map { start + [$0] } }
        }
        return below.compactMap { places[LevelTuple($0)] }.sorted()
    }

    /// The place of the combination one level above along a dimension; `nil` at a root.
    func coarser(_ place: Int, along dimension: Int) -> Int? {
        var levels = tuples[place].levels
        guard !axes[dimension].levels[levels[dimension]].isRoot else { return nil }
        levels[dimension] -= 1
        return places[LevelTuple(levels)]
    }

    /// p: the squared length of what one count more changes in the residuals, in units of σ·s, at most: the product of
    /// (n − 1)/n at the largest families.
    public func reach(_ place: Int) -> (numerator: Int64, denominator: Int64) {
        var (numerator, denominator): (Int64, Int64) = (1, 1)
        for (axis, level) in zip(axes, tuples[place].levels) where !axis.levels[level].isRoot {
            numerator *= Int64(axis.levels[level].mostSiblings - 1)
            denominator *= Int64(axis.levels[level].mostSiblings)
        }
        return (numerator, denominator)
    }

    /// s of each cell: the product of the numbers of siblings, by which a residual is multiplied to be an integer.
    public func multipliers(_ place: Int) -> [Int64] {
        var products: [Int64] = [1]
        for (axis, level) in zip(axes, tuples[place].levels) {
            let siblings = axis.levels[level].siblings
            products = products.flatMap { product in siblings.map { product * Int64($0) } }
        }
        return products
    }

    /// The largest s; `Int64.max` if it is more.
    public func largestMultiplier(_ place: Int) -> Int64 {
        zip(axes, tuples[place].levels).reduce(1) { product, level in
            let (next, overflow) = product.multipliedReportingOverflow(by: Int64(level.0.levels[level.1].mostSiblings))
            return overflow ? .max : next
        }
    }
}
