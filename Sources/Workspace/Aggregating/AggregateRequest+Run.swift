import Aggregation
public import Bytes
import Catalogue
public import Collecting
import DifferentialPrivacy
import Publishing
import Rationals
import Releasing
public import Statistics

/// What a one-shot count needs from outside.
public struct AggregateEnvironment: Sendable {
    /// The collectors that are linked in.
    public let registry: CollectorRegistry
    /// The day on which it runs.
    public let today: Day
    /// Where the name of an input leads.
    public let open: @Sendable (String) throws(BytesError) -> any ByteSource

    /// Takes the environment.
    public init(
        registry: CollectorRegistry, today: Day, open: @escaping @Sendable (String) throws(BytesError) -> any ByteSource
    ) {
        self.registry = registry
        self.today = today
        self.open = open
    }
}

extension AggregateRequest {
    /// Counts and protects.
    ///
    /// - Throws: `WorkspaceError`; nothing has been written then, though a ledger may have been charged if the
    ///   machine failed after.
    public func run(in environment: AggregateEnvironment) throws(WorkspaceError) -> AggregateOutcome {
        guard !inputs.isEmpty else { throw .usage("name the files to count, or - for standard input") }
        let dataset: CataloguedDataset? =
            if let structureFile {
                try CataloguedDataset.find(structureFile: structureFile, dataset: nil, workspace: "")
            } else { nil }
        if let mappingFile {
            return try runMapped(mappingFile, dataset, environment)
        }
        if case .distinct = measure, keyMemory < threads * AggregateRequest.leastKeyMemory {
            let least = threads * AggregateRequest.leastKeyMemory >> 20
            throw .usage(
                "\(threads) threads need --memory \(least) or more to tell keys apart; or take fewer --threads")
        }
        guard !by.isEmpty else {
            throw .usage("say what to count by: --by COL,… (or give a --mapping and a --structure)")
        }
        if let taken = ([periodColumn].compactMap(\.self) + by).first(where: AggregateRequest.isTaken) {
            throw .usage("\(taken) is a heading of the figures themselves; the column needs another name")
        }
        return try runColumns(dataset, environment)
    }

    // MARK: - With a mapping

    private func runMapped(
        _ mappingFile: String, _ dataset: CataloguedDataset?, _ environment: AggregateEnvironment
    ) throws(WorkspaceError) -> AggregateOutcome {
        guard let dataset, let structureFile else {
            throw .usage("a mapping tells which columns are which dimensions; give the --structure that has them")
        }
        guard measure == .rows, filters.isEmpty, periodColumn == nil, frequency == nil else {
            throw .usage("with --mapping, periods, counts and rows to keep are said in the mapping file")
        }
        if case .partial = protection { throw .usage("--partial counts columns; it does not go with --mapping") }
        guard !totals || !by.isEmpty else {
            throw .usage("--totals goes with --by; without --by the structure says which tables are made")
        }
        let choice = try CollectorChoice(
            collector: collector, registry: environment.registry, structureFile: structureFile, dataset: nil,
            workspace: "", mappingFile: mappingFile)
        guard case .noise(let noise) = protection else {
            let mapped = try MappedCounting(
                dataset.structure, by: by, totals: totals, policy: dataset.structure.protection)
            let submission = try collect(mapped.structure, choice.reader, environment)
            guard let periods = periods ?? submission.cube.observedPeriods else { throw .findings(submission.findings) }
            return AggregateOutcome(
                figures: .exact(try mapped.exact(submission.cube, periods: periods)), findings: submission.findings,
                rowsUsed: submission.observations, charging: .none)
        }
        let budget = try NoiseBudget(noise, dataset: dataset, selections: 0)
        let mapped = try MappedCounting(dataset.structure, by: by, totals: totals, policy: budget.policy)
        guard let periods else { throw AggregateRequest.periodsNeeded }
        let plan = try plan(mapped.structure, periods, budget)
        let submission = try collect(mapped.structure, choice.reader, environment)
        let charging = try charge(plan.charge, days: periods.days, dataset, environment)
        let release = try release(plan, submission.cube, environment)
        return AggregateOutcome(
            figures: by.isEmpty ? .tables(release) : .columns(release, mapped.columns), findings: submission.findings,
            rowsUsed: submission.observations, charging: charging)
    }

    /// Reads the inputs with a collector, into a cube of the tables asked for.
    private func collect(
        _ structure: DatasetStructure, _ reader: any SubmissionReader, _ environment: AggregateEnvironment
    ) throws(WorkspaceError) -> CollectedSubmission {
        let submission = try CollectedSubmission(
            try InputFiles(open: environment.open).sources(inputs), reader: reader, structure: structure,
            context: CollectingContext(today: environment.today), keepsGoodRows: skipsBadRows)
        try refuseErrors(submission.findings, used: submission.observations)
        return submission
    }

    // MARK: - By columns

