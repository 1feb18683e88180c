import DifferentialPrivacy
import Rationals
import Statistics

/// Divides a budget over measurements so that the weighted variance of all figures is least.
struct BudgetSplit {
    /// The noise of each measurement, what holds for the whole, and what a ledger is charged.
    struct Outcome<Noise> {
        let noises: [Noise]
        let guarantee: PrivacyGuarantee
        let charge: Ledger.Charge
        /// Σ v·σ², what the split makes least.
        let weightedVariance: Double
    }

    /// How far one unit reaches.
    let unit: UnitBounds
    /// v of each measurement: the weight of its variance in the whole.
    let weights: [Double]
    /// The price of what had to be learned from the data before.
    let alreadySpent: PrivacyCost

    /// Discrete Gaussian noise of σ_T on measurements of these squared sensitivities f_T·a².
    ///
    /// Minimising Σ v_T·σ_T² under Σ f_T·a²/2σ_T² = ρ gives each the share √(v_T·f_T) / Σ √(v·f) of ρ (Lagrange; Xiao
    /// and others 2023, arXiv 2305.08175, §5). σ_T² is rounded up to `bits` significant bits, so that it can be
    /// multiplied by s², and the cost recomputed from that.
    ///
    /// - Throws: `ReleasingError.parameter` where a parameter leaves its bounds.
    func gaussian(
        _ budget: (rho: Rational, statedDelta: Rational), sensitivitiesSquared: [Rational], bits: [Int]
    ) throws(ReleasingError) -> Outcome<DiscreteGaussian> {
        do throws(PrivacyError) {
            let factors = sensitivitiesSquared.map(\.approximateValue)
            return try concentrated(budget, factors) { share, place throws(PrivacyError) in
                let sensitivity = sensitivitiesSquared[place]
                let exact = try DiscreteGaussian(spending: share, sensitivitySquared: sensitivity)
                guard let variance = exact.variance.roundedUp(significantBits: bits[place]) else {
                    throw .varianceOutOfBounds
                }
                let noise = try DiscreteGaussian(variance: variance)
                return (
                    noise, try .gaussian(noise, sensitivitySquared: sensitivity), noise.variance.approximateValue
                )
            }
        } catch { throw .parameter(error) }
    }

    /// Discrete Laplace noise on measurements that one unit changes by at most Δ₁ = c·a each.
    ///
    /// - Throws: `ReleasingError.unsuitableBudget` where budget and mechanism do not go together, `parameter`
    ///   where a parameter leaves its bounds.
    func laplace(_ budget: ReleaseBudget) throws(ReleasingError) -> Outcome<DiscreteLaplace> {
        if case .unlimited = budget { throw .unsuitableBudget("noise needs a budget") }
        if case .pure = budget, alreadySpent != .free {
            throw .unsuitableBudget(
                "pure epsilon cannot hold where the data had to tell which codes exist; give a delta too")
        }
        do throws(PrivacyError) {
            guard case .concentrated(let rho, let statedDelta, _) = budget else {
                guard case .pure(let epsilon) = budget else { throw .epsilonOutOfBounds }
                return try pure(epsilon)
            }
            // The variance is 2·(Δ₁/ε)², with the same Δ₁ for all.
            return try concentrated((rho, statedDelta), weights.map { _ in 1 }) { share, _ throws(PrivacyError) in
                // Pure ε costs at most ε²/2 (Bun, Steinke 2016, Proposition 4).
                let epsilon = (2 * share.approximateValue).squareRoot() * (1 - 0x1p-50)
                // At most 31 significant bits, so that the square fits.
                let places = max(0, min(30, 30 - Int(epsilon.exponent)))
                let noise = try DiscreteLaplace(
                    scale: scale(spending: try BudgetSplit.floored(epsilon, places: places)))
                return (noise, try .laplace(noise, sensitivity: sensitivity), noise.varianceBound)
            }
        } catch { throw .parameter(error) }
    }

