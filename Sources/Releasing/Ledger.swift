public import DifferentialPrivacy
public import Rationals
public import Statistics

/// What has been spent of a population's budget, by day.
///
/// A release of a period is charged in full to every day that the period covers, so that March, the first
/// quarter and the year compose as they must, while disjoint periods compose in parallel (Dwork, Roth 2014, §3.5; McSherry 2009).
public struct Ledger: Sendable {
    /// The whole budget of one day.
    public struct Budget: Sendable, Hashable {
        /// ε, together with `delta`.
        public let epsilon: Rational
        /// δ; 0 for a budget of pure ε.
        public let delta: Rational

        /// Takes a budget; `nil` unless 0 < ε ≤ 100 and 0 ≤ δ < 1.
        public init?(epsilon: Rational, delta: Rational) {
            guard epsilon > .zero, epsilon <= Rational(100), delta >= .zero, delta < .one else { return nil }
            self.epsilon = epsilon
            self.delta = delta
        }
    }

    /// What one release costs each of its days.
    public struct Charge: Sendable, Hashable {
        /// ρ and δ′ of approximate zCDP.
        public let cost: PrivacyCost
        /// The pure ε, where the release has one.
        public let pureEpsilon: Rational?

        /// Takes a charge in zCDP.
        public init(cost: PrivacyCost) {
            self.cost = cost
            pureEpsilon = nil
        }

        /// Takes a charge of pure ε.
        ///
        /// - Throws: `PrivacyError` for an ε below zero or above 2¹¹.
        public init(pureEpsilon: Rational) throws(PrivacyError) {
            guard pureEpsilon <= Rational(1 << 11) else { throw .epsilonOutOfBounds }
            cost = try PrivacyCost.pure(epsilon: Charge.squarable(pureEpsilon)).roundedUp()
            self.pureEpsilon = pureEpsilon
        }

        /// An ε of at most 2¹¹ itself if numerator and denominator are small, else rounded up to 31 significant
        /// bits and at most 30 binary places, so that its square fits.
        private static func squarable(_ epsilon: Rational) -> Rational {
            guard epsilon.numerator > 1 << 31 || epsilon.denominator > 1 << 30 else { return epsilon }
            var places: Int64 = 30
            while Int128(epsilon.numerator) << Int128(places) > Int128(epsilon.denominator) << 31 { places -= 1 }
            let scaled = Int128(epsilon.numerator) << Int128(places)
            let units = (scaled + Int128(epsilon.denominator) - 1) / Int128(epsilon.denominator)
            return Rational(Int64(units), over: 1 << places) ?? epsilon
        }
    }

    /// One release that was charged.
    public struct Entry: Sendable, Hashable {
        /// The days that it was charged to.
        public let days: ClosedRange<Day>
        /// What it cost each of them.
        public let charge: Charge
        /// What it was.
        public let note: String

        /// Takes an entry.
        public init(days: ClosedRange<Day>, charge: Charge, note: String) {
            self.days = days
            self.charge = charge
            self.note = note
        }
    }

    /// Why a charge is refused: known before any noise is drawn, and independent of every count.
    public struct Refusal: Error, Hashable, Sendable {
        /// The first day whose budget does not suffice.
        public let day: Day
        /// What was asked for.
        public let asked: Charge
        /// The entries that were charged to that day before.
        public let entries: [Entry]
        /// The budget of the day.
        public let budget: Budget
    }

    /// The whole budget of one day.
    public let budget: Budget
    /// What was charged, in order.
    public private(set) var entries: [Entry]

    /// Takes a budget and what was charged to it.
    public init(budget: Budget, entries: [Entry] = []) {
        self.budget = budget
        self.entries = entries
    }

    /// Charges a release to days, all or none.
    ///
    /// - Throws: `Refusal` if the budget of one day does not suffice; nothing is charged then.
    public mutating func charge(_ entry: Entry) throws(Refusal) {
        // What is spent changes only where some entry begins, so that only those days need be looked at.
        let starts = entries.map(\.days.lowerBound).filter { entry.days.contains($0) } + [entry.days.lowerBound]
        // A unit may lie in several periods with one charge each; so pure ε counts as such only where all is pure.
        let isPure = (entries + [entry]).allSatisfy { $0.charge.pureEpsilon != nil }
        for day in Set(starts).sorted() {
            let before = entries.filter { $0.days.contains(day) }
            guard suffices(for: before.map(\.charge) + [entry.charge], asPure: isPure) else {
                throw Refusal(day: day, asked: entry.charge, entries: before, budget: budget)
            }
        }
        entries.append(entry)
    }

    /// Whether a day's budget covers these charges, as pure ε or as zCDP.
    private func suffices(for charges: [Charge], asPure: Bool) -> Bool {
        if asPure, let pure = charges.pureEpsilon, pure <= budget.epsilon { return true }
        guard let sum = charges.cost, let allowed = budget.largestRho(beside: sum.delta) else { return false }
        return sum.rho <= allowed
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

    /// Their ρ and δ′ added up; `nil` if a sum does not fit.
    var cost: PrivacyCost? {
        reduce(.some(.free)) { sum, charge in sum.flatMap { try? $0.adding(charge.cost) } }
    }
}

extension Ledger.Charge: CustomStringConvertible {
    /// `ε = 1/2`, or `ρ = 1/8, δ′ = 1/1000000`.
    public var description: String {
        if let pureEpsilon { return "ε = \(pureEpsilon)" }
        return "ρ = \(cost.rho)" + (cost.delta == .zero ? "" : ", δ′ = \(cost.delta)")
    }
}

extension Ledger.Refusal: CustomStringConvertible {
    /// What was asked, what the budget is, what is spent of it and left, and which releases spent it.
    public var description: String {
        let refused = "the budget of \(day) (ε = \(budget.epsilon), δ = \(budget.delta)) does not allow \(asked)"
        guard !entries.isEmpty else { return "\(refused); nothing was spent on it before" }
        let spent = entries.map { "\n  \($0.days.lowerBound)..\($0.days.upperBound): \($0.charge) (\($0.note))" }
        return "\(refused); \(account). Already charged to it:\(spent.joined())"
    }

    /// What is spent and what is left: as pure ε where all is pure, else as ρ.
    private var account: String {
        let charges = entries.map(\.charge)
        if asked.pureEpsilon != nil, let pure = charges.pureEpsilon, let left = budget.epsilon.subtracting(pure) {
            return "ε = \(pure) is spent and ε = \(max(left, .zero)) is left"
        }
        guard let cost = charges.cost, let both = (charges + [asked]).cost else {
            return "more is spent than can be added"
        }
        let left = budget.largestRho(beside: both.delta)?.subtracting(cost.rho) ?? .zero
        return "ρ = \(cost.rho) is spent and ρ = \(max(left, .zero)) is left"
    }
}
