import Catalogue
import DifferentialPrivacy
import Rationals
import Releasing
import Statistics

/// A noise request resolved: mechanism, threshold and budget, and what of it pays for learning which codes exist.
struct NoiseBudget {
    /// The mechanism.
    let policy: ProtectionPolicy
    /// What the measurements may cost.
    let budget: ReleaseBudget
    /// For each selection of codes its (ε, δ) and what all of them cost; `nil` where every code is declared.
    let selection: (each: TruncatedGeometricSelection, cost: PrivacyCost)?

    /// The share of ρ that is spent on learning which codes exist, where they are not declared.
    private static let selectionShare = 0.1

    /// Resolves a request; `selections` is how many codes of undeclared columns one unit may touch.
    ///
    /// - Throws: `WorkspaceError.usage` if the request says too little, `refused` if it cannot be kept.
    init(_ request: NoiseRequest, dataset: CataloguedDataset?, selections: Int) throws(WorkspaceError) {
        if let delta = request.delta, delta >= .one { throw .usage("delta must be above 0 and below 1") }
        let declared = dataset?.structure.protection
        let pureOnly = request.epsilon != nil && request.delta == nil
        let mechanism = request.mechanism ?? declared?.mechanism ?? (pureOnly ? .discreteLaplace : .discreteGaussian)
        let k = request.k ?? declared?.k ?? 10
        let asked: ProtectionPolicy.Threshold? = request.k.map { $0 == 0 ? .none : .noisy }
        // What a structure demands of every figure is not lifted by a flag.
        let threshold = declared?.threshold == .strict ? .strict : asked ?? declared?.threshold ?? .noisy
        do throws(StatisticsError) {
            policy = try ProtectionPolicy(
                method: declared?.method ?? .noise, mechanism: mechanism, k: max(k, 1), threshold: threshold,
                isComplementary: declared?.isComplementary ?? false)
        } catch { throw .usage(error.description) }
        let whole = try NoiseBudget.whole(request, dataset, mechanism)
        guard selections > 0 else {
            (budget, selection) = (whole, nil)
            return
        }
        (budget, selection) = try NoiseBudget.split(
            whole, selections: selections,
            hasDelta: request.delta != nil || request.rho == nil && request.epsilon == nil)
    }

    /// The most that a release within the budget is charged: all of it, and what selection costs.
    ///
    /// - Throws: `WorkspaceError.usage` if the sum does not fit.
    func most() throws(WorkspaceError) -> Ledger.Charge {
        do throws(PrivacyError) {
            switch budget {
            case .unlimited: return .exact
            case .pure(let epsilon): return try Ledger.Charge(pureEpsilon: epsilon)
            case .concentrated(let rho, _):
                let cost = try PrivacyCost(rho: rho).roundedUp()
                return Ledger.Charge(cost: try cost.adding(selection?.cost.roundedUp() ?? .free))
            }
        } catch { throw .usage("the budget is too small or too large to be charged (\(error))") }
    }

    /// The whole budget: as asked for, or the dataset's share of its population's.
    private static func whole(
        _ request: NoiseRequest, _ dataset: CataloguedDataset?, _ mechanism: ProtectionPolicy.Mechanism
    ) throws(WorkspaceError) -> ReleaseBudget {
        if dataset?.structure.protection.method == .reference { return .unlimited }
        if let rho = request.rho {
            return .concentrated(rho: rho, statedDelta: request.delta ?? statedDelta)
        }
        if let epsilon = request.epsilon {
            guard let delta = request.delta else { return .pure(epsilon: epsilon) }
            return .concentrated(rho: try largestRho(epsilon, delta), statedDelta: delta)
        }
        guard let dataset, let share = dataset.population.shares[dataset.structure.id] else {
            throw .usage("say how much the counts may tell: --epsilon E (with --delta D), --rho R, or --exact")
        }
        let population = dataset.population
        if mechanism == .discreteLaplace {
            guard let epsilon = population.epsilon.multiplied(by: share) else {
                throw .usage("the share of \(dataset.structure.id) leaves an epsilon that does not fit")
            }
            return .pure(epsilon: epsilon)
        }
        guard population.delta > .zero else {
            throw .refused("the population \(population.id) has delta 0, which discrete-gaussian noise cannot keep")
        }
        let rho = try largestRho(population.epsilon, population.delta).multiplied(by: share)
        guard let rho else { throw .usage("the share of \(dataset.structure.id) leaves a rho that does not fit") }
        return .concentrated(rho: rho, statedDelta: population.delta)
    }

    /// Where no δ is given with ρ, ε is stated at this one.
    private static let statedDelta = Rational(1, over: 1_000_000) ?? .one

    private static func largestRho(_ epsilon: Rational, _ delta: Rational) throws(WorkspaceError) -> Rational {
        do throws(PrivacyError) {
            return try PrivacyCost.largestRho(epsilon: epsilon, delta: delta)
        } catch { throw .usage("epsilon must be above 0 and at most 1024, delta above 0 and below 1") }
    }

    /// Sets aside what it costs to learn which codes exist: a tenth of ρ and half of δ, divided evenly over the
    /// codes that one unit may touch.
    ///
    /// Every selection is (ε_s, δ_s)-differentially private, hence δ_s-approximately ε_s²/2-zCDP (Bun, Steinke
    /// 2016, Proposition 4 and section 8), and they add up.
    private static func split(
        _ whole: ReleaseBudget, selections: Int, hasDelta: Bool
    ) throws(WorkspaceError) -> (ReleaseBudget, (each: TruncatedGeometricSelection, cost: PrivacyCost)) {
        let explanation =
            "which codes occur in a column is itself private where no --structure declares them, and cannot be told "
            + "with pure epsilon: give --delta too, or a --structure"
        guard case .concentrated(let rho, let statedDelta) = whole, hasDelta else { throw .refused(explanation) }
        // At most 16, in steps of 2⁻²⁴, so that its square is exact; a larger ε would select hardly better.
        let each = min(16, (2 * rho.approximateValue * selectionShare / Double(selections)).squareRoot())
        guard let epsilon = Rational(Int64((each * 0x1p24).rounded(.down)), over: 1 << 24),
            let half = statedDelta.divided(by: Rational(2)), let divided = half.divided(by: Rational(Int32(selections)))
        else { throw .usage("the budget is too small or too large to divide") }
        do throws(PrivacyError) {
            let selection = try TruncatedGeometricSelection(epsilon: epsilon, delta: divided)
            var cost = PrivacyCost.free
            for _ in 0..<selections { cost = try cost.adding(PrivacyCost.selection(selection).roundedUp()) }
            // The whole must come out at (ε, δ): ρ for δ − δ′, less what the selections spend of it.
            let epsilonOfWhole = try PrivacyCost(rho: rho).epsilon(atDelta: statedDelta)
            guard let stated = Rational(Int64((epsilonOfWhole * 0x1p30).rounded(.down)), over: 1 << 30),
                let left = statedDelta.subtracting(cost.delta),
                let remaining = try PrivacyCost.largestRho(epsilon: stated, delta: left).subtracting(cost.rho),
                remaining > .zero
            else { throw PrivacyError.rhoOutOfBounds }
            return (.concentrated(rho: min(remaining, rho), statedDelta: statedDelta), (selection, cost))
        } catch {
            throw .usage("the budget is too small or too large to learn from it which codes exist (\(error))")
        }
    }
}
