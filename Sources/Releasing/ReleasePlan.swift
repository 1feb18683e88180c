public import DifferentialPrivacy
import Rationals
import Residuals
public import Statistics

/// What a release will measure, with which noise, at which price: decided before any count is looked at.
///
/// Under discrete Gaussian noise the residuals of every combination of levels that some table refines are measured, so that
/// all tables are put together from the same draws and agree (`ResidualLattice`). Under discrete Laplace noise the tables
/// themselves are measured, and made to agree afterwards.
///
/// **Protection.** Take one unit out. The residuals of a combination of levels T, in integers s·r, carry noise of variance
/// σ_T²·s(cell)²; in units of s they change by a vector of squared length at most f_T·a² (`UnitReach`), so that they cost
/// f_T·a²/(2σ_T²) of zCDP. Discrete Laplace noise of scale b_T on the counts of T costs c·a/b_T of pure ε (Canonne, Kamath,
/// Steinke 2020, Theorem 4; Ghosh, Roughgarden, Sundararajan 2009). Measurements compose by adding up (Bun, Steinke 2016,
/// Lemma 7); all that follows looks at their results alone (post-processing). A unit lies in at most w periods, so each
/// period costs at most one w-th of the budget, and w of them the whole.
public struct ReleasePlan: Sendable {
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
    /// The combinations of levels, and how they refine each other.
    let lattice: ResidualLattice
    /// What is measured of them.
    let scheme: MeasurementScheme
    /// How a strict threshold selects what is shown; `nil` where the threshold is another.
    let selection: StrictSelection?

    /// Plans a release of every table of a structure.
    ///
    /// `alreadySpent` is the price of what had to be learned from the data before (which codes exist); it is added
    /// to the guarantee and is not part of `budget`. Of that, a strict threshold first takes its part (`StrictSelection`).
    ///
    /// - Throws: `ReleasingError` if the policy asks for what is not offered, there is nothing to release or too
    ///   much, or the budget does not fit the mechanism.
    public init(
        structure: DatasetStructure, periods: PeriodRange, budget: ReleaseBudget, alreadySpent: PrivacyCost = .free
    ) throws(ReleasingError) {
        try ReleasePlan.checkOffered(structure.protection)
        guard periods.frequency == structure.frequency else { throw .wrongFrequency(periods, structure.frequency) }
        try ReleasePlan.checkSize(structure, periods)
        let published = Set(structure.tables.flatMap { structure.levelTuples(of: $0) }).sorted()
        guard !published.isEmpty else { throw .noTables(structure.id) }
        self.structure = structure
        self.periods = periods
        guard structure.protection.method == .noise else {
            (guarantee, charge, scheme, selection) = (nil, .exact, .exact, nil)
            lattice = ResidualLattice(structure, publishing: published)
            return
        }
        let (budget, selection) = try ReleasePlan.divided(budget, structure, published)
        self.selection = selection
        let before: PrivacyCost
        do throws(PrivacyError) {
            before = try alreadySpent.adding(selection?.cost ?? .free)
        } catch { throw .parameter(error) }
        let priced: PricedScheme
        switch (structure.protection.mechanism, budget) {
        case (_, .unlimited): throw .unsuitableBudget("noise needs a budget")
        case (.discreteGaussian, .concentrated(let rho, let statedDelta, _)):
            let lattice = ResidualLattice(structure, publishing: published)
            priced = try .residuals(
                MeasurementDesign(structure, lattice: lattice), (rho, statedDelta), alreadySpent: before)
        case (.discreteGaussian, .pure):
            throw .unsuitableBudget(
                "discrete-gaussian noise gives no pure epsilon; give a delta too, or use discrete-laplace")
        case (.discreteLaplace, _):
            priced = try .tables(
                structure, publishing: published, budget, alreadySpent: before,
                largestCells: ReleasePlan.largestRelease / max(periods.count, 1))
        }
        (guarantee, charge) = (priced.guarantee, priced.charge)
        (scheme, lattice) = (priced.scheme, priced.lattice)
    }

    /// What the selection of a strict threshold takes of a budget, and what that leaves for the noise.
    private static func divided(
        _ budget: ReleaseBudget, _ structure: DatasetStructure, _ published: [LevelTuple]
    ) throws(ReleasingError) -> (ReleaseBudget, StrictSelection?) {
        guard structure.protection.threshold == .strict else { return (budget, nil) }
        switch budget {
        case .unlimited: throw .unsuitableBudget("noise needs a budget")
        case .pure: throw .unsuitableBudget(strictNeedsDelta)
        case .concentrated(let rho, let statedDelta, let selectionDelta):
            guard selectionDelta > .zero, selectionDelta < statedDelta else {
                throw .unsuitableBudget(strictNeedsDelta)
            }
            let selection = try StrictSelection(structure, published: published, rho: rho, delta: selectionDelta)
            return (.concentrated(rho: try selection.rest(of: rho), statedDelta: statedDelta), selection)
        }
    }

    /// Why pure ε and a strict threshold do not go together.
    public static let strictNeedsDelta =
        "the threshold strict selects which figures are shown, which cannot be told with pure epsilon; give a delta too, "
        + "or use the threshold noisy"

    /// What a structure may declare but cannot have yet is refused in words rather than passed over.
    private static func checkOffered(_ policy: ProtectionPolicy) throws(ReleasingError) {
        guard policy.method != .suppression else { throw .notOffered("the method \(policy.method.rawValue)") }
        guard !policy.isComplementary else { throw .notOffered("complementary suppression under noise") }
    }

    /// Refuses tables that are too large before their combinations of levels are listed: their number, too, grows with the
    /// power of the dimensions. What is measured has the cells of every level from the lowest published down to those shown.
    private static func checkSize(_ structure: DatasetStructure, _ periods: PeriodRange) throws(ReleasingError) {
        var all = 0
        for table in structure.tables {
            var cells = periods.count
            for dimension in structure.dimensions {
                // In every combination a dimension stands at one of its levels: the sums multiply.
                let deepest = structure.levels(of: dimension, in: table).max() ?? 0
                let lowest = structure.tables.compactMap { structure.levels(of: dimension, in: $0).min() }.min() ?? 0
                let measured = (min(lowest, deepest)...deepest).reduce(0) {
                    $0 + dimension.codelist.codes(atLevel: $1).count
                }
                let (product, overflow) = cells.multipliedReportingOverflow(by: measured)
                cells = overflow ? .max : product
            }
            let (sum, overflow) = all.addingReportingOverflow(cells)
            all = overflow ? .max : sum
            guard all <= largestRelease else { throw .tooManyCells(count: all, limit: largestRelease) }
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

    /// The codes of each dimension that stand for everything at a combination of levels.
    func codes(at levels: LevelTuple) -> [[CodeIndex]] {
        zip(dimensions, levels.levels).map { $0.codelist.codes(atLevel: $1) }
    }
}
