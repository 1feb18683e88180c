import Rationals
import Statistics
import Storage

// Releases and the ledger as they are read.
extension SQLiteTransaction {
    func nextReleaseNumber() throws(StoreError) -> Int {
        try first("SELECT 1 + coalesce(max(number), 0) FROM release", []) { row throws(StoreError) in
            try row.int()
        } ?? 1
    }

    func release(_ number: Int) throws(StoreError) -> ReleaseRecord? {
        try releases(where: "r.number = ?", [.of(number)]).first
    }

    func releases(dataset: Identifier?) throws(StoreError) -> [ReleaseRecord] {
        guard let dataset else { return try releases(where: "1", []) }
        return try releases(where: "r.dataset = ?", [.of(dataset)])
    }

    private func releases(where condition: String, _ values: [SQLValue]) throws(StoreError) -> [ReleaseRecord] {
        try rows(
            """
            SELECT w.at, w.reason, w.becauseOf, r.number, r.dataset, r.made, r.day, r.note, r.periods, r.digest
            FROM release r LEFT JOIN releaseWithdrawal w ON w.release = r.number
            WHERE \(condition) ORDER BY r.number
            """, values
        ) { row throws(StoreError) in
            let (at, reason, because) = (try row.optionalTimestamp(), try row.optionalText(), try row.optionalInt())
            let number = try row.int()
            return ReleaseRecord(
                number: number, dataset: try row.identifier(), made: try row.timestamp(), day: try row.day(),
                note: try row.optionalText(), periods: try row.periods(), digest: try row.digest(),
                draws: try draws(ofRelease: number),
                withdrawal: at.map { ReleaseWithdrawal(at: $0, reason: reason ?? "", becauseOf: because) })
        }
    }

    private func draws(ofRelease number: Int) throws(StoreError) -> [DrawRecord] {
        try rows("SELECT periods, drawnBy FROM draw WHERE release = ? ORDER BY place", [.of(number)]) {
            row throws(StoreError) in DrawRecord(periods: try row.periods(), release: try row.int())
        }
    }

    func releasePayload(_ number: Int) throws(StoreError) -> [UInt8]? {
        guard let record = try release(number) else { return nil }
        let bytes = try first("SELECT bytes FROM payload WHERE release = ?", [.of(number)]) {
            row throws(StoreError) in try row.blob()
        }
        guard let bytes, try record.isMade(of: bytes) else {
            throw .damaged("the figures of release \(number) are not what was written")
        }
        return bytes
    }

    func releaseInputs(_ number: Int) throws(StoreError) -> [ReleaseInput] {
        try rows(
            """
            SELECT i.period, s.id FROM input i JOIN submission s ON s.sequence = i.submission
            WHERE i.release = ? ORDER BY i.place
            """, [.of(number)]
        ) { row throws(StoreError) in
            ReleaseInput(period: try row.period(), submission: try row.submissionID())
        }
    }

    func ledger(ofPopulation population: Identifier) throws(StoreError) -> [LedgerRecord] {
        try ledger(where: "population = ?", [.of(population)])
    }

    func ledger(ofRelease number: Int) throws(StoreError) -> [LedgerRecord] {
        try ledger(where: "release = ?", [.of(number)])
    }

    private func ledger(where condition: String, _ values: [SQLValue]) throws(StoreError) -> [LedgerRecord] {
        try rows(
            """
            SELECT population, share, dataset, release, firstDay, lastDay, rho, delta, pureEpsilon, isExact
            FROM ledger WHERE \(condition) ORDER BY entry
            """, values
        ) { row throws(StoreError) in
            let population = try row.identifier()
            let account = try row.optionalIdentifier().map { LedgerAccount.share(dataset: $0) } ?? .reserve
            let (dataset, release, first, last) = (try row.identifier(), try row.int(), try row.day(), try row.day())
            guard first <= last else { throw .damaged("an entry of the ledger ends before it begins") }
            return LedgerRecord(
                population: population, account: account, dataset: dataset, release: release, days: first...last,
                rho: try row.rational(), delta: try row.rational(), pureEpsilon: try row.optionalRational(),
                isExact: try row.bool())
        }
    }
}
