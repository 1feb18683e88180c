import DifferentialPrivacy
import Releasing
import Statistics
import Storage

/// The ledger of a population as it is kept: one record a draw.
enum LedgerArchive {
    /// The ledger of a population, with all that was charged to it.
    static func ledger(_ population: Population, _ reading: any StoreReading) throws(WorkspaceError) -> Ledger {
        let records = try stored { () throws(StoreError) in try reading.ledger(ofPopulation: population.id) }
        var entries: [Ledger.Entry] = []
        for record in records { entries.append(try entry(record)) }
        return Ledger(population: population, entries: entries)
    }

    /// A record as an entry.
    static func entry(_ record: LedgerRecord) throws(WorkspaceError) -> Ledger.Entry {
        let charge: Ledger.Charge
        do throws(PrivacyError) {
            if record.isExact {
                charge = .exact
            } else if let epsilon = record.pureEpsilon {
                charge = try Ledger.Charge(pureEpsilon: epsilon)
            } else {
                charge = Ledger.Charge(cost: try PrivacyCost(rho: record.rho, delta: record.delta))
            }
        } catch { throw .machine("the ledger entry of release \(record.release) is damaged; run lindung verify") }
        return Ledger.Entry(
            days: record.days, charge: charge,
            note: "release \(record.release) of \(record.dataset)\(record.account == .reserve ? ", a correction" : "")",
            account: account(of: record))
    }

    /// An entry as a record.
    static func record(
        _ entry: Ledger.Entry, population: Identifier, dataset: Identifier, release: Int
    ) -> LedgerRecord {
        LedgerRecord(
            population: population, account: entry.account?.isReserve == true ? .reserve : .share(dataset: dataset),
            dataset: dataset, release: release, days: entry.days, rho: entry.charge.cost.rho,
            delta: entry.charge.cost.delta, pureEpsilon: entry.charge.pureEpsilon, isExact: entry.charge.isExact)
    }

    private static func account(of record: LedgerRecord) -> Ledger.Account {
        switch record.account {
        case .share(let dataset): .share(dataset)
        case .reserve: .reserve(for: record.dataset)
        }
    }
}
