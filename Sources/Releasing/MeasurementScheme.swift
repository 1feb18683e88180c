import DifferentialPrivacy
import Rationals
import Residuals
import Statistics

/// What a release measures and with which noise: decided from the structure and the budget alone.
enum MeasurementScheme: Sendable {
    /// The residuals of one combination of levels, in integers, each cell with noise of its own size.
    struct Residual: Sendable {
        let place: Int
        /// σ_T².
        let sigmaSquared: Rational
        /// s of each cell.
        let multipliers: [Int64]
        /// For each s the noise of variance σ_T²·s².
        let noises: [Int64: DiscreteGaussian]
    }

    /// The counts of one combination of levels.
    struct Table: Sendable {
        let place: Int
        let noise: DiscreteLaplace
    }

    /// Nothing is added: reference data.
    case exact
    /// Discrete Gaussian noise on residuals.
    case residuals([Residual])
    /// Discrete Laplace noise on whole tables; for each combination published the one that it is read or added up from, and
    /// how many cells of that enter each of its own.
    case tables([Table], sources: [Int: (measured: Int, cells: [Int])])
}

/// A scheme with its price.
struct PricedScheme {
    let scheme: MeasurementScheme
    let lattice: ResidualLattice
    let guarantee: PrivacyGuarantee
    let charge: Ledger.Charge

    /// Discrete Gaussian noise on the residuals that the tables need.
    ///
    /// - Throws: `ReleasingError.tooFine` if a table is divided too finely for its residuals to be held in 64 bits, or
    ///   `parameter` where a parameter leaves its bounds.
    static func residuals(
        _ design: MeasurementDesign, _ budget: (rho: Rational, statedDelta: Rational), alreadySpent: PrivacyCost
    ) throws(ReleasingError) -> PricedScheme {
        let lattice = design.lattice
        let measurable = lattice.tuples.indices.filter(lattice.measuresSomething)
        let weighted = zip(measurable, design.residualWeights(measurable)).filter { $0.1 > 0 }
        let places = weighted.map(\.0)
        let reach = UnitReach(design.structure)
        var (factors, bits): ([Rational], [Int]) = ([], [])
        for place in places {
            let size = lattice.largestMultiplier(place)
            guard size <= ResidualLattice.largestAllowedMultiplier, lattice.largestCount(at: place) >= 1 << 32,
                let factor = reach.squared(lattice.tuples[place], centred: lattice.reach(place))
            else { throw .tooFine }
            factors.append(factor)
            bits.append(61 - (64 - (size * size).leadingZeroBitCount))
        }
        let split = BudgetSplit(
            unit: design.structure.unit, weights: weighted.map(\.1), alreadySpent: alreadySpent)
        let outcome = try split.gaussian(budget, sensitivitiesSquared: factors, bits: bits)
        var residuals: [MeasurementScheme.Residual] = []
        for (place, noise) in zip(places, outcome.noises) {
            let multipliers = lattice.multipliers(place)
            var noises: [Int64: DiscreteGaussian] = [:]
            for multiplier in Set(multipliers) {
                guard let square = Rational(multiplier * multiplier, over: 1),
                    let variance = noise.variance.multiplied(by: square)
                else { throw .tooFine }
                do throws(PrivacyError) {
                    noises[multiplier] = try DiscreteGaussian(variance: variance)
                } catch { throw .parameter(error) }
            }
            residuals.append(
                MeasurementScheme.Residual(
                    place: place, sigmaSquared: noise.variance, multipliers: multipliers, noises: noises))
        }
        return PricedScheme(
            scheme: .residuals(residuals), lattice: lattice, guarantee: outcome.guarantee, charge: outcome.charge)
    }

    /// Discrete Laplace noise on the tables as they are published, or on the finest combinations alone, from which all
    /// others are added up: whichever leaves the lower weighted variance. (On residuals the L1 sensitivity nears 2^D.)
    static func tables(
        _ structure: DatasetStructure, publishing published: [LevelTuple], _ budget: ReleaseBudget,
        alreadySpent: PrivacyCost, largestCells: Int
    ) throws(ReleasingError) -> PricedScheme {
        let whole = try candidate(structure, published, published, budget, alreadySpent)
        let finest = LevelTuple.finest(published, of: structure)
        guard finest != published else { return whole.priced }
        let lattice = ResidualLattice(structure, publishing: finest)
        guard lattice.tuples.indices.reduce(0, { $0 + lattice.cellCount($1) }) <= largestCells,
            let leaves = try? candidate(structure, published, finest, budget, alreadySpent),
            leaves.weightedVariance < whole.weightedVariance
        else { return whole.priced }
        return leaves.priced
    }

    private static func candidate(
        _ structure: DatasetStructure, _ published: [LevelTuple], _ measured: [LevelTuple], _ budget: ReleaseBudget,
        _ alreadySpent: PrivacyCost
    ) throws(ReleasingError) -> (priced: PricedScheme, weightedVariance: Double) {
        let lattice = ResidualLattice(structure, publishing: measured + published)
        let design = MeasurementDesign(structure, lattice: lattice)
        let places = lattice.tuples.indices.filter { measured.contains(lattice.tuples[$0]) }
        guard let sources = design.sources(among: places) else { throw .tooFine }
        let split = BudgetSplit(
            unit: structure.unit, weights: design.summedWeights(places, sources), alreadySpent: alreadySpent)
        let outcome = try split.laplace(budget)
        let tables = zip(places, outcome.noises).map { MeasurementScheme.Table(place: $0, noise: $1) }
        return (
            PricedScheme(
                scheme: .tables(tables, sources: sources), lattice: lattice, guarantee: outcome.guarantee,
                charge: outcome.charge), outcome.weightedVariance
        )
    }
}
