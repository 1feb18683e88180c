import DifferentialPrivacy
import Rationals
import Statistics

/// Divides a budget over the combinations of levels so that the weighted variance of all cells is least.
struct BudgetSplit {
    /// The noise of each combination, what holds for the whole, and what a ledger is charged.
    struct Outcome {
        let noises: [CellNoise]
        let guarantee: PrivacyGuarantee
        let charge: Ledger.Charge
    }

    private let structure: DatasetStructure
    private let tuples: [LevelTuple]
    /// v: the weight of a combination's variance in the whole, the weights of its cells added up.
    private let weights: [Double]

    init(structure: DatasetStructure, tuples: [LevelTuple], cellCounts: [Int]) {
        self.structure = structure
        self.tuples = tuples
        weights = zip(tuples, cellCounts).map { tuple, cells in
            // A combination that several tables show counts once for each; by default a table's cells share
            // the weight 1, so that the nation is not sacrificed to the cross-tabulation.
            structure.tables.filter { structure.levelTuples(of: $0).contains(tuple) }.reduce(0) { sum, table in
                sum + (table.weight.map { $0.approximateValue * Double(cells) } ?? 1)
            }
        }
    }

    /// The noise of each combination, and what holds for the whole.
    ///
    /// - Throws: `ReleasingError.unsuitableBudget` where budget and mechanism do not go together, `parameter`
    ///   where a parameter leaves its bounds.
    func noises(
        for budget: ReleaseBudget, alreadySpent: PrivacyCost
    ) throws(ReleasingError) -> Outcome {
        do throws(PrivacyError) {
            switch (structure.protection.mechanism, budget) {
            case (.discreteGaussian, .concentrated(let rho, let statedDelta)):
                return try concentrated(rho, statedDelta, alreadySpent) { share, levels throws(PrivacyError) in
                    let sensitivity = sensitivitySquared(levels)
                    let noise = try DiscreteGaussian(spending: share, sensitivitySquared: sensitivity)
                    return (.gaussian(noise), try .gaussian(noise, sensitivitySquared: sensitivity))
                }
            case (.discreteLaplace, .concentrated(let rho, let statedDelta)):
                return try concentrated(rho, statedDelta, alreadySpent) { share, _ throws(PrivacyError) in
                    // Pure ε costs at most ε²/2 (Bun, Steinke 2016, Proposition 4).
                    let epsilon = (2 * share.approximateValue).squareRoot()
                    let noise = try DiscreteLaplace(scale: scale(spending: try BudgetSplit.floored(epsilon)))
                    return (.laplace(noise), try .laplace(noise, sensitivity: sensitivity))
                }
            case (.discreteLaplace, .pure(let epsilon)) where alreadySpent == .free: return try pure(epsilon)
            case (.discreteLaplace, .pure), (.discreteGaussian, .pure): break
            }
        } catch {
            throw .parameter(error)
        }
        throw .unsuitableBudget(
            alreadySpent == .free
                ? "discrete-gaussian noise gives no pure epsilon; give a delta too, or use discrete-laplace"
                : "pure epsilon cannot hold where the data had to tell which codes exist; give a delta too")
    }

    // MARK: - Sensitivity

    /// Δ₁ of one combination: c cells, a in each.
    private var sensitivity: Rational {
        Rational(Int32(structure.unit.maxCells)).multiplied(by: Rational(Int32(structure.unit.maxCount))) ?? .one
    }

    /// f_T·a², the square of Δ₂: where the c cells of a unit are surely distinct (T at the leaves of every
    /// dimension along which they may differ) c·a², elsewhere, where they may fall together, c²·a²
    /// (mathematics §4.2, without centering). A combination at the total of all of these counts units, once each.
    private func sensitivitySquared(_ levels: LevelTuple) -> Rational {
        let (c, a) = (structure.unit.maxCells, structure.unit.maxCount)
        let multiValued = structure.dimensions.indices.filter { structure.dimensions[$0].isMultiValued }
        let spread = multiValued.isEmpty ? Array(structure.dimensions.indices) : multiValued
        let factor: Int
        if !multiValued.isEmpty, spread.allSatisfy({ levels.levels[$0] == 0 }) {
            factor = 1
        } else if spread.allSatisfy({ levels.levels[$0] == structure.dimensions[$0].codelist.depth }) {
            factor = c
        } else {
            factor = c * c
        }
        // c ≤ 1000 and a ≤ 10⁶ (UnitBounds), so the product is at most 10¹⁸ and fits.
        return Rational(Int64(factor) * Int64(a) * Int64(a), over: 1) ?? .one
    }

