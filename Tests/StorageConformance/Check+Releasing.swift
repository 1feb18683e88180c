import Cryptography
import Statistics
import Storage

extension Check {
    mutating func releases() throws {
        try addProviders()
        let inputs = [
            ReleaseInput(period: try Sample.periods("2026-02").first, submission: Sample.id(1)),
            ReleaseInput(period: try Sample.periods("2026-01").first, submission: Sample.id(1)),
        ]
        let first = try Sample.release(1)
        let payload = [UInt8](repeating: 3, count: 70_000)
        let second = try Sample.release(2, dataset: "calls", payload: payload, draws: [1, 2])
        try look("the first number", is: 1) { r throws(StoreError) in try r.nextReleaseNumber() }
        try write { w throws(StoreError) in
            try w.insert(try Sample.submission(1), parts: [try Sample.part("2026-01"), try Sample.part("2026-02")])
            try w.insert(first, payload: [9, 9], inputs: inputs)
            try w.insert(second, payload: payload, inputs: [])
        }
        try look("the next number", is: 3) { r throws(StoreError) in try r.nextReleaseNumber() }
        try look("all", is: [first, second]) { r throws(StoreError) in try r.releases(dataset: nil) }
        try look("of a dataset", is: [second]) { r throws(StoreError) in try r.releases(dataset: second.dataset) }
        try look("one", is: second) { r throws(StoreError) in try r.release(2) }
        try look("none", is: nil) { r throws(StoreError) in try r.release(3) }
        try look("payloads", is: [[9, 9], payload, nil]) { r throws(StoreError) in
            [try r.releasePayload(1), try r.releasePayload(2), try r.releasePayload(3)]
        }
        try look("inputs", is: [inputs, [], []]) { r throws(StoreError) in
            [try r.releaseInputs(1), try r.releaseInputs(2), try r.releaseInputs(3)]
        }
        let why = ReleaseWithdrawal(at: Sample.time(200), reason: "a mistake")
        let because = ReleaseWithdrawal(at: Sample.time(200), reason: "carries it", becauseOf: 1)
        try write { w throws(StoreError) in
            try w.withdrawRelease(1, why)
            try w.withdrawRelease(2, because)
        }
        try look("withdrawn", is: [first.withdrawn(why), second.withdrawn(because)]) { r throws(StoreError) in
            try r.releases(dataset: nil)
        }
        try look("a withdrawn one's number is not given again", is: 3) { r throws(StoreError) in
            try r.nextReleaseNumber()
        }
        refuses(.alreadyThere, "a second withdrawal") { w throws(StoreError) in try w.withdrawRelease(1, why) }
        refuses(.notThere, "withdrawing none") { w throws(StoreError) in try w.withdrawRelease(3, why) }
    }

    mutating func refusedReleases() throws {
        try write { w throws(StoreError) in
            try w.insert(try Sample.release(1), payload: [9, 9], inputs: [])
        }
        for number in [0, 1, 3, -1] {
            refuses(.conflict, "number \(number)") { w throws(StoreError) in
                try w.insert(try Sample.release(number, draws: [1]), payload: [9, 9], inputs: [])
            }
        }
        refuses(.conflict, "other figures") { w throws(StoreError) in
            try w.insert(try Sample.release(2), payload: [9, 8], inputs: [])
        }
        for draw in [0, 3] {
            refuses(.notThere, "a draw of \(draw)") { w throws(StoreError) in
                try w.insert(try Sample.release(2, draws: [2, draw]), payload: [9, 9], inputs: [])
            }
        }
        refuses(.notThere, "an unknown input") { w throws(StoreError) in
            let input = ReleaseInput(period: try Sample.periods("2026-01").first, submission: Sample.id(1))
            try w.insert(try Sample.release(2), payload: [9, 9], inputs: [input])
        }
        refuses(.notThere, "withdrawn because of none") { w throws(StoreError) in
            try w.withdrawRelease(1, ReleaseWithdrawal(at: Sample.time(0), reason: "", becauseOf: 2))
        }
        try look("as it was", is: [try Sample.release(1)]) { r throws(StoreError) in try r.releases(dataset: nil) }
    }

