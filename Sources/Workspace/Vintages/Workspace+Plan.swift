import Catalogue
public import Rationals
public import Releasing
public import Statistics
import Storage

extension Workspace {
    /// What a release would do and cost, before any of it is spent. It looks at published vintages and at who has
    /// submitted, never at a count.
    public struct Plan: Sendable {
        /// The structure of the dataset.
        public let structure: DatasetStructure
        /// The population that it counts.
        public let population: Population
        /// The periods asked for.
        public let periods: PeriodRange
        /// What would be drawn; empty if everything stands as it was published.
        public let draws: [VintagePlan.PlannedDraw]
        /// How many periods would be carried from earlier vintages.
        public let carried: Int
        /// Who had reported, for the periods asked for, where the structure names who is expected.
        public let coverage: [Coverage]
        /// Why a release would fail, if it would.
        public let refusal: WorkspaceError?
        /// What a curator should know before releasing.
        public let warnings: [LocalizedText]
        /// The newest vintage whose tables are today's, if one is published.
        public let published: Release?

        /// What to expect of each table that a draw makes.
        public func expectations(of draw: VintagePlan.PlannedDraw) -> [TableExpectation] {
            TableExpectation.all(of: draw.plan, published: published)
        }
    }

    /// Plans a release.
    ///
    /// - Parameters:
    ///   - id: the dataset.
    ///   - periods: by default from the first period that anyone reported to the last that has ended.
    ///   - spend: the part of the account to ask for, as `release` takes it.
    ///   - today: decides which periods have ended.
    /// - Returns: draws with their costs and margins, what would be refused, and warnings.
    /// - Throws: `WorkspaceError.usage` if there is no such dataset or nothing was submitted and no periods are named.
    public func plan(
        _ id: Identifier, periods: PeriodRange?, spend: Rational?, today: Day
    ) throws(WorkspaceError) -> Plan {
        let dataset = try dataset(id)
        return try store.read { reading throws(WorkspaceError) in
            let state = try VintageSituation(dataset, reading)
            guard let range = periods ?? state.current.range(until: today, dataset.structure.frequency) else {
                throw .usage("nothing was submitted for \(id) yet; name the periods with --periods")
            }
            let providers = try stored { () throws(StoreError) in try reading.providers() }
            let completeness = Completeness(
                structure: dataset.structure, providers: providers, current: state.current, periods: range,
                today: today)
            var refusal: WorkspaceError?
            var plan: VintagePlan?
            do throws(ReleasingError) {
                plan = try VintagePlan(
                    structure: dataset.structure, population: dataset.population, requested: range,
                    situation: state.situation, spend: spend)
            } catch {
                // That nothing is to be done is no refusal.
                if case .nothingToDraw = error {} else { refusal = WorkspaceError(error) }
            }
            if let plan { refusal = refusal ?? Self.refusal(plan, state, today: today) }
            let published = state.newest
            return Plan(
                structure: dataset.structure, population: dataset.population, periods: range,
                draws: plan?.draws ?? [], carried: plan?.carried.count ?? 0, coverage: completeness.coverage,
                refusal: refusal,
                warnings: PlanWarnings(
                    draws: plan?.draws ?? [], coverage: completeness.coverage, left: state.left(by: plan),
                    hidden: plan?.hiddenWholly(state.earlier) ?? [], published: published
                ).texts, published: published)
        }
    }

    private static func refusal(_ plan: VintagePlan, _ state: VintageSituation, today: Day) -> WorkspaceError? {
        do throws(WorkspaceError) {
            try state.checkReady(plan, today: today)
        } catch { return error }
        var ledger = state.situation.ledger
        for entry in plan.entries(number: 0) {
            do throws(Ledger.Refusal) { try ledger.charge(entry) } catch { return .refused(error.description) }
        }
        return nil
    }
}
