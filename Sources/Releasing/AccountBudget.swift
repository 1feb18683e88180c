import DifferentialPrivacy
import Rationals
import Statistics

/// What a draw may spend of an account of its population.
///
/// A population with δ = 0 is accounted in pure ε, which discrete Laplace noise alone can keep; every other in ρ.
///
/// Where a strict threshold selects, half of the population's δ is for selections, of all its datasets, and each account has
/// its portion of that half as of ρ; ρ is then the largest that the other half allows. So shares and reserve together
/// never take more than the whole.
struct AccountBudget {
    let structure: DatasetStructure
    let population: Population
    let account: Ledger.Account
    let ledger: Ledger

    /// Plans a draw of some periods that the account pays for.
    ///
    /// - Throws: as `budget` and `ReleasePlan`; `refused` where what is left of the reserve is too little for any noise
    ///   within its bounds.
    func plan(_ periods: PeriodRange, spend: Rational?) throws(ReleasingError) -> ReleasePlan {
        let budget = try budget(for: periods, spend: spend)
        do throws(ReleasingError) {
            return try ReleasePlan(structure: structure, periods: periods, budget: budget)
        } catch {
            // Half of the rest, again and again, ends below every bound: that is a reserve used up.
            guard case .parameter = error, account.isReserve, spend == nil else { throw error }
            throw refusal(of: periods, because: "too little is left of the")
        }
    }

    /// The budget of a draw of some periods.
    ///
    /// - Throws: `ReleasingError.unsuitableBudget` where mechanism and population do not go together or a fraction
    ///   does not fit, `refused` where the account has no part, nothing is left of the reserve, or exact figures stand
    ///   for these days.
    func budget(for periods: PeriodRange, spend: Rational?) throws(ReleasingError) -> ReleaseBudget {
        guard structure.protection.method != .reference else { return .unlimited }
        let isPure = population.delta == .zero
        if isPure, structure.protection.mechanism == .discreteGaussian {
            throw .unsuitableBudget(
                "the population \(population.id) has delta 0, which discrete-gaussian noise cannot keep")
        }
        guard !ledger.isVoid(on: periods.days) else {
            throw .refused(
                "exact figures were released for days of \(periods), so that noise would protect nobody any more:"
                    + notes(of: ledger.entries.filter { $0.charge.isExact && $0.days.overlaps(periods.days) }))
        }
        if isPure, isStrict {
            throw .unsuitableBudget("the population \(population.id) has delta 0; \(ReleasePlan.strictNeedsDelta)")
        }
        guard let amount = try amount(periods, spend, isPure: isPure),
            let selectionDelta = isStrict ? selectionDelta(periods, spend) : .zero
        else {
            throw .unsuitableBudget("this part of the budget is no number that fits; name a simpler fraction")
        }
        guard !isPure else { return .pure(epsilon: amount) }
        if isStrict, selectionDelta == .zero {
            guard account.isReserve else {
                throw .unsuitableBudget("this part of the budget leaves no delta for the threshold strict")
            }
            throw refusal(of: periods, because: "too little is left of the")
        }
        return .concentrated(rho: amount, statedDelta: population.delta, selectionDelta: selectionDelta)
    }

    /// Whether a selection decides what is shown.
    private var isStrict: Bool { structure.protection.threshold == .strict }

    /// The δ that is kept for selections, of all accounts together.
    private var deltaForSelections: Rational? {
        isStrict ? population.delta.multiplied(by: ReleaseBudget.selectionDeltaShare) : .zero
    }

    /// What the selection of a draw may spend of δ, rounded down; `nil` if the fraction does not fit.
    private func selectionDelta(_ periods: PeriodRange, _ spend: Rational?) -> Rational? {
        guard let portion = ledger.portion(of: account), let whole = deltaForSelections else { return nil }
        guard spend != nil || !account.isReserve else {
            // As of ρ, half of what is left. Taken off is more than floating point can have added.
            let taken = ledger.selectionDelta(takenOf: account, on: periods.days).approximateValue
            let left = whole.approximateValue * portion.approximateValue * (1 - 1e-12) - taken
            return fraction(max(0, left) / 2 / population.delta.approximateValue * (1 - 1e-12))
        }
        guard let part = ReleaseBudget.selectionDeltaShare.multiplied(by: portion)?.multiplied(by: spend ?? .one),
            let floored = part.floored(places: places)
        else { return nil }
        return floored.multiplied(by: population.delta)
    }

    private func fraction(_ part: Double) -> Rational? {
        let units = Int64(part * Double(sign: .plus, exponent: places, significand: 1))
        return Rational(units, over: 1 << Int64(places))?.multiplied(by: population.delta)
    }

    /// Fractions of δ are multiples of 2⁻ᵏ, the same for every draw of a population, so that their sums fit.
    private var places: Int {
        let delta = population.delta
        return min(20, max(1, min(delta.numerator.leadingZeroBitCount, delta.denominator.leadingZeroBitCount) - 2))
    }

    private func amount(_ periods: PeriodRange, _ spend: Rational?, isPure: Bool) throws(ReleasingError) -> Rational? {
        let portion = ledger.portion(of: account) ?? .zero
        guard portion > .zero else {
            guard account.isReserve else {
                throw .refused("the budget of the population \(population.id) has no share for \(structure.id)")
            }
            throw refusal(of: periods, because: "the population \(population.id) keeps no")
        }
        guard let kept = deltaForSelections else { return nil }
        let whole = isPure ? ledger.budget.epsilon : ledger.budget.largestRho(beside: kept)
        if let spend { return whole?.multiplied(by: portion)?.multiplied(by: spend) }
        guard account.isReserve else { return whole?.multiplied(by: portion) }
        guard let left = ledger.state(of: account, on: periods.days, asPure: isPure, keeping: kept)?.left else {
            return nil
        }
        guard left > .zero else { throw refusal(of: periods, because: "nothing is left of the") }
        return left.divided(by: Rational(2))
    }

    private func refusal(of periods: PeriodRange, because reason: String) -> ReleasingError {
        let own = ledger.entries.filter { $0.account == account && $0.days.overlaps(periods.days) }
        let others = ledger.peaks(besides: account.dataset) { $0.account?.isReserve == true }.entries
        return .refused(
            "\(periods) was published before, so that this is a correction, and \(reason) reserve for corrections. "
                + "A wrong vintage can still be withdrawn." + notes(of: own + others))
    }

    private func notes(of entries: [Ledger.Entry]) -> String {
        entries.map { "\n  \($0.days.lowerBound)..\($0.days.upperBound): \($0.charge) (\($0.note))" }.joined()
    }
}
