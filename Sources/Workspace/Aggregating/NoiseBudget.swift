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
    let selection: CodeSelection?

    /// What it costs to learn which codes exist.
    typealias CodeSelection = (each: TruncatedGeometricSelection, cost: PrivacyCost)

    /// Resolves a request; `selections` is how many codes of undeclared columns one unit may touch.
    ///
    /// - Throws: `WorkspaceError.usage` if the request says too little, `refused` if it cannot be kept.
    init(_ request: NoiseRequest, dataset: CataloguedDataset?, selections: Int) throws(WorkspaceError) {
        if let delta = request.delta, delta >= .one { throw .usage("delta must be above 0 and below 1") }
        let declared = dataset?.structure.protection
        let pureOnly = request.epsilon != nil && request.delta == nil
        let mechanism = request.mechanism ?? declared?.mechanism ?? (pureOnly ? .discreteLaplace : .discreteGaussian)
        let asked: ProtectionPolicy.Threshold? = request.k.map { $0 == 0 ? .none : .noisy }
        // What a structure demands of every figure is not lifted by a flag.
        let isStrict = declared?.threshold == .strict && declared?.method == .noise
        let threshold = declared?.threshold == .strict ? .strict : asked ?? declared?.threshold ?? .noisy
        let k = isStrict ? max(request.k ?? 1, declared?.k ?? 1) : request.k ?? declared?.k ?? 10
        do throws(StatisticsError) {
            policy = try ProtectionPolicy(
                method: declared?.method ?? .noise, mechanism: mechanism, k: max(k, 1), threshold: threshold,
                isComplementary: declared?.isComplementary ?? false)
        } catch { throw .usage(error.description) }
        let whole = try NoiseBudget.whole(request, dataset, mechanism, isStrict: isStrict)
        guard selections > 0 || isStrict else {
            (budget, selection) = (whole, nil)
            return
        }
        let isShare = request.rho == nil && request.epsilon == nil
        guard case .concentrated(let rho, let statedDelta, _) = whole, request.delta != nil || isShare else {
            throw .refused(selections > 0 ? NoiseBudget.codesNeedDelta : ReleasePlan.strictNeedsDelta)
        }
        let division = NoiseBudget.Division(
            rho: rho, statedDelta: statedDelta, selections: selections, isStrict: isStrict)
        (budget, selection) =
            if isShare, let dataset { try division.ofShare(of: dataset) } else { try division.ofWhole() }
    }

    private static let codesNeedDelta =
        "which codes occur in a column is itself private where no --structure declares them, and cannot be told "
        + "with pure epsilon: give --delta too, or a --structure"

    /// The most that a release within the budget is charged: all of it, and what selection costs.
    ///
    /// - Throws: `WorkspaceError.usage` if the sum does not fit.
    func most() throws(WorkspaceError) -> Ledger.Charge {
        do throws(PrivacyError) {
            switch budget {
            case .unlimited: return .exact
            case .pure(let epsilon): return try Ledger.Charge(pureEpsilon: epsilon)
            case .concentrated(let rho, _, let selectionDelta):
                let cost = try PrivacyCost(rho: rho, delta: selectionDelta).roundedUp()
                return Ledger.Charge(cost: try cost.adding(selection?.cost.roundedUp() ?? .free))
            }
        } catch { throw .usage("the budget is too small or too large to be charged (\(error))") }
    }

    /// The whole budget: as asked for, or the dataset's share of its population's.
    private static func whole(
        _ request: NoiseRequest, _ dataset: CataloguedDataset?, _ mechanism: ProtectionPolicy.Mechanism, isStrict: Bool
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
        if isStrict, population.delta == .zero {
            throw .refused("the population \(population.id) has delta 0; \(ReleasePlan.strictNeedsDelta)")
        }
        if mechanism == .discreteLaplace, !isStrict {
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

    static func largestRho(_ epsilon: Rational, _ delta: Rational) throws(WorkspaceError) -> Rational {
        do throws(PrivacyError) {
            return try PrivacyCost.largestRho(epsilon: epsilon, delta: delta)
        } catch { throw .usage("epsilon must be above 0 and at most 1024, delta above 0 and below 1") }
    }
}
