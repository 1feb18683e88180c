import DifferentialPrivacy
import Rationals
import Statistics

extension Ledger.Charge: CustomStringConvertible {
    /// `ε = 1/2`, or `ρ = 1/8, δ′ = 1/1000000`.
    public var description: String {
        if isExact { return "exact figures" }
        if let pureEpsilon { return "ε = \(pureEpsilon)" }
        return "ρ = \(cost.rho)" + (cost.delta == .zero ? "" : ", δ′ = \(cost.delta)")
    }
}

extension Ledger.Refusal: CustomStringConvertible {
    /// What was asked, what the budget is, what is spent of it and left, and which releases spent it.
    public var description: String {
        let releases = entries.map { "\n  \($0.days.lowerBound)..\($0.days.upperBound): \($0.charge) (\($0.note))" }
        let whole = "the budget of \(day) (ε = \(budget.epsilon), δ = \(budget.delta))"
        let refused: String
        switch reason {
        case .exactFigures:
            return "exact figures were released for \(day), so that noise would protect nobody any more:"
                + releases.joined()
        case .budget: refused = "\(whole) does not allow \(askedAsCounted)"
        case .account(.share(let dataset), let portion):
            guard portion > .zero else { return "\(whole) has no share for \(dataset)" }
            refused = "the share of \(dataset), \(portion) of \(whole), does not allow \(askedAsCounted)"
        case .account(.reserve, let portion):
            guard portion > .zero else { return "\(whole) keeps no reserve for corrections" }
            refused = "the reserve for corrections, \(portion) of \(whole), does not allow \(askedAsCounted)"
        }
        guard !entries.isEmpty else { return "\(refused); nothing was spent on it before" }
        return "\(refused); \(account). Already charged to it:\(releases.joined())"
    }

    /// What was asked, in the terms in which it was counted: beside charges in ρ pure ε counts as ρ.
    private var askedAsCounted: String {
        countsAsPure || asked.pureEpsilon == nil
            ? "\(asked)" : "\(asked), which beside noise that is not pure is \(Ledger.Charge(cost: asked.cost))"
    }

    /// What is spent and what is left: as pure ε where all is pure, else as ρ.
    private var account: String {
        if countsAsPure, let pure = spent.pureEpsilon,
            let left = budget.epsilon.multiplied(by: portion)?.subtracting(pure)
        {
            return "ε = \(pure) is spent and ε = \(max(left, .zero)) is left"
        }
        guard let cost = spent.cost, let both = spent.adding(asked.spending).cost else {
            return "more is spent than can be added"
        }
        let left = budget.largestRho(beside: both.delta)?.multiplied(by: portion)?.subtracting(cost.rho) ?? .zero
        return "ρ = \(cost.rho) is spent and ρ = \(max(left, .zero)) is left"
    }

    /// The part of the budget that the refusal is about.
    private var portion: Rational {
        if case .account(_, let portion) = reason { portion } else { .one }
    }
}
