import DifferentialPrivacy
public import Rationals
public import Statistics

extension Ledger {
    /// Charges a release to days, all or none.
    ///
    /// Two bounds hold. What is charged to one account stays within that account's part of the budget: of a share day by
    /// day; of the reserve with the most that every other dataset took of it on any day. And all that a dataset charged to
    /// a day, with the most that every other dataset charged to any day, stays within the whole. Exact figures ask for
    /// no budget; whatever noised figures share their days has lost its guarantee (`voided`).
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
        func refusal(_ reason: Refusal.Reason, _ day: Day, _ entries: [Entry], _ spent: Spending) -> Refusal {
            Refusal(
                reason: reason, day: day, asked: entry.charge, countsAsPure: isPure, entries: entries, spent: spent,
                budget: budget)
        }
        let taken = entry.account.map { account in peaks(besides: account.dataset) { $0.account?.isReserve == true } }
        let elsewhere = entry.account.map { account in peaks(besides: account.dataset) { _ in true } }
        for day in days(within: entry.days) {
            let before = Ledger.entries(entries, on: day)
            let exact = before.filter(\.charge.isExact)
            guard exact.isEmpty else { throw refusal(.exactFigures, day, exact, .none) }
            if let account = entry.account {
                let same = before.filter { $0.account == account }
                let others = account.isReserve ? taken : nil
                let spent = same.spending.adding(others?.spending ?? .none)
                let portion = portion(of: account) ?? .zero
                guard suffices(for: spent.adding(entry.charge.spending), asPure: isPure, portion: portion) else {
                    throw refusal(.account(account, portion: portion), day, same + (others?.entries ?? []), spent)
                }
            }
            let own = before.filter { entry.account == nil || $0.account?.dataset == entry.account?.dataset }
            let spent = own.spending.adding(elsewhere?.spending ?? .none)
            guard suffices(for: spent.adding(entry.charge.spending), asPure: isPure, portion: .one) else {
                throw refusal(.budget, day, own + (elsewhere?.entries ?? []), spent)
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

    /// What an account has spent and what it has left, on the day of these on which least is left. Of the reserve, what
    /// other datasets took of it on their worst day is not left.
    ///
    /// In ρ, or in pure ε where everything charged to the ledger is pure and so is what is asked next. Of ρ, what is left
    /// beside the δ′ that was charged to the account, or beside `delta` where that is more: what is to be kept of δ.
    public func state(
        of account: Account, on days: ClosedRange<Day>, asPure: Bool, keeping delta: Rational = .zero
    ) -> AccountState? {
        guard let portion = portion(of: account), let whole = wholeBudget(asPure: asPure)?.multiplied(by: portion)
        else { return nil }
        func amount(_ spending: Spending) -> Rational? { asPure ? spending.pureEpsilon : spending.cost?.rho }
        func limit(beside spending: Spending) -> Rational? {
            let beside = max(delta, spending.cost?.delta ?? .zero)
            guard !asPure, beside > .zero else { return whole }
            return budget.largestRho(beside: beside)?.multiplied(by: portion)
        }
        let others =
            account.isReserve ? peaks(besides: account.dataset) { $0.account?.isReserve == true }.spending : .none
        var least: AccountState?
        for day in self.days(within: days) {
            let own = Ledger.entries(entries, on: day).filter { $0.account == account }.spending
            let all = own.adding(others)
            guard let spent = amount(own), let taken = amount(all) else {
                return AccountState(spent: whole, spentDelta: own.cost?.delta ?? .zero, left: .zero)
            }
            let left = max(limit(beside: all)?.subtracting(taken) ?? .zero, .zero)
            if least.map({ left < $0.left }) ?? true {
                least = AccountState(spent: spent, spentDelta: own.cost?.delta ?? .zero, left: left)
            }
        }
        return least
    }

    /// The δ′ that selections took of an account, on the day of these on which they took most; of the reserve, with what
    /// other datasets took of it on their worst day.
    func selectionDelta(takenOf account: Account, on days: ClosedRange<Day>) -> Rational {
        let others =
            account.isReserve ? peaks(besides: account.dataset) { $0.account?.isReserve == true }.spending : .none
        return self.days(within: days).reduce(.zero) { most, day in
            let own = Ledger.entries(entries, on: day).filter { $0.account == account }.spending
            // A sum that does not fit leaves nothing.
            return max(most, own.adding(others).cost?.delta ?? .one)
        }
    }

    /// What an account has spent and has left.
    public struct AccountState: Sendable, Hashable {
        /// What was spent: ρ or pure ε.
        public let spent: Rational
        /// The δ′ that selections spent besides; 0 where there were none.
        public let spentDelta: Rational
        /// What is left: ρ or pure ε, never below zero.
        public let left: Rational
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

    /// Whether a part of the budget covers this, as pure ε or as zCDP.
    private func suffices(for spending: Spending, asPure: Bool, portion: Rational) -> Bool {
        if asPure, let pure = spending.pureEpsilon, let limit = budget.epsilon.multiplied(by: portion), pure <= limit {
            return true
        }
        guard let sum = spending.cost, let whole = budget.largestRho(beside: sum.delta),
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
