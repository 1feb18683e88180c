import DifferentialPrivacy
public import Rationals
import Statistics

extension Ledger {
    /// What several charges come to, in pure ε and as zCDP.
    public struct Spending: Sendable, Hashable {
        /// Nothing.
        static let none = Spending(pureEpsilon: .zero, cost: .free)

        /// Their pure ε; `nil` if one has none or the sum does not fit.
        public let pureEpsilon: Rational?
        /// Their ρ and δ′; `nil` if a sum does not fit or exact figures are among them.
        let cost: PrivacyCost?

        /// One after the other on the same units.
        func adding(_ other: Spending) -> Spending {
            Spending(
                pureEpsilon: pureEpsilon.flatMap { own in other.pureEpsilon.flatMap { own.adding($0) } },
                cost: cost.flatMap { own in other.cost.flatMap { try? own.adding($0) } })
        }

        /// At most one of the two on the same unit: the greater of each figure.
        func either(_ other: Spending) -> Spending {
            Spending(
                pureEpsilon: pureEpsilon.flatMap { own in other.pureEpsilon.map { max(own, $0) } },
                cost: cost.flatMap { own in
                    other.cost.flatMap { try? PrivacyCost(rho: max(own.rho, $0.rho), delta: max(own.delta, $0.delta)) }
                })
        }
    }

    /// Those of some entries that were charged to one day.
    static func entries(_ entries: [Entry], on day: Day) -> [Entry] { entries.filter { $0.days.contains(day) } }

    /// What datasets other than one cost a unit at most, wherever they date it, of the entries that are meant; and the
    /// entries of the days that cost most.
    func peaks(besides dataset: Identifier, where isMeant: (Entry) -> Bool) -> (spending: Spending, entries: [Entry]) {
        let others = Dictionary(grouping: entries.filter { !$0.charge.isExact && isMeant($0) }) { $0.account?.dataset }
        var (spending, named): (Spending, [Entry]) = (.none, [])
        for (other, entries) in others.sorted(by: { $0.value[0].note < $1.value[0].note }) where other != dataset {
            let peak = Ledger.peak(of: entries)
            spending = spending.adding(peak.spending)
            named += peak.entries
        }
        return (spending, named)
    }

    /// What entries of one dataset come to on the day on which they come to most, figure by figure; and the entries of
    /// the day of the most ρ. Sums change only where some entry begins.
    private static func peak(of entries: [Entry]) -> (spending: Spending, entries: [Entry]) {
        var (most, named): (Spending, [Entry]) = (.none, [])
        for day in Set(entries.map(\.days.lowerBound)).sorted() {
            let charged = Ledger.entries(entries, on: day)
            let sum = charged.spending
            if named.isEmpty || (sum.cost?.rho ?? .zero) > (most.cost?.rho ?? .zero) { named = charged }
            most = most.either(sum)
        }
        return (most, named)
    }
}

extension Sequence<Ledger.Entry> {
    /// What they come to, one after the other.
    var spending: Ledger.Spending { reduce(.none) { $0.adding($1.charge.spending) } }
}

extension Ledger.Charge {
    /// This charge alone.
    var spending: Ledger.Spending {
        Ledger.Spending(pureEpsilon: pureEpsilon, cost: isExact ? nil : cost)
    }
}
