import Statistics

extension ResidualLattice {
    /// How much σ² of the measurement at one place weighs in the figures at another, all of these added up: the sum over
    /// their cells of the product of λ over the dimensions. `shown` has the codes counted, one list of their places a
    /// dimension.
    public func weight(of measured: Int, in place: Int, shown: [[Int]]) -> Double {
        let (from, to) = (tuples[measured].levels, tuples[place].levels)
        return axes.indices.reduce(1.0) { product, dimension in
            let axis = axes[dimension]
            return product
                * shown[dimension].reduce(0.0) { sum, code in
                    sum
                        + axis.factor(
                            measured: from[dimension], shown: to[dimension],
                            path: axis.levels[to[dimension]].paths[code])
                }
        }
    }

    /// The places of the measurements that enter the figures at a place.
    public func measurements(in place: Int) -> [Int] { refined(by: place).filter(measuresSomething) }

    /// The variance of each figure at a place, given σ² of the measurement at every place: Σ σ²·Π λ.
    ///
    /// Figures reached by the same path have the same variance, so that it is worked out once for each combination of
    /// paths.
    public func variances(at place: Int, sigmaSquared: [Double]) -> [Double] {
        let levels = tuples[place].levels
        let counts = zip(axes, levels).map { $0.levels[$1].pathSiblings.count }
        var combinations: [[Int]] = [[]]
        for count in counts { combinations = combinations.flatMap { start in (0..<count).map { start + [$0] } } }
        let entering = measurements(in: place)
        let values = combinations.map { paths in
            entering.reduce(0.0) { sum, measured in
                let from = tuples[measured].levels
                return sum
                    + axes.indices.reduce(sigmaSquared[measured]) { product, dimension in
                        product
                            * axes[dimension].factor(
                                measured: from[dimension], shown: levels[dimension], path: paths[dimension])
                    }
            }
        }
        var numbers = [0]
        for (dimension, axis) in axes.enumerated() {
            let paths = axis.levels[levels[dimension]].paths
            numbers = numbers.flatMap { number in paths.map { number * counts[dimension] + $0 } }
        }
        return numbers.map { values[$0] }
    }

    /// The variance of a weighted sum of figures at one place: Σ σ_T²·‖C_T Uᵀ u‖².
    public func variance(ofSum weights: [Double], at place: Int, sigmaSquared: [Double]) -> Double {
        precondition(weights.count == cellCount(place), "a weight a cell")
        var field = zeroField
        field[place] = weights
        return variance(ofSum: field, sigmaSquared: sigmaSquared)
    }

    /// The variance of a weighted sum of figures at every place.
    func variance(ofSum weights: [[Double]], sigmaSquared: [Double]) -> Double {
        var field = weights
        adjoint(&field)
        return zip(field, sigmaSquared).reduce(0) { sum, pair in
            sum + pair.1 * pair.0.reduce(0) { $0 + $1 * $1 }
        }
    }
}

extension ResidualLattice {
    /// Whether the combination at one place refines that at another, or is the same.
    public func refines(_ finer: Int, _ coarser: Int) -> Bool {
        zip(axes, zip(tuples[finer].levels, tuples[coarser].levels)).allSatisfy { axis, levels in
            axis.chain(to: levels.0).contains(levels.1)
        }
    }

    /// Of some measured combinations the one that another is read or added up from: of those that refine it, the one of
    /// the fewest cells; `nil` if none does.
    public func source(of place: Int, among measured: [Int]) -> Int? {
        measured.filter { refines($0, place) }.min { cellCount($0) < cellCount($1) }
    }

    /// How many cells of a finer combination are added up to each cell of a coarser one.
    public func descendants(of place: Int, in finer: Int) -> [Int] {
        var counts = [1]
        for (axis, levels) in zip(axes, zip(tuples[place].levels, tuples[finer].levels)) {
            var below = [Int](repeating: 1, count: axis.levels[levels.1].count)
            for level in stride(from: levels.1, to: levels.0, by: -1) {
                var above = [Int](repeating: 0, count: axis.levels[level - 1].count)
                for (code, parent) in axis.levels[level].parents.enumerated() { above[parent] += below[code] }
                below = above
            }
            counts = counts.flatMap { count in below.map { count * $0 } }
        }
        return counts
    }
}
