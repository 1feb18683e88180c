import Statistics

extension ResidualLattice {
    /// The integers that are measured of the counts at a place: along every dimension n times a count less the sum over
    /// its siblings, which is s times the residual.
    ///
    /// Counts are 0 or more and at most `largestCount`, so that nothing overflows.
    public func scaledResiduals(of counts: [Int64], at place: Int) -> [Int64] {
        var values = counts
        for dimension in axes.indices {
            center(&values, at: place, along: dimension) { value, siblings, sum in value * Int64(siblings) - sum }
        }
        return values
    }

    /// The largest count whose residuals surely fit into 62 bits: along a dimension a value becomes at most 2·n times the
    /// largest.
    public func largestCount(at place: Int) -> Int64 {
        let dimensions = zip(axes, tuples[place].levels).count { axis, level in !axis.levels[level].isRoot }
        return ((1 << 61) >> Int64(dimensions)) / largestMultiplier(place)
    }

    /// The residuals at a place from noisy integers: divided by s, and centred once more.
    public func residuals(fromScaled values: [Int64], multipliers: [Int64], at place: Int) -> [Double] {
        var residuals = zip(values, multipliers).map { Double($0) / Double($1) }
        center(&residuals, at: place)
        return residuals
    }

    /// Centres values along every dimension.
    func center(_ values: inout [Double], at place: Int) {
        for dimension in axes.indices {
            center(&values, at: place, along: dimension) { value, siblings, sum in value - sum / Double(siblings) }
        }
    }

    /// Turns residuals at every place into the figures at every place: along each dimension, the coarser first, the
    /// lifted figures of the level above are added.
    ///
    /// Work and memory are those of the cells, for each dimension once.
    public func reconstruct(_ field: inout [[Double]]) {
        for dimension in axes.indices {
            for place in tuples.indices {
                guard let coarser = coarser(place, along: dimension) else { continue }
                var figures: [Double] = []
                swap(&figures, &field[place])
                pair(place, along: dimension, &figures, &field[coarser]) { child, parent, siblings in
                    child += parent / siblings
                }
                swap(&figures, &field[place])
            }
        }
    }

    /// The adjoint of `reconstruct` on residuals: what a change of the residuals changes in a weighted sum of figures.
    func adjoint(_ field: inout [[Double]]) {
        spreadUp(&field)
        for place in tuples.indices { center(&field[place], at: place) }
    }

    /// Uᵀ: adds the weights of figures at each place to those of what they refine.
    func spreadUp(_ field: inout [[Double]]) {
        for dimension in axes.indices.reversed() {
            for place in tuples.indices.reversed() {
                guard let coarser = coarser(place, along: dimension) else { continue }
                var weights: [Double] = []
                swap(&weights, &field[place])
                pair(place, along: dimension, &weights, &field[coarser]) { child, parent, siblings in
                    parent += child / siblings
                }
                swap(&weights, &field[place])
            }
        }
    }

    /// Calls for each value at a place with its parent's value along a dimension, and how many siblings it has there.
    private func pair(
        _ place: Int, along dimension: Int, _ values: inout [Double], _ above: inout [Double],
        _ body: (inout Double, inout Double, Double) -> Void
    ) {
        let number = tuples[place].levels[dimension]
        let level = axes[dimension].levels[number]
        let parentCount = axes[dimension].levels[number - 1].count
        let shape = shapes[place]
        let inner = shape[(dimension + 1)...].reduce(1, *)
        for outer in 0..<shape[..<dimension].reduce(1, *) {
            for code in 0..<level.count {
                let start = (outer * level.count + code) * inner
                let parentStart = (outer * parentCount + level.parents[code]) * inner
                let siblings = Double(level.siblings[code])
                for index in 0..<inner { body(&values[start + index], &above[parentStart + index], siblings) }
            }
        }
    }

    /// Replaces each value by a function of it, the number of its siblings and their sum, along one dimension.
    private func center<Value: AdditiveArithmetic>(
        _ values: inout [Value], at place: Int, along dimension: Int, _ centred: (Value, Int, Value) -> Value
    ) {
        let level = axes[dimension].levels[tuples[place].levels[dimension]]
        guard !level.isRoot else { return }
        let above = axes[dimension].levels[tuples[place].levels[dimension] - 1].count
        let shape = shapes[place]
        let inner = shape[(dimension + 1)...].reduce(1, *)
        let outer = shape[..<dimension].reduce(1, *)
        var sums = [Value](repeating: .zero, count: above * inner)
        for outerIndex in 0..<outer {
            for index in sums.indices { sums[index] = .zero }
            for code in 0..<level.count {
                let (start, group) = ((outerIndex * level.count + code) * inner, level.parents[code] * inner)
                for index in 0..<inner { sums[group + index] += values[start + index] }
            }
            for code in 0..<level.count {
                let (start, group) = ((outerIndex * level.count + code) * inner, level.parents[code] * inner)
                for index in 0..<inner {
                    values[start + index] = centred(values[start + index], level.siblings[code], sums[group + index])
                }
            }
        }
    }
}
