public import Rationals
public import Statistics

/// A part of a population's budget.
public enum LedgerAccount: Hashable, Sendable {
    /// The share of a dataset, for figures drawn for the first time.
    case share(dataset: Identifier)
    /// What is kept back for corrections of any dataset.
    case reserve
}

/// What one release was charged with on some days of a population's budget.
public struct LedgerRecord: Hashable, Sendable {
    /// The population.
    public let population: Identifier
    /// The part of its budget.
    public let account: LedgerAccount
    /// The dataset of the release.
    public let dataset: Identifier
    /// The number of the release.
    public let release: Int
    /// The days.
    public let days: ClosedRange<Day>
    /// ρ of zero-concentrated differential privacy, charged to each of the days.
    public let rho: Rational
    /// δ′, where something besides zCDP was paid.
    public let delta: Rational
    /// The pure ε, where the loss is pure.
    public let pureEpsilon: Rational?
    /// Whether the figures were exact, so that nothing is promised for the days any more.
    public let isExact: Bool

    /// Takes the facts.
    public init(
        population: Identifier, account: LedgerAccount, dataset: Identifier, release: Int, days: ClosedRange<Day>,
        rho: Rational, delta: Rational, pureEpsilon: Rational?, isExact: Bool
    ) {
        self.population = population
        self.account = account
        self.dataset = dataset
        self.release = release
        self.days = days
        self.rho = rho
        self.delta = delta
        self.pureEpsilon = pureEpsilon
        self.isExact = isExact
    }
}
