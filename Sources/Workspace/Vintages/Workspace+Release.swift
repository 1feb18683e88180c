import Aggregation
import Catalogue
import Cryptography
public import Rationals
public import Releasing
public import Statistics
import Storage

extension Workspace {
    /// A vintage that was made.
    public struct Made: Sendable {
        /// The vintage.
        public let release: Release
        /// What it drew, in order: the periods, whether that was a correction, and what each of their days was charged.
        public let draws: [(periods: PeriodRange, isCorrection: Bool, charge: Ledger.Charge)]
        /// The periods that it carries from earlier vintages.
        public let carried: Int
        /// The earlier releases whose guarantee it voids, because its figures are exact.
        public let voids: [String]
        /// Periods that earlier vintages hold in tables of another shape, and this one does not.
        public let left: [Period]
    }

    /// Protects and publishes a new vintage. Counting, the ledger's decision, the noise and the record of all of it are
    /// one transaction: of two that ask for the last of a budget one is made, and a crash leaves all or nothing.
    ///
    /// - Throws: `WorkspaceError.refused` if the budget does not suffice, before any noise is drawn; `usage` if there is
    ///   nothing to release, or a period is not over or nobody has reported for it.
    public func release(
        _ id: Identifier, periods: PeriodRange, note: String?, spend: Rational?, moment: Moment, actor: String
    ) throws(WorkspaceError) -> Made {
        if let note, note.utf8.count > 2000 { throw .usage("a note has at most 2000 bytes") }
        if let note { try IntakeScreen.check(note, named: "the note") }
        let dataset = try dataset(id)
        return try store.write { writing throws(WorkspaceError) in
            let state = try VintageSituation(dataset, writing)
            let plan = try state.plan(periods, spend: spend)
            try state.checkReady(plan, today: moment.today)
            let number = try stored { () throws(StoreError) in try writing.nextReleaseNumber() }
            let entries = plan.entries(number: number)
            var ledger = state.situation.ledger
            var voids: [String] = []
            for entry in entries {
                do throws(Ledger.Refusal) {
                    try ledger.charge(entry)
                } catch { throw .refused("refused before any noise was drawn: \(error)") }
                if entry.charge.isExact { voids += ledger.voided(by: entry.days).map(\.note) }
            }
            let release = try draw(plan, state, number: number, writing, moment)
            try keep(release, plan, state, entries: entries, note: note, writing, moment, actor)
            try publish(release, writing, moment, actor)
            return Made(
                release: release,
                draws: plan.draws.map { ($0.plan.periods, $0.isCorrection, $0.plan.charge) },
                carried: plan.carried.count, voids: voids, left: state.left(by: plan))
        }
    }

    private func draw(
        _ plan: VintagePlan, _ state: VintageSituation, number: Int, _ reading: any StoreReading, _ moment: Moment
    ) throws(WorkspaceError) -> Release {
        let structure = state.dataset.structure
        let drawn = Set(plan.draws.flatMap { Array($0.plan.periods) })
        let parts = drawn.sorted().flatMap { state.current.parts(of: $0) }
        let cube = try cube(of: parts, structure: structure, after: state.records, reading)
        let providers = try stored { () throws(StoreError) in try reading.providers() }
        let completeness = Completeness(
            structure: structure, providers: providers, current: state.current, periods: plan.periods,
            today: moment.today)
        do throws(ReleasingError) {
            return try plan.release(
                cube, number: number, today: moment.today, coverage: completeness.reporting, earlier: state.earlier)
        } catch { throw WorkspaceError(error) }
    }

    private func keep(
        _ release: Release, _ plan: VintagePlan, _ state: VintageSituation, entries: [Ledger.Entry], note: String?,
        _ writing: any StoreWriting, _ moment: Moment, _ actor: String
    ) throws(WorkspaceError) {
        let payload = try stored { () throws(StoreError) in try ReleaseCodec.encode(release) }
        let digest: Digest
        do throws(CryptographyError) { digest = try SHA256.digest(of: payload) } catch { throw SealingKey.failure }
        let id = release.structure.id
        let record = ReleaseRecord(
            number: release.number, dataset: id, made: moment.at, day: moment.today, note: note,
            periods: release.periods, digest: digest,
            draws: release.draws.map { DrawRecord(periods: $0.periods, release: $0.release) }, withdrawal: nil)
        let inputs = plan.draws.flatMap { draw in
            draw.plan.periods.flatMap { period in
                state.current.parts(of: period).map { ReleaseInput(period: period, submission: $0.submission) }
            }
        }
        try stored { () throws(StoreError) in try writing.insert(record, payload: payload, inputs: inputs) }
        for entry in entries {
            let line = LedgerArchive.record(
                entry, population: state.dataset.population.id, dataset: id, release: release.number)
            try stored { () throws(StoreError) in try writing.insert(line) }
        }
        try audit(
            writing, "released", "\(release.number)", "\(id) \(release.periods) \(digest)", moment, actor)
    }

    /// Takes a vintage back, with all later ones that carry figures drawn in it. They stay listed, without values.
    ///
    /// - Returns: the numbers of the later vintages that fall with it.
    /// - Throws: `WorkspaceError.usage` if there is none, or it was taken back for a reason of its own before.
    public func withdrawRelease(
        _ number: Int, reason: String, moment: Moment, actor: String
    ) throws(WorkspaceError) -> [Int] {
        guard !reason.isEmpty, reason.utf8.count <= 1000 else { throw .usage("give a reason of 1 to 1000 bytes") }
        try IntakeScreen.check(reason, named: "the reason")
        return try store.write { writing throws(WorkspaceError) in
            let record = try knownRelease(number, writing)
            guard record.withdrawal == nil else { throw .usage("release \(number) was withdrawn before") }
            try stored { () throws(StoreError) in
                try writing.withdrawRelease(
                    number, ReleaseWithdrawal(at: moment.at, reason: reason, becauseOf: nil))
            }
            let all = try stored { () throws(StoreError) in try writing.releases(dataset: record.dataset) }
            let falling = all.filter { later in
                later.number > number && later.withdrawal == nil && later.draws.contains { $0.release == number }
            }
            for later in falling {
                try stored { () throws(StoreError) in
                    try writing.withdrawRelease(
                        later.number, ReleaseWithdrawal(at: moment.at, reason: reason, becauseOf: number))
                }
            }
            try audit(
                writing, "release-withdrawn", "\(number)", falling.map { "\($0.number)" }.joined(separator: ","),
                moment, actor)
            return falling.map(\.number)
        }
    }

    /// The vintage of a number.
    func knownRelease(_ number: Int, _ reading: any StoreReading) throws(WorkspaceError) -> ReleaseRecord {
        guard let record = try stored({ () throws(StoreError) in try reading.release(number) }) else {
            throw .usage("there is no release \(number); lindung releases lists them")
        }
        return record
    }
}
