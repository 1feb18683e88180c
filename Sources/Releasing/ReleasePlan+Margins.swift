import DifferentialPrivacy
import Rationals
import Residuals
import Statistics

extension ReleasePlan {
    /// For each cell of a combination of levels the margin of its figure: with probability 95% the count is no further from
    /// the rounded figure than this.
    ///
    /// Of a draw alone, the exact quantile. Of a figure put together from several draws of discrete Gaussian noise, that of
    /// the normal distribution with its variance, less the half that rounding covers (a figure within m + ½ of a
    /// count is rounded to within m), and never less than that of one discrete Gaussian of this variance. Tables that
    /// were made to agree keep the margin of their own noise; the adjustment only lowers their variance.
    func margins(at place: Int) -> [Int64] {
        switch scheme {
        case .exact: [Int64](repeating: 0, count: lattice.cellCount(place))
        case .residuals(let residuals): margins(at: place, residuals)
        case .tables(let tables, let sources): margins(at: place, tables, sources)
        }
    }

    /// The variance of each figure of a combination of levels, from the noise alone; an upper bound where tables were
    /// measured and made to agree.
    func variances(at place: Int) -> [Double] {
        switch scheme {
        case .exact: return [Double](repeating: 0, count: lattice.cellCount(place))
        case .residuals(let residuals): return lattice.variances(at: place, sigmaSquared: sigmaSquared(residuals))
        case .tables(let tables, let sources):
            guard let source = sources[place], let table = tables.first(where: { $0.place == source.measured })
            else { return [] }
            return source.cells.map { Double($0) * table.noise.varianceBound }
        }
    }

    /// σ_T² at every place of the lattice; 0 where nothing is measured.
    func sigmaSquared(_ residuals: [MeasurementScheme.Residual]) -> [Double] {
        var sigmaSquared = [Double](repeating: 0, count: lattice.tuples.count)
        for residual in residuals { sigmaSquared[residual.place] = residual.sigmaSquared.approximateValue }
        return sigmaSquared
    }

    private func margins(at place: Int, _ residuals: [MeasurementScheme.Residual]) -> [Int64] {
        // Nothing to add up and nothing to round: the draw itself.
        if lattice.measurements(in: place) == [place], lattice.largestMultiplier(place) == 1,
            let noise = residuals.first(where: { $0.place == place })?.noises[1]
        {
            return [Int64](repeating: noise.margin95(drawsSummed: 1), count: lattice.cellCount(place))
        }
        var known: [Double: Int64] = [:]
        return variances(at: place).map { variance in
            if let margin = known[variance] { return margin }
            let margin = DiscreteGaussian.marginOfSum95(variance: variance)
            known[variance] = margin
            return margin
        }
    }

    private func margins(
        at place: Int, _ tables: [MeasurementScheme.Table], _ sources: [Int: (measured: Int, cells: [Int])]
    ) -> [Int64] {
        guard let source = sources[place], let table = tables.first(where: { $0.place == source.measured }) else {
            preconditionFailure("every combination published is read or added up from a measured one")
        }
        var known: [Int: Int64] = [:]
        return source.cells.map { count in
            if let margin = known[count] { return margin }
            let margin = table.noise.margin95(drawsSummed: count)
            known[count] = margin
            return margin
        }
    }
}