    /// Δ₁ of one measurement of counts: c cells, a in each.
    private var sensitivity: Rational {
        Rational(Int32(unit.maxCells)).multiplied(by: Rational(Int32(unit.maxCount))) ?? .one
    }

    /// w: a unit lies in at most so many periods, so each may cost this part of the whole.
    private var periodsOfAUnit: Rational { Rational(Int32(unit.maxPeriods)) }

    // MARK: - Splitting

    /// Shares of ρ in proportion to √(v·f). They are multiples of 2⁻⁴⁰, as the costs are, so that rounding a cost up
    /// never exceeds its share. What nothing depends on costs the least there is.
    private func concentrated<Noise>(
        _ budget: (rho: Rational, statedDelta: Rational), _ factors: [Double],
        _ noise: (Rational, Int) throws(PrivacyError) -> (Noise, PrivacyCost, Double)
    ) throws(PrivacyError) -> Outcome<Noise> {
        guard let perPeriod = budget.rho.divided(by: periodsOfAUnit) else { throw .doesNotFit }
        let portions = zip(weights, factors).map { ($0 * $1).squareRoot() }
        let shares = try BudgetSplit.shares(of: perPeriod, portions, places: 40)
        var (spent, variance) = (PrivacyCost.free, 0.0)
        var noises: [Noise] = []
        for (place, share) in shares.enumerated() {
            let (drawn, cost, squared) = try noise(share, place)
            noises.append(drawn)
            spent = try spent.adding(cost.roundedUp())
            variance += weights[place] * squared
        }
        let charged = try spent.repeated(unit.maxPeriods).adding(alreadySpent.roundedUp())
        return Outcome(
            noises: noises,
            guarantee: PrivacyGuarantee(
                rho: charged.rho, epsilon: try charged.epsilon(atDelta: budget.statedDelta), delta: budget.statedDelta),
            charge: Ledger.Charge(cost: charged), weightedVariance: variance)
    }

    /// Pure ε: minimising Σ v_T·b_T² under Σ Δ₁/b_T = ε gives each combination the share
    /// ∛v_T / Σ ∛v of ε, Δ₁ being the same for all.
    private func pure(_ epsilon: Rational) throws(PrivacyError) -> Outcome<DiscreteLaplace> {
        guard let perPeriod = epsilon.divided(by: periodsOfAUnit) else { throw .doesNotFit }
        let shares =
            weights.count == 1
            ? [perPeriod] : try BudgetSplit.shares(of: perPeriod, weights.map(BudgetSplit.cubeRoot), places: 30)
        var (spent, variance) = (Rational.zero, 0.0)
        var noises: [DiscreteLaplace] = []
        for (weight, share) in zip(weights, shares) {
            let noise = try DiscreteLaplace(scale: scale(spending: share))
            noises.append(noise)
            variance += weight * noise.varianceBound
            guard let sum = spent.adding(try noise.epsilon(sensitivity: sensitivity)) else { throw .doesNotFit }
            spent = sum
        }
        guard let charged = spent.multiplied(by: periodsOfAUnit) else { throw .doesNotFit }
        return Outcome(
            noises: noises, guarantee: PrivacyGuarantee(pureEpsilon: charged),
            charge: try Ledger.Charge(pureEpsilon: charged), weightedVariance: variance)
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

extension DiscreteLaplace {
    /// 2b², which the variance 2r/(1 − r)², r = exp(−1/b), does not exceed, for 2·sinh(1/2b) ≥ 1/b.
    var varianceBound: Double { 2 * scale.approximateValue * scale.approximateValue }

    /// `varianceBound`, rounded up to 16 binary places.
    var variance: Rational {
        let units = (varianceBound * 0x1p16).rounded(.up)
        return Rational(Int64(Swift.min(units, 0x1p62)), over: 1 << 16) ?? .one
    }
}
