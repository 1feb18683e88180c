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
    let weights: [Double]

    init(structure: DatasetStructure, tuples: [LevelTuple], cellCounts: [Int]) {
        self.structure = structure
        self.tuples = tuples
        // A combination that several tables show counts once for each; by default a table's cells share the
        // weight 1, so that the nation is not sacrificed to the cross-tabulation.
        let places = Dictionary(uniqueKeysWithValues: tuples.enumerated().map { ($1, $0) })
        var weights = [Double](repeating: 0, count: tuples.count)
        for table in structure.tables {
            for place in structure.levelTuples(of: table).compactMap({ places[$0] }) {
                weights[place] += table.weight.map { $0.approximateValue * Double(cellCounts[place]) } ?? 1
            }
        }
        self.weights = weights
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
                let factors = tuples.map { sensitivitySquared($0).approximateValue }
                return try concentrated(rho, statedDelta, alreadySpent, factors) { share, levels throws(PrivacyError) in
                    let sensitivity = sensitivitySquared(levels)
                    let noise = try DiscreteGaussian(spending: share, sensitivitySquared: sensitivity)
                    return (.gaussian(noise), try .gaussian(noise, sensitivitySquared: sensitivity))
                }
            case (.discreteLaplace, .concentrated(let rho, let statedDelta)):
                // The variance is 2·(Δ₁/ε)², with the same Δ₁ for all.
                let factors = tuples.map { _ in 1.0 }
                return try concentrated(rho, statedDelta, alreadySpent, factors) { share, _ throws(PrivacyError) in
                    // Pure ε costs at most ε²/2 (Bun, Steinke 2016, Proposition 4).
                    let epsilon = (2 * share.approximateValue).squareRoot() * (1 - 0x1p-50)
                    // At most 31 significant bits, so that the square fits.
                    let places = max(0, min(30, 30 - Int(epsilon.exponent)))
                    let noise = try DiscreteLaplace(
                        scale: scale(spending: try BudgetSplit.floored(epsilon, places: places)))
                    return (.laplace(noise), try .laplace(noise, sensitivity: sensitivity))
                }
            case (.discreteLaplace, .pure(let epsilon)) where alreadySpent == .free: return try pure(epsilon)
            case (.discreteLaplace, .pure), (.discreteGaussian, .pure), (_, .unlimited): break
            }
        } catch {
            throw .parameter(error)
        }
        if case .unlimited = budget { throw .unsuitableBudget("noise needs a budget") }
        throw .unsuitableBudget(
            alreadySpent == .free
                ? "discrete-gaussian noise gives no pure epsilon; give a delta too, or use discrete-laplace"
                : "pure epsilon cannot hold where the data had to tell which codes exist; give a delta too")
    }

    // MARK: - Sensitivity

    /// Δ₁ of one combination: c cells, a in each.
    var sensitivity: Rational {
        Rational(Int32(structure.unit.maxCells)).multiplied(by: Rational(Int32(structure.unit.maxCount))) ?? .one
    }

    /// f_T·a², the square of Δ₂: where the c cells of a unit are surely distinct (T at the leaves of every
    /// dimension along which they may differ) c·a², elsewhere, where they may fall together, c²·a²
    /// (the triangle inequality). A combination at the total of all of these counts units, once each.
    func sensitivitySquared(_ levels: LevelTuple) -> Rational {
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

    /// w: a unit lies in at most so many periods, so each may cost this part of the whole.
    private var periodsOfAUnit: Rational { Rational(Int32(structure.unit.maxPeriods)) }

    // MARK: - Splitting

    /// zCDP: minimising Σ v_T·σ_T² under Σ f_T·a²/2σ_T² = ρ gives each combination the share
    /// √(v_T·f_T) / Σ √(v·f) of ρ (Lagrange; as Xiao and others 2023, arXiv 2305.08175, §5). Shares are multiples of 2⁻⁴⁰, as the costs are, so that
    /// rounding a cost up never exceeds its share.
    private func concentrated(
        _ rho: Rational, _ statedDelta: Rational, _ alreadySpent: PrivacyCost, _ factors: [Double],
        _ noise: (Rational, LevelTuple) throws(PrivacyError) -> (CellNoise, PrivacyCost)
    ) throws(PrivacyError) -> Outcome {
        guard let perPeriod = rho.divided(by: periodsOfAUnit) else { throw .doesNotFit }
        let portions = zip(weights, factors).map { ($0 * $1).squareRoot() }
        let shares = try BudgetSplit.shares(of: perPeriod, portions, places: 40)
        var spent = PrivacyCost.free
        var noises: [CellNoise] = []
        for (tuple, share) in zip(tuples, shares) {
            let (drawn, cost) = try noise(share, tuple)
            noises.append(drawn)
            spent = try spent.adding(cost.roundedUp())
        }
        let charged = try spent.repeated(structure.unit.maxPeriods).adding(alreadySpent.roundedUp())
        return Outcome(
            noises: noises,
            guarantee: PrivacyGuarantee(
                rho: charged.rho, epsilon: try charged.epsilon(atDelta: statedDelta), delta: statedDelta),
            charge: Ledger.Charge(cost: charged))
    }

    /// Pure ε: minimising Σ v_T·b_T² under Σ Δ₁/b_T = ε gives each combination the share
    /// ∛v_T / Σ ∛v of ε, Δ₁ being the same for all.
    private func pure(_ epsilon: Rational) throws(PrivacyError) -> Outcome {
        guard let perPeriod = epsilon.divided(by: periodsOfAUnit) else { throw .doesNotFit }
        let shares =
            tuples.count == 1
            ? [perPeriod] : try BudgetSplit.shares(of: perPeriod, weights.map(BudgetSplit.cubeRoot), places: 30)
        var spent = Rational.zero
        var noises: [CellNoise] = []
        for share in shares {
            let noise = try DiscreteLaplace(scale: scale(spending: share))
            noises.append(.laplace(noise))
            guard let sum = spent.adding(try noise.epsilon(sensitivity: sensitivity)) else { throw .doesNotFit }
            spent = sum
        }
        guard let charged = spent.multiplied(by: periodsOfAUnit) else { throw .doesNotFit }
        return Outcome(
            noises: noises, guarantee: PrivacyGuarantee(pureEpsilon: charged),
            charge: try Ledger.Charge(pureEpsilon: charged))
    }

    /// The scale b = Δ₁/ε.
    private func scale(spending epsilon: Rational) throws(PrivacyError) -> Rational {
        guard let scale = sensitivity.divided(by: epsilon) else { throw .scaleOutOfBounds }
        return scale
    }

    /// Divides a budget in proportion, in multiples of 2⁻ᵏ that never add up to more than the whole.
    ///
    /// A sum of n positive numbers errs by at most n·2⁻⁵³ of itself, the three operations after it by 2⁻⁵³ each:
    /// less than what is taken off.
    private static func shares(
        of whole: Rational, _ portions: [Double], places: Int
    ) throws(PrivacyError) -> [Rational] {
        guard whole > .zero else { throw .rhoOutOfBounds }
        guard portions.count > 1 else {
            let units = (Int128(whole.numerator) << Int128(places)) / Int128(whole.denominator)
            guard units >= 1, let only = Int64(exactly: units).flatMap({ Rational($0, over: 1 << Int64(places)) })
            else { throw .rhoOutOfBounds }
            return [only]
        }
        let safe = whole.approximateValue * (1 - Double(portions.count + 8) * 0x1p-52) / portions.reduce(0, +)
        var shares: [Rational] = []
        for portion in portions { shares.append(try floored(safe * portion, places: places)) }
        return shares
    }

    /// The multiple of 2⁻ᵏ at or just below a positive number.
    private static func floored(_ share: Double, places: Int) throws(PrivacyError) -> Rational {
        let units = (share * Double(sign: .plus, exponent: places, significand: 1)).rounded(.down)
        guard units >= 1, units < 0x1p62, let rational = Rational(Int64(units), over: 1 << Int64(places)) else {
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
