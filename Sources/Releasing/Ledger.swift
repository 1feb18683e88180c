public import DifferentialPrivacy
public import Rationals
public import Statistics

/// What has been spent of a population's budget, by day.
///
/// A release of a period is charged in full to every day that the period covers, so that March, the first
/// quarter and the year compose as they must, while disjoint periods compose in parallel (Dwork, Roth 2014, §3.5; McSherry 2009).
///
/// Parallel composition holds within one dataset, where a unit lies in one period, or in w periods that are charged w
/// times. Two datasets may date the same unit differently (a case by its report in one, by its trial in the other). So
/// nothing is taken for parallel between datasets: what one dataset costs a unit is the most that it charged to any
/// day, and the sum of these over the datasets stays within the budget.
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
        /// Whether the figures were exact, so that nothing is promised for their days any more (ε = ∞).
        public let isExact: Bool

        /// Exact figures: no budget covers them, and none is asked for.
        public static let exact = Charge(exactly: .free)

        private init(exactly cost: PrivacyCost) {
            self.cost = cost
            pureEpsilon = nil
            isExact = true
        }

        /// Takes a charge in zCDP.
        public init(cost: PrivacyCost) {
            self.cost = cost
            pureEpsilon = nil
            isExact = false
        }

        /// Takes a charge of pure ε.
        ///
        /// - Throws: `PrivacyError` for an ε below zero or above 2¹¹.
        public init(pureEpsilon: Rational) throws(PrivacyError) {
            guard pureEpsilon <= Rational(1 << 11) else { throw .epsilonOutOfBounds }
            cost = try PrivacyCost.pure(epsilon: Charge.squarable(pureEpsilon)).roundedUp()
            self.pureEpsilon = pureEpsilon
            isExact = false
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
        /// The part of the budget that it is paid from; `nil` where the budget is not divided.
        public let account: Account?

        /// Takes an entry.
        public init(days: ClosedRange<Day>, charge: Charge, note: String, account: Account? = nil) {
            self.days = days
            self.charge = charge
            self.note = note
            self.account = account
        }
    }

    /// A part of a population's budget.
    public enum Account: Sendable, Hashable {
        /// The share of a dataset, for figures drawn for the first time.
        case share(Identifier)
        /// What is kept back for corrections of any dataset, drawn on by this one.
        case reserve(for: Identifier)

        /// The dataset whose figures it pays for.
        public var dataset: Identifier {
            switch self {
            case .share(let dataset), .reserve(let dataset): dataset
            }
        }

        /// Whether it pays for a correction.
        public var isReserve: Bool { if case .reserve = self { true } else { false } }
    }

    /// Why a charge is refused: known before any noise is drawn, and independent of every count.
    public struct Refusal: Error, Hashable, Sendable {
        /// What stands against a charge.
        public enum Reason: Sendable, Hashable {
            /// The whole budget of the day does not suffice.
            case budget
            /// The account has no such share, or too little left on the day.
            case account(Account, portion: Rational)
            /// Exact figures were released for the day, so that noise would protect nobody.
            case exactFigures
        }

        /// What stands against it.
        public let reason: Reason
        /// The first day whose budget does not suffice.
        public let day: Day
        /// What was asked for.
        public let asked: Charge
        /// Whether it was counted in pure ε, which the whole ledger must be charged in; else in ρ.
        public let countsAsPure: Bool
        /// The entries that were charged to that day before, to the same account where that is the reason; and of other
        /// datasets that spend of the same, those of the day on which they spent most.
        public let entries: [Entry]
        /// What they come to.
        public let spent: Spending
        /// The budget of the day.
        public let budget: Budget
    }

    /// The whole budget of one day.
    public let budget: Budget
    /// The population whose budget is divided into shares and a reserve; `nil` where the budget is not divided.
    let population: Population?
    /// What was charged, in order.
    public internal(set) var entries: [Entry]

    /// Takes a budget that is not divided, and what was charged to it.
    public init(budget: Budget, entries: [Entry] = []) {
        self.budget = budget
        population = nil
        self.entries = entries
    }

    /// Takes a population's budget with its shares and reserve, and what was charged to it.
    public init(population: Population, entries: [Entry]) {
        guard let budget = Budget(epsilon: population.epsilon, delta: population.delta) else {
            preconditionFailure("a population has checked its budget")
        }
        self.budget = budget
        self.population = population
        self.entries = entries
    }

    /// The part of the budget that an account has; `nil` if it has none.
    public func portion(of account: Account) -> Rational? {
        switch account {
        case .share(let dataset): population?.shares[dataset]
        case .reserve: population?.reserve
        }
    }
}
