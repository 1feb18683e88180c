import Statistics
import Storage

// Releases and the ledger as they are written.
extension SQLiteTransaction {
    func insert(_ release: ReleaseRecord, payload: [UInt8], inputs: [ReleaseInput]) throws(StoreError) {
        try release.check(next: try nextReleaseNumber(), payload: payload)
        var sequences: [Int] = []
        for input in inputs {
            let found = try first("SELECT sequence FROM submission WHERE id = ?", [.of(input.submission)]) {
                row throws(StoreError) in try row.int()
            }
            guard let found else { throw .notThere("submission \(input.submission)") }
            sequences.append(found)
        }
        try atomically { () throws(StoreError) in
            try run(
                "INSERT INTO release (number, dataset, made, day, note, periods, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    .of(release.number), .of(release.dataset), .of(release.made), .of(release.day),
                    .of(release.note), .of(release.periods), .of(release.digest),
                ])
            try run("INSERT INTO payload (release, bytes) VALUES (?, ?)", [.of(release.number), .blob(payload)])
            for (place, draw) in release.draws.enumerated() {
                try run(
                    "INSERT INTO draw (release, place, periods, drawnBy) VALUES (?, ?, ?, ?)",
                    [.of(release.number), .of(place), .of(draw.periods), .of(draw.release)])
            }
            for (place, input) in inputs.enumerated() {
                try run(
                    "INSERT INTO input (release, place, period, submission) VALUES (?, ?, ?, ?)",
                    [.of(release.number), .of(place), .of(input.period), .of(sequences[place])])
            }
        }
    }

    func withdrawRelease(_ number: Int, _ withdrawal: ReleaseWithdrawal) throws(StoreError) {
        guard let record = try release(number) else { throw .notThere("release \(number)") }
        guard record.withdrawal == nil else { throw .alreadyThere("the withdrawal of release \(number)") }
        if let cause = withdrawal.becauseOf, try release(cause) == nil { throw .notThere("release \(cause)") }
        try run(
            "INSERT INTO releaseWithdrawal (release, at, reason, becauseOf) VALUES (?, ?, ?, ?)",
            [.of(number), .of(withdrawal.at), .text(withdrawal.reason), .of(withdrawal.becauseOf)])
    }

    func insert(_ entry: LedgerRecord) throws(StoreError) {
        guard try release(entry.release) != nil else { throw .notThere("release \(entry.release)") }
        let share: Identifier? = if case .share(let dataset) = entry.account { dataset } else { nil }
        try run(
            """
            INSERT INTO ledger (population, share, dataset, release, firstDay, lastDay, rho, delta, pureEpsilon, isExact)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .of(entry.population), .of(share), .of(entry.dataset), .of(entry.release),
                .of(entry.days.lowerBound), .of(entry.days.upperBound), .of(entry.rho), .of(entry.delta),
                .of(entry.pureEpsilon), .of(entry.isExact),
            ])
    }
}
