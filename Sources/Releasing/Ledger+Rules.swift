import DifferentialPrivacy
public import Rationals
public import Statistics

extension Ledger {
    /// Charges a release to days, all or none.
    ///
    /// Every day keeps two bounds: all that was charged to it stays within the budget, and what was charged to one
    /// account within that account's part of it. Exact figures ask for no budget; whatever noised figures share their
    /// days has lost its guarantee (`voided`).
    ///
    /// - Throws: `Refusal` if the budget of one day does not suffice; nothing is charged then.
    public mutating func charge(_ entry: Entry) throws(Refusal) {
        try check(entry)
        entries.append(entry)
    }

    /// Whether an entry could be charged.
    ///
    /// - Throws: `Refusal` as `charge`.
    public func check(_ entry: Entry) throws(Refusal) {
        guard !entry.charge.isExact else { return }
        let isPure = isPure(with: entry.charge)
        for day in days(within: entry.days) {
            let before = entries.filter { $0.days.contains(day) }
            if before.contains(where: \.charge.isExact) {
                throw Refusal(
                    reason: .exactFigures, day: day, asked: entry.charge, countsAsPure: isPure,
                    entries: before.filter(\.charge.isExact), budget: budget)
            }
            if let account = entry.account {
                let same = before.filter { $0.account == account }
                let portion = portions[account] ?? .zero
                guard suffices(for: same.map(\.charge) + [entry.charge], asPure: isPure, portion: portion) else {
                    throw Refusal(
                        reason: .account(account, portion: portion), day: day, asked: entry.charge,
                        countsAsPure: isPure, entries: same, budget: budget)
                }
            }
            guard suffices(for: before.map(\.charge) + [entry.charge], asPure: isPure, portion: .one) else {
                throw Refusal(
                    reason: .budget, day: day, asked: entry.charge, countsAsPure: isPure, entries: before,
                    budget: budget)
            }
        }
    }

    /// The entries whose guarantee exact figures for these days void: those of noised figures on the same days.
    public func voided(by days: ClosedRange<Day>) -> [Entry] {
        entries.filter { !$0.charge.isExact && $0.days.overlaps(days) }
    }

    /// Whether exact figures have been released for one of these days.
    public func isVoid(on days: ClosedRange<Day>) -> Bool {
        entries.contains { $0.charge.isExact && $0.days.overlaps(days) }
    }

    /// What an account has spent and what it has left, on the day of these on which least is left.
    ///
    /// In ρ, or in pure ε where everything charged to the ledger is pure and so is what is asked next.
    public func state(of account: Account, on days: ClosedRange<Day>, asPure: Bool) -> AccountState? {
        guard let portion = portions[account], let whole = wholeBudget(asPure: asPure)?.multiplied(by: portion) else {
            return nil
        }
        var least = AccountState(spent: .zero, left: whole, isPure: asPure)
        for day in self.days(within: days) {
            let charges = entries.filter { $0.account == account && $0.days.contains(day) }.map(\.charge)
            let spent = asPure ? charges.pureEpsilon : charges.cost?.rho
            guard let spent else { return AccountState(spent: whole, left: .zero, isPure: asPure) }
            let left = max(whole.subtracting(spent) ?? .zero, .zero)
            if left < least.left { least = AccountState(spent: spent, left: left, isPure: asPure) }
        }
        return least
    }

    /// What an account has spent and has left.
    public struct AccountState: Sendable, Hashable {
        /// What was spent: ρ or pure ε.
        public let spent: Rational
        /// What is left: ρ or pure ε, never below zero.
        public let left: Rational
        /// Whether both are pure ε.
        public let isPure: Bool
    }

    /// What is spent changes only where some entry begins, so that only those days need be looked at.
    private func days(within days: ClosedRange<Day>) -> [Day] {
        let starts = entries.map(\.days.lowerBound).filter { days.contains($0) } + [days.lowerBound]
        return Set(starts).sorted()
    }

    /// A unit may lie in several periods with one charge each; so pure ε counts as such only where all is pure.
    public func isPure(with charge: Charge?) -> Bool {
        let charges = entries.map(\.charge).filter { !$0.isExact } + (charge.map { [$0] } ?? [])
        return charges.allSatisfy { $0.pureEpsilon != nil }
    }

    /// The whole budget of a day, in pure ε or in ρ; `nil` where δ is 0 and ρ is asked for.
    public func wholeBudget(asPure: Bool) -> Rational? {
        asPure ? budget.epsilon : budget.largestRho(beside: .zero)
    }

    /// Whether a part of a day's budget covers these charges, as pure ε or as zCDP.
    private func suffices(for charges: [Charge], asPure: Bool, portion: Rational) -> Bool {
        if asPure, let pure = charges.pureEpsilon, let limit = budget.epsilon.multiplied(by: portion), pure <= limit {
            return true
        }
        guard let sum = charges.cost, let whole = budget.largestRho(beside: sum.delta),
            let limit = whole.multiplied(by: portion)
        else { return false }
        return sum.rho <= limit
    }
}

extension Ledger.Budget {
    /// The largest ρ that is (ε, δ − δ′)-differentially private (Canonne, Kamath, Steinke 2020, Corollary 13);
    /// `nil` if δ′ leaves nothing of δ.
    func largestRho(beside spent: Rational) -> Rational? {
        guard let left = delta.subtracting(spent), left > .zero else { return nil }
        return try? PrivacyCost.largestRho(epsilon: epsilon, delta: left)
    }
}

extension [Ledger.Charge] {
    /// Their pure ε added up; `nil` if one has none or the sum does not fit.
    var pureEpsilon: Rational? {
        reduce(.some(.zero)) { sum, charge in charge.pureEpsilon.flatMap { sum?.adding($0) } }
    }

    /// Their ρ and δ′ added up; `nil` if a sum does not fit or exact figures are among them.
    var cost: PrivacyCost? {
        reduce(.some(.free)) { sum, charge in
            charge.isExact ? nil : sum.flatMap { try? $0.adding(charge.cost) }
        }
    }
}
