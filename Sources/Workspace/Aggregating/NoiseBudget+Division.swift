import Catalogue
import DifferentialPrivacy
import Rationals
import Releasing
import Statistics

extension NoiseBudget {
    /// Sets aside what private selection takes of a budget: of codes that are not declared, of cells under a strict
    /// threshold, or of both.
    struct Division {
        let rho: Rational
        let statedDelta: Rational
        /// How many codes of undeclared columns one unit may touch.
        let selections: Int
        /// Whether the cells are selected, for which the release itself takes its part of ρ.
        let isStrict: Bool

        /// Divides a budget that was asked for: half of δ is for selection, and what is left of ρ is what comes out at
        /// the (ε, δ) of the whole: ρ for δ − δ′, less what the selection of codes spends of it.
        ///
        /// - Throws: `WorkspaceError.usage` if too little or too much is to be divided.
        func ofWhole() throws(WorkspaceError) -> (ReleaseBudget, CodeSelection?) {
            let delta = try forSelection(of: statedDelta)
            do throws(PrivacyError) {
                let epsilon = try PrivacyCost(rho: rho).epsilon(atDelta: statedDelta)
                // Beyond this no ρ is looked for, and far beyond it the number would not fit.
                guard epsilon <= 1024 else { throw PrivacyError.epsilonOutOfBounds }
                guard let stated = Rational(Int64((epsilon * 0x1p30).rounded(.down)), over: 1 << 30),
                    let left = statedDelta.subtracting(delta)
                else { throw PrivacyError.rhoOutOfBounds }
                return try divided(min(rho, PrivacyCost.largestRho(epsilon: stated, delta: left)), delta)
            } catch { throw Division.unsuitable(error) }
        }

        /// Divides a dataset's share of its population's budget: its portion of the half of δ that is for selection, and of
        /// the ρ that the other half allows, so that the datasets together stay within the whole.
        ///
        /// - Throws: `WorkspaceError.usage` if too little or too much is to be divided.
        func ofShare(of dataset: CataloguedDataset) throws(WorkspaceError) -> (ReleaseBudget, CodeSelection?) {
            let (population, half) = (dataset.population, try forSelection(of: dataset.population.delta))
            do throws(PrivacyError) {
                guard let share = population.shares[dataset.structure.id],
                    let left = population.delta.subtracting(half),
                    let rho = try PrivacyCost.largestRho(epsilon: population.epsilon, delta: left).multiplied(
                        by: share),
                    let delta = half.multiplied(by: share)
                else { throw PrivacyError.doesNotFit }
                return try divided(rho, delta)
            } catch { throw Division.unsuitable(error) }
        }

        private func forSelection(of delta: Rational) throws(WorkspaceError) -> Rational {
            guard let half = delta.multiplied(by: ReleaseBudget.selectionDeltaShare) else {
                throw Division.unsuitable(.doesNotFit)
            }
            return half
        }

        /// Divides δ evenly between codes and cells, where both are selected, and that of the codes over the codes that one
        /// unit may touch, as a tenth of ρ.
        ///
        /// Every selection is (ε_s, δ_s)-differentially private, hence δ_s-approximately ε_s²/2-zCDP (Bun, Steinke
        /// 2016, Proposition 4 and section 8), and they add up.
        private func divided(
            _ rho: Rational, _ delta: Rational
        ) throws(PrivacyError) -> (ReleaseBudget, CodeSelection?) {
            guard selections > 0 else {
                return (.concentrated(rho: rho, statedDelta: statedDelta, selectionDelta: delta), nil)
            }
            let kinds = Rational(isStrict ? 2 : 1)
            // At most 16, in steps of 2⁻²⁴, so that its square is exact; a larger ε would select hardly better.
            let share = self.rho.approximateValue * ReleaseBudget.selectionShare.approximateValue
            let each = min(16, (2 * share / Double(selections)).squareRoot())
            guard let epsilon = Rational(Int64((each * 0x1p24).rounded(.down)), over: 1 << 24),
                let ofKind = delta.divided(by: kinds), let divided = ofKind.divided(by: Rational(Int32(selections)))
            else { throw .doesNotFit }
            let selection = try TruncatedGeometricSelection(epsilon: epsilon, delta: divided)
            var cost = PrivacyCost.free
            for _ in 0..<selections { cost = try cost.adding(PrivacyCost.selection(selection).roundedUp()) }
            guard let remaining = rho.floored(places: 40)?.subtracting(cost.rho), remaining > .zero else {
                throw .rhoOutOfBounds
            }
            return (
                .concentrated(
                    rho: remaining, statedDelta: statedDelta, selectionDelta: isStrict ? ofKind : .zero),
                (selection, cost)
            )
        }

        private static func unsuitable(_ error: PrivacyError) -> WorkspaceError {
            .usage("the budget is too small or too large to divide between figures and what selects them (\(error))")
        }
    }
}
