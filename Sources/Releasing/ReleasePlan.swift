public import DifferentialPrivacy
public import Statistics

/// What a release will measure, with which noise, at which price: decided before any count is looked at.
///
/// Every combination of levels that some table shows is measured once, with noise on every cell of the
/// declared domain, zeros included; a table shown twice is drawn once. Each table carries noise of its own.
///
/// **Protection.** One unit changes the counts of one combination of levels T by a vector of squared length at
/// most f_T·a² (`sensitivitySquared`). Discrete Gaussian noise of variance σ_T² on it is f_T·a²/(2σ_T²)-zCDP,
/// discrete Laplace noise of scale b_T is c·a/b_T-differentially private (Canonne, Kamath, Steinke 2020,
/// Theorem 4; Ghosh, Roughgarden, Sundararajan 2009); the combinations compose by adding up (Bun, Steinke 2016,
/// Lemma 7). A unit lies in at most w periods, so each period costs at most one w-th of the budget, and w of them the whole.
public struct ReleasePlan: Sendable {
    /// One combination of levels to be measured.
    struct Measurement: Sendable {
        let levels: LevelTuple
        let codes: [[CodeIndex]]
        let noise: CellNoise

        var cellCount: Int { codes.reduce(1) { $0 * $1.count } }
    }

    /// The most cells that one release may have, over all tables and periods.
    public static let largestRelease = 50_000_000

    /// The dataset.
    public let structure: DatasetStructure
    /// The periods to release.
    public let periods: PeriodRange
    /// What holds for each period, and is charged to each of its days.
    public let guarantee: PrivacyGuarantee?
    /// What a ledger is charged for each day.
    public let charge: Ledger.Charge
    /// The coarser first.
    let measurements: [Measurement]

    /// Plans a release of every table of a structure.
    ///
    /// `alreadySpent` is the price of what had to be learned from the data before (which codes exist); it is added
    /// to the guarantee and is not part of `budget`.
    ///
    /// - Throws: `ReleasingError` if the policy asks for what is not offered, there is nothing to release or too
    ///   much, or the budget does not fit the mechanism.
    public init(
        structure: DatasetStructure, periods: PeriodRange, budget: ReleaseBudget, alreadySpent: PrivacyCost = .free
    ) throws(ReleasingError) {
        try ReleasePlan.checkOffered(structure.protection)
        guard periods.frequency == structure.frequency else { throw .wrongFrequency(periods, structure.frequency) }
        try ReleasePlan.checkSize(structure, periods)
        let tuples = Set(structure.tables.flatMap { structure.levelTuples(of: $0) }).sorted()
        guard !tuples.isEmpty else { throw .noTables(structure.id) }
        let codes = tuples.map { tuple in
            zip(structure.dimensions, tuple.levels).map { $0.codelist.codes(atLevel: $1) }
        }
        let cells = codes.reduce(0) { sum, lists in
            sum + lists.reduce(periods.count) { $0 * $1.count }
        }
        guard cells <= ReleasePlan.largestRelease else {
            throw .tooManyCells(count: cells, limit: ReleasePlan.largestRelease)
        }
        let noises: [CellNoise]
        if structure.protection.method == .reference {
            (guarantee, charge) = (nil, .exact)
            noises = tuples.map { _ in .none }
        } else {
            let split = BudgetSplit(
                structure: structure, tuples: tuples, cellCounts: codes.map { $0.reduce(1) { $0 * $1.count } })
            let outcome = try split.noises(for: budget, alreadySpent: alreadySpent)
            (guarantee, charge, noises) = (outcome.guarantee, outcome.charge, outcome.noises)
        }
        self.structure = structure
        self.periods = periods
        measurements = zip(zip(tuples, codes), noises).map {
            Measurement(levels: $0.0, codes: $0.1, noise: $1)
        }
    }

    /// What a structure may declare but cannot have yet is refused in words rather than passed over.
    private static func checkOffered(_ policy: ProtectionPolicy) throws(ReleasingError) {
        guard policy.method != .suppression else { throw .notOffered("the method \(policy.method.rawValue)") }
        guard policy.threshold != .strict else { throw .notOffered("the threshold strict") }
        guard !policy.isComplementary else { throw .notOffered("complementary suppression under noise") }
    }

    /// Refuses a table that is too large by itself before its combinations of levels are listed: their number,
    /// too, grows with the power of the dimensions.
    private static func checkSize(_ structure: DatasetStructure, _ periods: PeriodRange) throws(ReleasingError) {
        for table in structure.tables {
            var cells = periods.count
            for dimension in structure.dimensions {
                // In every combination a dimension stands at one of its levels shown: the sums multiply.
                let shown = structure.levels(of: dimension, in: table).reduce(0) {
                    $0 + dimension.codelist.codes(atLevel: $1).count
                }
                let (product, overflow) = cells.multipliedReportingOverflow(by: shown)
                cells = overflow ? .max : product
            }
            guard cells <= largestRelease else { throw .tooManyCells(count: cells, limit: largestRelease) }
        }
    }
}

extension DatasetStructure {
    /// The levels of a dimension that a table shows, each once.
    func levels(of dimension: Dimension, in table: TableDefinition) -> Set<Int> {
        switch table.dimensions[dimension.id] {
        case nil: [0]
        case .all: Set(1...dimension.codelist.depth)
        case .leaves: [dimension.codelist.depth]
        case .numbered(let numbers): Set(numbers)
        }
    }
}
