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
        let declared = dataset?.structure.protection
        let pureOnly = request.epsilon != nil && request.delta == nil
        let mechanism = request.mechanism ?? declared?.mechanism ?? (pureOnly ? .discreteLaplace : .discreteGaussian)
        let k = request.k ?? declared?.k ?? 10
        let threshold = k == 0 ? .none : request.k != nil ? .noisy : (declared?.threshold ?? .noisy)
        do throws(StatisticsError) {
            policy = try ProtectionPolicy(
                method: declared?.method ?? .noise, mechanism: mechanism, k: max(k, 1), threshold: threshold,
                isComplementary: declared?.isComplementary ?? false)
        } catch { throw .usage(error.description) }
        do throws(PrivacyError) {
            let whole = try NoiseBudget.whole(request, dataset, mechanism)
            guard selections > 0 else {
                selection = nil
                budget = whole
                return
            }
            (budget, selection) = try NoiseBudget.split(whole, selections: selections, delta: request.delta)
        } catch let error as PrivacyError {
            throw .usage("a privacy parameter is outside its bounds (\(error))")
        } catch {
            throw error
        }
    }
}
