import Statistics
import Storage

extension Check {
    mutating func sealedBytes() throws {
        try addProviders()
        let (first, other) = (Sample.id(1), Sample.id(2))
        let chunks: [[UInt8]] = [[1, 2, 3], [], Array(repeating: 0, count: 100_000)]
        try write { w throws(StoreError) in
            try w.insert(try Sample.submission(1), parts: [])
            try w.insert(try Sample.submission(2), parts: [])
            for chunk in chunks { try w.appendSealedChunk(chunk, to: first) }
            try w.appendSealedChunk([8], to: other)
        }
        for (place, chunk) in chunks.enumerated() {
            try look("chunk \(place)", is: chunk) { r throws(StoreError) in try r.sealedChunk(place, of: first) }
        }
        try look("after the last, before the first", is: [nil, nil]) { r throws(StoreError) in
            [try r.sealedChunk(chunks.count, of: first), try r.sealedChunk(-1, of: first)]
        }
        refuses(.conflict, "a chunk later") { w throws(StoreError) in try w.appendSealedChunk([1], to: first) }
        refuses(.conflict, "a chunk of nothing") { w throws(StoreError) in
            try w.appendSealedChunk([1], to: Sample.id(9))
        }
        try write { w throws(StoreError) in try w.purge(first, at: Sample.time(60)) }
        try look("purged", is: nil) { r throws(StoreError) in try r.sealedChunk(0, of: first) }
        try look("purged, it says so", is: Sample.time(60)) { r throws(StoreError) in
            try r.submission(first)?.purged
        }
        try look("not purged", is: [8]) { r throws(StoreError) in try r.sealedChunk(0, of: other) }
        refuses(.alreadyThere, "a second purge") { w throws(StoreError) in try w.purge(first, at: Sample.time(61)) }
        refuses(.notThere, "a purge of nothing") { w throws(StoreError) in
            try w.purge(Sample.id(9), at: Sample.time(61))
        }
    }

    mutating func withdrawals() throws {
        try addProviders()
        let id = Sample.id(1)
        let withdrawal = Withdrawal(at: Sample.time(70), reason: "sent to the wrong office")
        let kept = try write { w throws(StoreError) in
            let kept = try w.insert(try Sample.submission(1), parts: [try Sample.part("2026-01", [4])])
            try w.withdraw(id, withdrawal)
            return kept
        }
        try look("withdrawn", is: kept.kept(sequence: 1, withdrawal: withdrawal)) { r throws(StoreError) in
            try r.submission(id)
        }
        try look("counts stay", is: [4]) { r throws(StoreError) in
            try r.sealedCounts(id, try Sample.periods("2026-01").first)
        }
        refuses(.alreadyThere, "a second withdrawal") { w throws(StoreError) in try w.withdraw(id, withdrawal) }
        refuses(.notThere, "a withdrawal of nothing") { w throws(StoreError) in
            try w.withdraw(Sample.id(9), withdrawal)
        }
    }

    mutating func parts() throws {
        try addProviders()
        let dataset = try Sample.name("cases")
        let kept = try write { w throws(StoreError) in
            let first = try w.insert(
                try Sample.submission(200, branch: "north"),
                parts: [try Sample.part("2026-02", [2]), try Sample.part("2026-01", [])])
            let second = try w.insert(
                try Sample.submission(2, provider: "beta", isNil: true),
                parts: [try Sample.part("2026"), try Sample.part("2026-Q1"), try Sample.part("2025-12-31")])
            try w.insert(try Sample.submission(3, dataset: "calls"), parts: [try Sample.part("2026-01")])
            try w.withdraw(second.id, Withdrawal(at: Sample.time(70), reason: ""))
            return [first, second.kept(sequence: 2, withdrawal: Withdrawal(at: Sample.time(70), reason: ""))]
        }
        let expected = try [
            (0, "2026-01"), (0, "2026-02"), (1, "2025-12-31"), (1, "2026"), (1, "2026-Q1"),
        ].map { place, period in PartRecord(kept[place], period: try Sample.periods(period).first) }
        try look("of a dataset", is: expected) { r throws(StoreError) in try r.parts(ofDataset: dataset) }
        let (january, february) = (try Sample.periods("2026-01").first, try Sample.periods("2026-02").first)
        try look("counts", is: [[], [2], nil]) { r throws(StoreError) in
            [
                try r.sealedCounts(kept[0].id, january), try r.sealedCounts(kept[0].id, february),
                try r.sealedCounts(kept[1].id, january),
            ]
        }
    }

    /// Which part counts for a sender and period.
    mutating func currentParts() throws {
        try addProviders()
        let (alpha, north) = (try Sample.name("alpha"), try Sample.name("north"))
        let (cases, january) = (try Sample.name("cases"), try Sample.periods("2026-01").first)
        try write { w throws(StoreError) in
            let both = [try Sample.part("2026-01"), try Sample.part("2026-02")]
            try w.insert(try Sample.submission(1), parts: both)
            try w.insert(try Sample.submission(2), parts: [try Sample.part("2026-01")])
            try w.insert(try Sample.submission(3, branch: "north"), parts: both)
            try w.insert(try Sample.submission(4, dataset: "calls"), parts: both)
            try w.insert(try Sample.submission(5, provider: "beta"), parts: both)
        }
        func current(_ r: any StoreReading, branch: Identifier? = nil, _ period: Period) throws(StoreError)
            -> SubmissionID?
        {
            try r.currentPart(ofDataset: cases, provider: alpha, branch: branch, period: period)?.submission
        }
        let (february, march) = (try Sample.periods("2026-02").first, try Sample.periods("2026-03").first)
        try look("current", is: [Sample.id(2), Sample.id(1), nil, Sample.id(3)]) { r throws(StoreError) in
            [
                try current(r, january), try current(r, february), try current(r, march),
                try current(r, branch: north, january),
            ]
        }
        try write { w throws(StoreError) in
            try w.withdraw(Sample.id(2), Withdrawal(at: Sample.time(70), reason: ""))
        }
        try look("after a withdrawal", is: Sample.id(1)) { r throws(StoreError) in try current(r, january) }
    }

    /// Texts come back as they went in, whatever is in them.
    mutating func texts() throws {
        let name = "É \0 'x'; -- \u{1F98A}\n\u{FEFF}"
        let id = try Sample.name("alpha")
        try write { w throws(StoreError) in
            try w.insert(ProviderRecord(id: id, name: name, kind: nil, added: Sample.time(0)))
            try w.insert(ProviderRecord(id: try Sample.name("beta"), name: "", kind: .police, added: Sample.time(0)))
        }
        try look("a name", is: Array(name.unicodeScalars)) { r throws(StoreError) in
            Array(try r.provider(id)?.name.unicodeScalars ?? "".unicodeScalars)
        }
        try look("no name", is: ["", nil]) { r throws(StoreError) in
            let beta = try r.provider(try Sample.name("beta"))
            let alpha = try r.provider(id)
            return [beta?.name, alpha?.kind?.rawValue]
        }
    }
}
