import DifferentialPrivacy
import Rationals
import Statistics

/// What a draw may spend of an account of its population.
///
/// A population with δ = 0 is accounted in pure ε, which discrete Laplace noise alone can keep; every other in ρ.
struct AccountBudget {
    let structure: DatasetStructure
    let population: Population
    let account: Ledger.Account
    let ledger: Ledger

    /// The budget of a draw of some periods.
    ///
    /// - Throws: `ReleasingError.unsuitableBudget` where mechanism and population do not go together or a fraction
    ///   does not fit, `refused` where nothing is left of the reserve.
    func budget(for periods: PeriodRange, spend: Rational?) throws(ReleasingError) -> ReleaseBudget {
        guard structure.protection.method != .reference else { return .unlimited }
        let isPure = population.delta == .zero
        if isPure, structure.protection.mechanism == .discreteGaussian {
            throw .unsuitableBudget(
                "the population \(population.id) has delta 0, which discrete-gaussian noise cannot keep")
        }
        guard let amount = try amount(periods, spend, isPure: isPure) else {
            throw .unsuitableBudget("this part of the budget is no number that fits; name a simpler fraction")
        }
        return isPure ? .pure(epsilon: amount) : .concentrated(rho: amount, statedDelta: population.delta)
    }

    private func amount(_ periods: PeriodRange, _ spend: Rational?, isPure: Bool) throws(ReleasingError) -> Rational? {
        let portion = ledger.portions[account] ?? .zero
        let whole = isPure ? ledger.budget.epsilon : ledger.budget.largestRho(beside: .zero)
        if let spend { return whole?.multiplied(by: portion)?.multiplied(by: spend) }
        guard account == .reserve else { return whole?.multiplied(by: portion) }
        guard let left = ledger.state(of: .reserve, on: periods.days, asPure: isPure)?.left else { return nil }
        guard left > .zero else {
            let before = ledger.entries.filter { $0.account == .reserve && $0.days.overlaps(periods.days) }
            let notes = before.map { "\n  \($0.days.lowerBound)..\($0.days.upperBound): \($0.charge) (\($0.note))" }
            throw .refused(
                "\(periods) was published before, so that this is a correction, and "
                    + (portion > .zero ? "nothing is left of" : "the population \(population.id) keeps no")
                    + " reserve for corrections. A wrong vintage can still be withdrawn." + notes.joined())
        }
        return left.divided(by: Rational(2))
    }
}