    // MARK: - Splitting

    /// zCDP: minimising Σ v_T·σ_T² under Σ f_T·a²/2σ_T² = ρ gives each combination the share
    /// √(v_T·f_T) / Σ √(v·f) of ρ (mathematics §4.6).
    private func concentrated(
        _ rho: Rational, _ statedDelta: Rational, _ alreadySpent: PrivacyCost,
        _ noise: (Rational, LevelTuple) throws(PrivacyError) -> (CellNoise, PrivacyCost)
    ) throws(PrivacyError) -> Outcome {
        let portions = zip(weights, tuples).map { ($0 * sensitivitySquared($1).approximateValue).squareRoot() }
        let whole = portions.reduce(0, +)
        var spent = alreadySpent
        var noises: [CellNoise] = []
        for (tuple, portion) in zip(tuples, portions) {
            let share = tuples.count == 1 ? rho : try BudgetSplit.floored(rho.approximateValue * portion / whole)
            let (drawn, cost) = try noise(share, tuple)
            noises.append(drawn)
            spent = try spent.adding(cost.roundedUp())
        }
        let charged = try spent.repeated(structure.unit.maxPeriods)
        return Outcome(
            noises: noises,
            guarantee: PrivacyGuarantee(
                rho: charged.rho, epsilon: try charged.epsilon(atDelta: statedDelta), delta: statedDelta),
            charge: Ledger.Charge(cost: charged))
    }

    /// Pure ε: minimising Σ v_T·b_T² under Σ Δ₁/b_T = ε gives each combination the share
    /// ∛v_T / Σ ∛v of ε, Δ₁ being the same for all.
    private func pure(_ epsilon: Rational) throws(PrivacyError) -> Outcome {
        let portions = weights.map(BudgetSplit.cubeRoot)
        let whole = portions.reduce(0, +)
        var spent = Rational.zero
        var noises: [CellNoise] = []
        for portion in portions {
            let share =
                tuples.count == 1 ? epsilon : try BudgetSplit.floored(epsilon.approximateValue * portion / whole)
            let noise = try DiscreteLaplace(scale: scale(spending: share))
            noises.append(.laplace(noise))
            guard let sum = spent.adding(try noise.epsilon(sensitivity: sensitivity)) else { throw .doesNotFit }
            spent = sum
        }
        guard let charged = spent.multiplied(by: Rational(Int32(structure.unit.maxPeriods))) else { throw .doesNotFit }
        return Outcome(
            noises: noises, guarantee: PrivacyGuarantee(pureEpsilon: charged),
            charge: try Ledger.Charge(pureEpsilon: charged))
    }

    /// The scale b = Δ₁/ε.
    private func scale(spending epsilon: Rational) throws(PrivacyError) -> Rational {
        guard let scale = sensitivity.divided(by: epsilon) else { throw .scaleOutOfBounds }
        return scale
    }

    /// The multiple of 2⁻³⁰ at or just below a positive number, so that shares never add up to more than the
    /// whole: the slack of 2⁻⁴⁰ covers the rounding of the arithmetic before.
    private static func floored(_ share: Double) throws(PrivacyError) -> Rational {
        let units = (share * (1 - 0x1p-40) * 0x1p30).rounded(.down)
        guard units >= 1, units < 0x1p62, let rational = Rational(Int64(units), over: 1 << 30) else {
            throw .rhoOutOfBounds
        }
        return rational
    }

    /// ∛x for x > 0, by Newton's method from above.
    private static func cubeRoot(_ number: Double) -> Double {
        var root = max(1, number)
        for _ in 0..<200 { root -= (root - number / (root * root)) / 3 }
        return root
    }
}

extension PrivacyCost {
    /// The price of so many in sequence.
    func repeated(_ times: Int) throws(PrivacyError) -> PrivacyCost {
        guard let factor = Int32(exactly: times), let rho = rho.multiplied(by: Rational(factor)),
            let delta = delta.multiplied(by: Rational(factor))
        else { throw .doesNotFit }
        return try PrivacyCost(rho: rho, delta: min(delta, .one))
    }
}
