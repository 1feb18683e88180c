public import Rationals

/// An immutable vintage of a dataset's protected tables: the only thing that is ever published.
///
/// Its initialiser is reserved to `Releasing`, which alone turns counts into protected figures, so that
/// nothing downstream can see or make a raw count.
public struct Release: Sendable, Hashable {
    /// The number of the vintage, from 1; 0 for one that no workspace keeps.
    public let number: Int
    /// The structure in force when it was made.
    public let structure: DatasetStructure
    /// The periods that it covers.
    public let periods: PeriodRange
    /// The periods for which submissions were not yet due when it was made, so that figures may still change.
    public let provisional: Set<Period>
    /// The tables, in the order of the structure.
    public let tables: [ProtectedTable]
    /// What was done to protect it, and what that cost.
    public let protection: ProtectionStatement
    /// Remarks for readers.
    public let notes: [LocalizedText]

    /// Takes what protection has made.
    @_spi(Releasing)
    public init(
        number: Int, structure: DatasetStructure, periods: PeriodRange, provisional: Set<Period>,
        tables: [ProtectedTable], protection: ProtectionStatement, notes: [LocalizedText]
    ) {
        self.number = number
        self.structure = structure
        self.periods = periods
        self.provisional = provisional
        self.tables = tables
        self.protection = protection
        self.notes = notes
    }
}

/// What was done to protect a set of figures: the mechanism and the price of each period.
public struct ProtectionStatement: Sendable, Hashable {
    /// The distribution of the noise.
    public let mechanism: ProtectionPolicy.Mechanism
    /// What decided that a figure is shown.
    public let threshold: ProtectionPolicy.Threshold
    /// The least figure that is shown, unless the threshold is `none`.
    public let k: Int
    /// Who is protected, and how far one unit may reach.
    public let unit: UnitBounds
    /// What holds for each period, and is charged to each of its days.
    public let guarantee: PrivacyGuarantee

    /// Takes a statement.
    @_spi(Releasing)
    public init(
        mechanism: ProtectionPolicy.Mechanism, threshold: ProtectionPolicy.Threshold, k: Int, unit: UnitBounds,
        guarantee: PrivacyGuarantee
    ) {
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
