import Rationals
public import Statistics

/// The noise that a figure carries, as far as what a reader may conclude depends on it.
public enum FigureNoise: Sendable, Hashable {
    /// A weighted sum of discrete Gaussians of this variance, which is at least 0.
    case gaussian(variance: Double)
    /// A sum of independent discrete Laplace variables of one scale; figures that were then made to agree have less.
    case laplace(scale: Double, draws: Int)

    /// The variance, from above.
    public var variance: Double {
        switch self {
        case .gaussian(let variance): variance
        case .laplace(let scale, let draws): 2 * scale * scale * Double(draws)
        }
    }
}

/// The noise of every figure of a draw, and of every sum of its figures, from what was measured alone: no figure is
/// looked at.
///
/// The variance of a sum u of residual measurements is Σ_T σ_T²·‖C_T·Uᵀu‖² (`ResidualLattice`). Tables that were
/// measured one by one and then made to agree by generalised least squares have variances no larger than those of the
/// measurements that they are read or added up from.
public struct FigureVariances: Sendable {
    /// Figures of one combination of levels with a weight each, in the order of the codes at these levels, the last
    /// dimension running fastest.
    public struct WeightedFigures: Sendable {
        /// The levels.
        public let levels: LevelTuple
        /// A weight for each cell.
        public let weights: [Double]

        /// Takes levels and weights.
        public init(levels: LevelTuple, weights: [Double]) {
            self.levels = levels
            self.weights = weights
        }
    }

    private let lattice: ResidualLattice
    private let arrangement: DrawnNoise.Arrangement
    /// σ² of what was measured at every place of the lattice; 0 where nothing was.
    private let sigmaSquared: [Double]
    /// The places that were measured.
    private let measured: [Int]

    /// The variances of a draw of the tables of a structure.
    public init(_ structure: DatasetStructure, noise: DrawnNoise) {
        let published = structure.tables.flatMap { structure.levelTuples(of: $0) }
        let measurements = noise.measurements.map(\.levels)
        lattice = ResidualLattice(
            structure, publishing: noise.arrangement == .tables ? measurements + published : published)
        arrangement = noise.arrangement
        var sigmaSquared = [Double](repeating: 0, count: lattice.tuples.count)
        var measured: [Int] = []
        for measurement in noise.measurements {
            guard let place = lattice.places[measurement.levels] else { continue }
            sigmaSquared[place] = measurement.variance.approximateValue
            measured.append(place)
        }
        self.sigmaSquared = sigmaSquared
        self.measured = measured
    }

    /// Whether a sum has the same noise whichever levels it is put together from, as where residuals were measured.
    public var givesEverySumOneVariance: Bool { arrangement == .residuals }

    /// The noise of each figure at some levels, in the order of the codes there, the last dimension running fastest;
    /// `nil` if no table shows these levels.
    public func noises(at levels: LevelTuple) -> [FigureNoise]? {
        guard let place = lattice.places[levels] else { return nil }
        switch arrangement {
        case .residuals:
            return lattice.variances(at: place, sigmaSquared: sigmaSquared).map { .gaussian(variance: $0) }
        case .tables:
            guard let source = lattice.source(of: place, among: measured) else { return nil }
            return lattice.descendants(of: place, in: source).map { laplace(at: source, draws: $0) }
        }
    }

    /// The noise of a weighted sum of figures, of one or several combinations of levels of one period; `nil` if no table
    /// shows some of the levels.
    ///
    /// Of tables measured one by one it is an upper bound: exact where weights are 0 and 1 and the levels are one, and
    /// elsewhere from the standard deviations added up (the triangle inequality), as one draw of that variance.
    public func noise(ofSum figures: [WeightedFigures]) -> FigureNoise? {
        switch arrangement {
        case .residuals:
            var field = lattice.zeroField
            for part in figures {
                guard let place = lattice.places[part.levels], field[place].count == part.weights.count else {
                    return nil
                }
                for cell in part.weights.indices { field[place][cell] += part.weights[cell] }
            }
            return .gaussian(variance: lattice.variance(ofSum: field, sigmaSquared: sigmaSquared))
        case .tables:
            var (draws, deviation, scale): (Int, Double, Double) = (0, 0, 0)
            var isCount = figures.count == 1
            for part in figures {
                guard let place = lattice.places[part.levels], let source = lattice.source(of: place, among: measured)
                else { return nil }
                let counts = lattice.descendants(of: place, in: source)
                guard counts.count == part.weights.count else { return nil }
                var variance = 0.0
                for (weight, count) in zip(part.weights, counts) where weight != 0 {
                    isCount = isCount && weight == 1
                    draws += count
                    variance += weight * weight * Double(count) * sigmaSquared[source]
                }
                deviation += variance.squareRoot()
                scale = (sigmaSquared[source] / 2).squareRoot()
            }
            guard draws > 0 else { return .laplace(scale: 0, draws: 1) }
            return isCount
                ? .laplace(scale: scale, draws: draws) : .laplace(scale: deviation / 2.0.squareRoot(), draws: 1)
        }
    }

    private func laplace(at source: Int, draws: Int) -> FigureNoise {
        .laplace(scale: (sigmaSquared[source] / 2).squareRoot(), draws: draws)
    }
}