    private func runColumns(
        _ dataset: CataloguedDataset?, _ environment: AggregateEnvironment
    ) throws(WorkspaceError) -> AggregateOutcome {
        let counting = ColumnCounting(
            request: self, structure: dataset?.structure, files: InputFiles(open: environment.open))
        if totals, case .distinct = measure {
            throw .usage("--totals does not go with --distinct: one unit in two cells would count twice in their total")
        }
        if totals, let mentions = by.first(where: { counting.dimension(of: $0)?.isMultiValued == true }) {
            throw .usage("--totals does not go with \(mentions): one unit may stand at several of its codes")
        }
        guard periods == nil || periodColumn != nil else {
            throw .usage("--periods needs --period COL, which says in which period a row lies")
        }
        guard frequency == nil || periods == nil || frequency == periods?.frequency else {
            throw .usage("--frequency gathers to other periods than --periods asks for")
        }
        guard case .noise(let noise) = protection else {
            return try rawColumns(counting)
        }
        let undeclared = by.filter { counting.dimension(of: $0) == nil }
        for column in undeclared {
            let alike = dataset?.structure.dimensions.first { $0.id.description.lowercased() == column.lowercased() }
            if let alike {
                throw .usage(
                    "the structure has no dimension \(column); did you mean \(alike.id)? The column must be named so")
            }
        }
        let unit = try ColumnUnit(self, structure: dataset?.structure, undeclared: undeclared)
        if case .distinct = measure, let first = undeclared.first {
            throw .usage(
                "with --distinct and noise the codes of \(first) must be declared: give a --structure that has it")
        }
        guard periodColumn == nil || periods != nil else { throw AggregateRequest.periodsNeeded }
        guard let published = periods ?? Period(year: Day.years.lowerBound).flatMap({ PeriodRange($0, $0) }) else {
            throw AggregateRequest.periodsNeeded
        }
        let budget = try NoiseBudget(
            noise, dataset: dataset, selections: undeclared.count * unit.declared.maxCells * unit.declared.maxPeriods)
        let counted = try counting.run()
        try refuseErrors(counted.findings, used: counted.tallies.used)
        let columns = ColumnRelease(
            counting: counting, budget: budget, periods: published, unit: unit.effective, totals: totals)
        // Charged before selection learns which codes occur, so that the price tells nothing of them: the most that it
        // can be, which is what was asked. What is drawn costs a little less, as it is rounded.
        let outline = try plan(try columns.outline(), published, budget)
        let most = try undeclared.isEmpty ? outline.charge : budget.most()
        let charging = try charge(most, days: periods?.days ?? Day.first...Day.last, dataset, environment)
        let prepared = try columns.prepare(counted.counts)
        let plan = try plan(prepared.structure, published, budget)
        guard plan.charge.cost.rho <= most.cost.rho, plan.charge.cost.delta <= most.cost.delta else {
            preconditionFailure("a plan spends no more than was asked")
        }
        let release = try release(plan, prepared.cube, environment)
        return AggregateOutcome(
            figures: .columns(release, prepared.columns), findings: counted.findings, rowsUsed: counted.tallies.used,
            charging: charging)
    }

    /// Exact or partial counts: raw, not for publication.
    private func rawColumns(_ counting: ColumnCounting) throws(WorkspaceError) -> AggregateOutcome {
        let isPartial = if case .partial = protection { true } else { false }
        guard !isPartial || keyFile != nil else {
            throw .usage(
                "--partial holds raw counts and is sealed: give --key FILE (make one: openssl rand -hex 32 > FILE)")
        }
        if isPartial, totals { throw .usage("--totals are made when partial aggregates are merged, not before") }
        let counted = try counting.run()
        try refuseErrors(counted.findings, used: counted.tallies.used)
        let figures: AggregateOutcome.Figures
        if isPartial, let keyFile {
            guard let partial = counted.partial else { throw .machine("no partial aggregate was made") }
            figures = .partial(SealedPartial(partial, key: try InputFiles.key(keyFile)))
        } else {
            figures = .exact(try ExactColumns(counted.counts, periods: periods).table(totals: totals))
        }
        return AggregateOutcome(
            figures: figures, findings: counted.findings, rowsUsed: counted.tallies.used,
            charging: .none)
    }

    // MARK: - Common to both

    /// Headings that results add to the columns asked for.
    private static func isTaken(_ column: String) -> Bool {
        ["OBS_VALUE", "MARGIN_95", "OBS_STATUS", "count"].contains(column)
    }

    private static let periodsNeeded = WorkspaceError.usage(
        "with noise say which periods are published, such as --periods 2023-01..2024-12: "
            + "which periods occur in the data would otherwise be told without noise")

    private func refuseErrors(_ findings: FindingLog, used: Int) throws(WorkspaceError) {
        let isProtected = if case .noise = protection { true } else { false }
        let refusesAll = findings.refusesWhole || isProtected && findings.refusesProtection
        if refusesAll || findings.count(of: .error) > 0 && (!skipsBadRows || used == 0) { throw .findings(findings) }
    }

    private func plan(
        _ structure: DatasetStructure, _ periods: PeriodRange, _ budget: NoiseBudget
    ) throws(WorkspaceError) -> ReleasePlan {
        do throws(ReleasingError) {
            return try ReleasePlan(
                structure: structure, periods: periods, budget: budget.budget,
                alreadySpent: budget.selection?.cost ?? .free)
        } catch { throw WorkspaceError(error) }
    }

    /// Charges the ledger, if there is one, before anything is drawn.
    private func charge(
        _ charge: Ledger.Charge, days: ClosedRange<Day>, _ dataset: CataloguedDataset?,
        _ environment: AggregateEnvironment
    ) throws(WorkspaceError) -> AggregateOutcome.Charging {
        guard let ledgerFile else { return .none }
        let what = by.isEmpty ? "aggregate, all tables" : "aggregate by \(by.joined(separator: ", "))"
        let isNew = try LedgerFile(path: ledgerFile).charge(
            Ledger.Entry(days: days, charge: charge, note: what), on: environment.today,
            newBudget: dataset.flatMap { Ledger.Budget(epsilon: $0.population.epsilon, delta: $0.population.delta) })
        return isNew ? .begunLedger : .ledger
    }

    private func release(
        _ plan: ReleasePlan, _ cube: ObservationCube, _ environment: AggregateEnvironment
    ) throws(WorkspaceError) -> Release {
        do throws(ReleasingError) {
            return try plan.release(cube, number: 0, today: environment.today)
        } catch { throw WorkspaceError(error) }
    }
}
