public import Rationals

/// An immutable vintage of a dataset's protected tables: the only thing that is ever published.
///
/// Its initialiser is reserved to `Releasing`, which alone turns counts into protected figures, so that
/// nothing downstream can see or make a raw count.
public struct Release: Sendable, Hashable {
    /// The number of the vintage, from 1; 0 for one that no workspace keeps.
    public let number: Int
    /// The structure in force when it was made, without rules: these are for what is submitted.
    public let structure: DatasetStructure
    /// The periods that it covers.
    public let periods: PeriodRange
    /// The periods for which submissions were not yet due when it was made, so that figures may still change.
    public let provisional: Set<Period>
    /// Which release drew the figures of which periods, from the first period on. Figures are drawn once and carried
    /// from vintage to vintage until a correction draws them anew.
    public let draws: [Draw]
    /// How many of those who were expected to report had done so when a period was drawn, by period.
    public let coverage: [Coverage]
    /// The tables, in the order of the structure.
    public let tables: [ProtectedTable]
    /// Remarks for readers.
    public let notes: [LocalizedText]

    /// Takes what protection has made.
    @_spi(Releasing)
    public init(
        number: Int, structure: DatasetStructure, periods: PeriodRange, provisional: Set<Period>, draws: [Draw],
        coverage: [Coverage] = [], tables: [ProtectedTable], notes: [LocalizedText]
    ) {
        precondition(!draws.isEmpty, "a release draws something")
        self.number = number
        self.structure = structure.withoutRules
        self.periods = periods
        self.provisional = provisional
        self.draws = draws
        self.coverage = coverage
        self.tables = tables
        self.notes = notes
    }

    /// What was done to protect the figures drawn last, and what that cost.
    public var protection: ProtectionStatement {
        // An empty list is excluded by the initialiser.
        draws.max { ($0.release, $0.periods.first) < ($1.release, $1.periods.first) }?.protection ?? draws[0].protection
    }
}

/// Figures of some periods that were drawn together.
public struct Draw: Sendable, Hashable {
    /// The periods.
    public let periods: PeriodRange
    /// The number of the release that drew them.
    public let release: Int
    /// What was done to protect them, and what that cost.
    public let protection: ProtectionStatement
    /// The noise that they carry; `nil` for exact figures.
    public let noise: DrawnNoise?

    /// Takes the facts of a draw.
    @_spi(Releasing)
    public init(periods: PeriodRange, release: Int, protection: ProtectionStatement, noise: DrawnNoise?) {
        self.periods = periods
        self.release = release
        self.protection = protection
        self.noise = noise
    }
}

/// Who had reported for a period, and how many of those who were expected to.
public struct Coverage: Sendable, Hashable {
    /// The period.
    public let period: Period
    /// How many were expected; 0 where nobody is named.
    public let expected: Int
    /// How many of these had reported, a nil return included.
    public let reported: Int
    /// The names of all offices that had reported, expected or not, by which two periods are held against each other;
    /// `nil` where they were not recorded. They are not published.
    public let senders: Set<String>?

    /// Takes the numbers, 0 ≤ reported ≤ expected.
    public init(period: Period, expected: Int, reported: Int, senders: Set<String>? = nil) {
        precondition((0...max(expected, 0)).contains(reported), "no more have reported than were expected")
        self.period = period
        self.expected = expected
        self.reported = reported
        self.senders = senders
    }
}

/// What was done to protect a set of figures: the mechanism and the price of each period.
public struct ProtectionStatement: Sendable, Hashable {
    /// The way of protecting.
    public let method: ProtectionPolicy.Method
    /// The distribution of the noise; `nil` where there is none.
    public let mechanism: ProtectionPolicy.Mechanism?
    /// What decided that a figure is shown.
    public let threshold: ProtectionPolicy.Threshold
    /// Under a noisy threshold the least figure that is shown, under a strict one the fewest units behind a figure shown.
    public let k: Int
    /// Who is protected, and how far one unit may reach.
    public let unit: UnitBounds
    /// What holds for each period, and is charged to each of its days; `nil` where nothing is promised.
    public let guarantee: PrivacyGuarantee?

    /// Takes a statement.
    @_spi(Releasing)
    public init(
        method: ProtectionPolicy.Method = .noise, mechanism: ProtectionPolicy.Mechanism?,
        threshold: ProtectionPolicy.Threshold, k: Int, unit: UnitBounds, guarantee: PrivacyGuarantee?
    ) {
        self.method = method
        self.mechanism = mechanism
        self.threshold = threshold
        self.k = k
        self.unit = unit
        self.guarantee = guarantee
    }
}

/// A privacy loss, in the terms in which it is charged and in those in which people compare it.
public struct PrivacyGuarantee: Sendable, Hashable {
    /// ρ of zero-concentrated differential privacy; `nil` where the loss is pure ε.
    public let rho: Rational?
    /// The pure ε that was charged, where the loss is pure.
    public let pureEpsilon: Rational?
    /// ε at `delta`, rounded up.
    public let epsilon: Double
    /// δ; 0 where the loss is pure.
    public let delta: Rational

    /// A loss in zCDP, with the (ε, δ) that it implies.
    public init(rho: Rational, epsilon: Double, delta: Rational) {
        self.rho = rho
        pureEpsilon = nil
        self.epsilon = epsilon
        self.delta = delta
    }

    /// A loss of pure ε.
    public init(pureEpsilon: Rational) {
        rho = nil
        self.pureEpsilon = pureEpsilon
        // The nearest number may lie below by half a unit in the last place, twice over.
        epsilon = pureEpsilon.approximateValue.nextUp.nextUp
        delta = .zero
    }
}
