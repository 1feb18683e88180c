import Catalogue
import Cryptography
import Rationals
import Releasing
import Statistics
import Storage

/// What decides a vintage, read from the store: earlier draws, what counts now, and what was charged.
struct VintageSituation {
    let dataset: CataloguedDataset
    let current: CurrentParts
    let records: [ReleaseRecord]
    let situation: VintagePlan.Situation
    /// For each release from which figures may be carried, the newest vintage that holds them.
    private(set) var earlier: [Int: Release] = [:]
    /// Periods that are published in tables of another shape alone, so that no vintage of today's can carry them.
    private(set) var incomparable: Set<Period> = []

    init(_ dataset: CataloguedDataset, _ reading: any StoreReading) throws(WorkspaceError) {
        let structure = dataset.structure
        self.dataset = dataset
        current = CurrentParts(try stored { () throws(StoreError) in try reading.parts(ofDataset: structure.id) })
        let records = try stored { () throws(StoreError) in try reading.releases(dataset: structure.id) }
        self.records = records
        var earlier: [Period: [VintagePlan.EarlierDraw]] = [:]
        for record in records {
            let inputs = try stored { () throws(StoreError) in try reading.releaseInputs(record.number) }
            let release = try ReleaseArchive.release(record, reading)
            let isOwnFault = record.withdrawal != nil && record.withdrawal?.becauseOf == nil
            let isCarryable = !isOwnFault && structure.isComparable(to: release.structure)
            if isCarryable { self.earlier[record.number] = release }
            if !isOwnFault {
                for draw in record.draws { incomparable.formUnion(isCarryable ? [] : Array(draw.periods)) }
            }
            for draw in record.draws where draw.release == record.number {
                for period in draw.periods {
                    let names = inputs.filter { $0.period == period }.map(\.submission.description)
                    earlier[period, default: []].append(
                        VintagePlan.EarlierDraw(
                            release: record.number, inputs: Set(names), isCarryable: isCarryable))
                }
            }
        }
        incomparable.subtract(earlier.filter { $0.value.contains(where: \.isCarryable) }.keys)
        situation = VintagePlan.Situation(
            earlier: earlier, inputs: current.inputs,
            ledger: try LedgerArchive.ledger(dataset.population, reading))
    }

    /// The newest vintage that was not withdrawn, if its tables are today's.
    var newest: Release? {
        records.last { $0.withdrawal == nil }.flatMap { earlier[$0.number] }
    }

    /// Plans a vintage.
    func plan(_ periods: PeriodRange, spend: Rational?) throws(WorkspaceError) -> VintagePlan {
        do throws(ReleasingError) {
            return try VintagePlan(
                structure: dataset.structure, population: dataset.population, requested: periods,
                situation: situation, spend: spend)
        } catch { throw WorkspaceError(error) }
    }

    /// The periods that are published now and would stand in no vintage after this one.
    func left(by plan: VintagePlan?) -> [Period] {
        incomparable.subtracting(plan?.draws.flatMap { Array($0.plan.periods) } ?? []).sorted()
    }

    /// Refuses periods that are not over, or that nobody has submitted anything for: their figures would be noise alone.
    func checkReady(_ plan: VintagePlan, today: Day) throws(WorkspaceError) {
        for draw in plan.draws {
            for period in draw.plan.periods {
                guard period.days.upperBound < today else {
                    throw .usage("\(period) is not over yet; release it later")
                }
                guard !(current.inputs[period] ?? []).isEmpty else {
                    throw .usage(
                        "nothing was submitted for \(period): leave it out of --periods, or submit a nil return if there was nothing"
                    )
                }
            }
        }
    }
}

/// Vintages as they are kept.
enum ReleaseArchive {
    /// Reads a vintage, and makes sure that it is the one that was recorded.
    static func release(_ record: ReleaseRecord, _ reading: any StoreReading) throws(WorkspaceError) -> Release {
        let payload = try stored { () throws(StoreError) in try reading.releasePayload(record.number) }
        guard let payload, let digest = try? SHA256.digest(of: payload), digest == record.digest else {
            throw .machine("release \(record.number) is not what was recorded; run lindung verify")
        }
        return try stored { () throws(StoreError) in try ReleaseCodec.decode(payload) }
    }
}
