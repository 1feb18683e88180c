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
            return Plan(
                structure: dataset.structure, population: dataset.population, periods: range,
                draws: plan?.draws ?? [], carried: plan?.carried.count ?? 0, coverage: completeness.coverage,
                refusal: refusal,
                warnings: PlanWarnings(
                    draws: plan?.draws ?? [], coverage: completeness.coverage, left: state.left(by: plan),
                    hidden: plan?.hiddenWholly(state.earlier) ?? []
                ).texts)
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

/// What a curator should know before a budget is spent.
struct PlanWarnings {
    let draws: [VintagePlan.PlannedDraw]
    let coverage: [Coverage]
    let left: [Period]
    let hidden: [Period]

    var texts: [LocalizedText] { reshaped + outgrown + incomplete + coarseTotals + loudNoise }

    /// A changed structure leaves behind what was published in its earlier shape.
    private var reshaped: [LocalizedText] {
        guard let first = left.first, let last = left.last else { return [] }
        let span = first == last ? "\(first)" : "\(first)..\(last)"
        return [
            LocalizedText(
                "\(left.count) periods (\(span)) were published with other codes or tables and would not stand in this "
                    + "vintage; release them again, as corrections, or give the structure back what it had",
                malay:
                    "\(left.count) tempoh (\(span)) telah diterbitkan dengan kod atau jadual lain dan tidak akan ada dalam "
                    + "edisi ini; terbitkan semula sebagai pembetulan, atau pulihkan strukturnya")
        ]
    }

    /// A threshold that was made strict hides what was drawn before.
    private var outgrown: [LocalizedText] {
        guard let first = hidden.first, let last = hidden.last else { return [] }
        let span = first == last ? "\(first)" : "\(first)..\(last)"
        return [
            LocalizedText(
                "\(hidden.count) carried periods (\(span)) were not drawn under a threshold as strict as today's and would be "
                    + "hidden; to draw them again, from the reserve, withdraw the release that drew them",
                malay:
                    "\(hidden.count) tempoh yang dibawa (\(span)) tidak dicabut di bawah ambang seketat hari ini dan akan "
                    + "disembunyikan; untuk mencabutnya semula, daripada rizab, tarik balik terbitan yang mencabutnya")
        ]
    }

    private var incomplete: [LocalizedText] {
        let drawn = draws.flatMap { Array($0.plan.periods) }
        return coverage.filter { $0.reported < $0.expected && drawn.contains($0.period) }.map { line in
            LocalizedText(
                "\(line.period): \(line.reported) of \(line.expected) expected have reported; what comes later is a "
                    + "correction, paid from the reserve",
                malay: "\(line.period): \(line.reported) daripada \(line.expected) yang dijangka telah melapor; yang "
                    + "datang kemudian ialah pembetulan, dibayar daripada rizab")
        }
    }

    /// A total that is known less well than its parts.
    private var coarseTotals: [LocalizedText] {
        guard let plan = draws.first?.plan else { return [] }
        let accuracies = plan.accuracies
        guard let total = accuracies.first(where: { $0.levels.levels.allSatisfy { $0 == 0 } }),
            let finest = accuracies.filter({ $0.levels != total.levels }).map(\.margin).min(), finest < total.margin
        else { return [] }
        return [
            LocalizedText(
                "the total's margin (\(total.margin)) exceeds that of a part (\(finest)); give the table of the total more weight",
                malay:
                    "margin jumlah keseluruhan (\(total.margin)) melebihi margin pecahannya (\(finest)); beri pemberat lebih kepada jadual jumlah"
            )
        ]
    }

    /// Where noise alone often reaches k, what is shown may be nothing.
    private var loudNoise: [LocalizedText] {
        var seen: Set<Identifier> = []
        return draws.flatMap { draw -> [LocalizedText] in
            let policy = draw.plan.structure.protection
            guard policy.method == .noise, policy.threshold == .noisy else { return [] }
            return draw.plan.accuracies.compactMap { accuracy in
                guard accuracy.margin > Int64(policy.k), seen.insert(accuracy.table).inserted else { return nil }
                return LocalizedText(
                    "\(accuracy.table): the margin (\(accuracy.margin)) exceeds k = \(policy.k), so that noise alone may be shown as a figure",
                    malay:
                        "\(accuracy.table): margin (\(accuracy.margin)) melebihi k = \(policy.k), jadi hingar semata-mata mungkin dipaparkan sebagai angka"
                )
            }
        }
    }
}
