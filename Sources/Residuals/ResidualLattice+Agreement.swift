import Statistics

/// A figure that is known to be zero: a cell of one combination of levels.
public struct KnownZero: Sendable, Hashable {
    /// The place of the combination in the lattice.
    public let place: Int
    /// The number of the cell, the last dimension running fastest.
    public let cell: Int

    /// Names a cell.
    public init(place: Int, cell: Int) {
        self.place = place
        self.cell = cell
    }
}

extension ResidualLattice {
    /// Adjusts residuals of independent measurements so that figures known to be zero are zero, by the least likely noise.
    ///
    /// The best linear unbiased estimate given the zeros (Gauss, Markov; Aitken 1935): no figure's variance grows.
    public func condition(_ residuals: inout [[Double]], on zeros: [KnownZero], sigmaSquared: [Double]) {
        condition(&residuals, on: zeros) { field in
            zip(field, sigmaSquared).map { values, variance in values.map { $0 * variance } }
        }
    }

    /// r − ΣRᵀZᵀ·λ with (Z·RΣRᵀ·Zᵀ)·λ = Z·R·r: R is the reconstruction, Z the choice of the zeros, and Σ the residuals'
    /// covariance. With any other Σ the zeros would be met without a bias too, but figures could become worse.
    private func condition(
        _ residuals: inout [[Double]], on zeros: [KnownZero], covariance: ([[Double]]) -> [[Double]]
    ) {
        guard !zeros.isEmpty else { return }
        func change(_ multipliers: [Double]) -> [[Double]] {
            var field = zeroField
            for (zero, multiplier) in zip(zeros, multipliers) { field[zero.place][zero.cell] += multiplier }
            adjoint(&field)
            return covariance(field)
        }
        func chosen(_ field: [[Double]]) -> [Double] {
            var figures = field
            reconstruct(&figures)
            return zeros.map { figures[$0.place][$0.cell] }
        }
        let solver = ConjugateGradients(tolerance: 1e-13, limit: 1000)
        let multipliers = solver.solve(chosen(residuals)) { chosen(change($0)) }
        let correction = change(multipliers)
        for place in residuals.indices {
            for cell in residuals[place].indices { residuals[place][cell] -= correction[place][cell] }
        }
    }

    /// The residuals of tables that agree and are nearest to noisy tables, each table's distance weighted by the
    /// inverse of its variance: generalised least squares (Aitken 1935) by conjugate gradients.
    ///
    /// Scaled by what each residual weighs in the tables; where all families of a level are equally large, one step
    /// solves it.
    public func residuals(
        nearest tables: [(place: Int, values: [Double], variance: Double)], zeros: [KnownZero] = []
    ) -> [[Double]] {
        let zero = zeroField
        let scales = scales(tables.map { ($0.place, $0.variance) })
        func flattened(_ field: [[Double]]) -> [Double] {
            zip(field, scales).flatMap { values, scale in values.map { $0 * scale } }
        }
        func unflattened(_ values: [Double]) -> [[Double]] {
            var (field, start) = (zero, 0)
            for place in field.indices {
                for cell in field[place].indices { field[place][cell] = values[start + cell] * scales[place] }
                start += field[place].count
            }
            return field
        }
        var weighted = zero
        for table in tables {
            for cell in table.values.indices { weighted[table.place][cell] += table.values[cell] / table.variance }
        }
        adjoint(&weighted)
        let solver = ConjugateGradients(tolerance: 1e-12, limit: 1000)
        func product(_ vector: [Double]) -> [Double] {
            var figures = unflattened(vector)
            reconstruct(&figures)
            var weights = zero
            for table in tables {
                for cell in figures[table.place].indices {
                    weights[table.place][cell] += figures[table.place][cell] / table.variance
                }
            }
            adjoint(&weights)
            return flattened(weights)
        }
        // What solves the equations is also the covariance of what comes out.
        func solved(_ field: [[Double]]) -> [[Double]] { unflattened(solver.solve(flattened(field), product)) }
        var residuals = solved(weighted)
        condition(&residuals, on: zeros, covariance: solved)
        return residuals
    }

    /// For each place one over the root of what its residuals weigh in the tables on average; 0 where they weigh nothing.
    private func scales(_ tables: [(place: Int, variance: Double)]) -> [Double] {
        tuples.indices.map { place in
            let all = shapes[place].reduce(1, *)
            var weight = 0.0
            for table in tables where refined(by: table.place).contains(place) {
                let shown = shapes[table.place].map { Array(0..<$0) }
                // λ without the centring: the squared lift.
                weight += lift(of: place, in: table.place, shown: shown) / (Double(all) * table.variance)
            }
            return weight > 0 ? 1 / weight.squareRoot() : 0
        }
    }

    private func lift(of measured: Int, in place: Int, shown: [[Int]]) -> Double {
        let (from, to) = (tuples[measured].levels, tuples[place].levels)
        return axes.indices.reduce(1.0) { product, dimension in
            let axis = axes[dimension]
            let level = axis.levels[to[dimension]]
            let root = axis.root(of: to[dimension])
            return product
                * shown[dimension].reduce(0.0) { sum, code in
                    let siblings = level.pathSiblings[level.paths[code]]
                    return sum
                        + (from[dimension]..<to[dimension]).reduce(1.0) {
                            $0 / Double(siblings[$1 + 1 - root] * siblings[$1 + 1 - root])
                        }
                }
        }
    }
}