    mutating func ledger() throws {
        let share = LedgerAccount.share(dataset: try Sample.name("cases"))
        let entries = try [
            Sample.entry(2, account: share), Sample.entry(1), Sample.entry(1, population: "adults"), Sample.entry(2),
        ]
        try write { w throws(StoreError) in
            for number in 1...2 { try w.insert(try Sample.release(number), payload: [9, 9], inputs: []) }
            for entry in entries { try w.insert(entry) }
        }
        let children = try Sample.name("children")
        try look("of a population", is: [entries[0], entries[1], entries[3]]) { r throws(StoreError) in
            try r.ledger(ofPopulation: children)
        }
        try look("of a release", is: [entries[1], entries[2]]) { r throws(StoreError) in try r.ledger(ofRelease: 1) }
        refuses(.notThere, "an entry of no release") { w throws(StoreError) in try w.insert(try Sample.entry(3)) }
    }

    mutating func audit() throws {
        var records: [AuditRecord] = []
        for action in ["init", "submit", "release", "export"] {
            let record = try Sample.audit(after: records.last, action)
            try write { w throws(StoreError) in try w.append(record) }
            records.append(record)
        }
        try look("the last", is: records[3]) { r throws(StoreError) in try r.lastAudit() }
        try look("a page", is: [records[1], records[2]]) { r throws(StoreError) in try r.audit(from: 2, limit: 2) }
        try look("from the beginning", is: records) { r throws(StoreError) in try r.audit(from: -5, limit: 100) }
        try look("none", is: []) { r throws(StoreError) in try r.audit(from: 5, limit: 100) }
        try look("no limit below zero", is: []) { r throws(StoreError) in try r.audit(from: 1, limit: -1) }
        for (what, record) in [
            ("twice", records[3]), ("another first", try Sample.audit(after: nil, "init")),
            ("a fork", try Sample.audit(after: records[2], "other")),
            ("a gap", try Sample.audit(after: try Sample.audit(after: records[3], "skipped"), "other")),
        ] {
            refuses(.conflict, what) { w throws(StoreError) in try w.append(record) }
        }
        let honest = try Sample.audit(after: records[3], "purge")
        let altered = AuditRecord(
            sequence: honest.sequence, at: honest.at, actor: honest.actor, action: "nothing", subject: honest.subject,
            detail: honest.detail, previous: honest.previous, hash: honest.hash)
        refuses(.conflict, "altered") { w throws(StoreError) in try w.append(altered) }
        try write { w throws(StoreError) in try w.append(honest) }
    }

    mutating func exports() throws {
        let table = try Sample.name("national")
        let first = ExportRecord(
            digest: Sample.digest(1), release: 1, format: "csv", table: table, made: Sample.time(1))
        let second = ExportRecord(
            digest: Sample.digest(0), release: 1, format: "json", table: nil, made: Sample.time(1))
        let same = ExportRecord(digest: first.digest, release: 1, format: "csv", table: nil, made: Sample.time(2))
        let isNew = try write { w throws(StoreError) in
            try w.insert(try Sample.release(1), payload: [9, 9], inputs: [])
            return [try w.insert(first), try w.insert(second), try w.insert(same)]
        }
        expect(isNew, is: [true, true, false], "which are new")
        try look("by digest", is: first) { r throws(StoreError) in try r.export(digest: first.digest) }
        try look("unknown", is: nil) { r throws(StoreError) in try r.export(digest: Sample.digest(2)) }
        try look("of a release", is: [first, second]) { r throws(StoreError) in try r.exports(ofRelease: 1) }
        refuses(.notThere, "an export of no release") { w throws(StoreError) in
            try w.insert(
                ExportRecord(digest: Sample.digest(7), release: 2, format: "csv", table: nil, made: Sample.time(1)))
        }
    }
}
