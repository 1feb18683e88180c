import Statistics
import Storage

// Submissions as they are written.
extension SQLiteTransaction {
    func insert(_ submission: SubmissionRecord, parts: [SubmissionPart]) throws(StoreError) -> SubmissionRecord {
        try submission.check(against: try provider(submission.provider), parts: parts)
        guard try self.submission(submission.id) == nil else {
            throw .alreadyThere("the submission \(submission.id)")
        }
        let sequence = try first("SELECT 1 + coalesce(max(sequence), 0) FROM submission", []) {
            row throws(StoreError) in try row.int()
        }
        let kept = submission.kept(sequence: sequence ?? 1)
        try atomically { () throws(StoreError) in
            try run(
                """
                INSERT INTO submission (sequence, id, provider, branch, dataset, structureVersion, collector,
                    collectorVersion, fileName, received, day, byteCount, digest, contentKey, rowsAccepted,
                    rowsRefused, isNil, sealedReceipt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .of(kept.sequence), .of(kept.id), .of(kept.provider), .of(kept.branch), .of(kept.dataset),
                    .text(kept.structureVersion), .of(kept.collector), .text(kept.collectorVersion),
                    .text(kept.fileName), .of(kept.received), .of(kept.day), .integer(kept.byteCount),
                    .of(kept.digest), .of(kept.contentKey), .of(kept.rowsAccepted), .of(kept.rowsRefused),
                    .of(kept.isNil), .blob(kept.sealedReceipt),
                ])
            for part in parts {
                try run(
                    "INSERT INTO part (submission, period, sealedCounts) VALUES (?, ?, ?)",
                    [.of(kept.sequence), .of(part.period), .blob(part.sealedCounts)])
            }
        }
        chunkCounts[kept.id] = 0
        return kept
    }

    func appendSealedChunk(_ bytes: [UInt8], to submission: SubmissionID) throws(StoreError) {
        // Asked first, so that what is used after its end says so.
        let record = try self.submission(submission)
        guard let record, let place = chunkCounts[submission] else {
            throw .conflict("the submission \(submission) is not one that this transaction has inserted")
        }
        try run(
            "INSERT INTO chunk (submission, place, bytes) VALUES (?, ?, ?)",
            [.of(record.sequence), .of(place), .blob(bytes)])
        chunkCounts[submission] = place + 1
    }

    func withdraw(_ submission: SubmissionID, _ withdrawal: Withdrawal) throws(StoreError) {
        guard let record = try self.submission(submission) else { throw .notThere("submission \(submission)") }
        guard record.withdrawal == nil else { throw .alreadyThere("the withdrawal of \(submission)") }
        try run(
            "INSERT INTO withdrawal (submission, at, reason) VALUES (?, ?, ?)",
            [.of(record.sequence), .of(withdrawal.at), .text(withdrawal.reason)])
    }

    func purge(_ submission: SubmissionID, at time: Timestamp) throws(StoreError) {
        guard let record = try self.submission(submission) else { throw .notThere("submission \(submission)") }
        guard record.purged == nil else { throw .alreadyThere("the purge of \(submission)") }
        try atomically { () throws(StoreError) in
            // The row of the purge first: it is what allows to delete.
            try run("INSERT INTO purge (submission, at) VALUES (?, ?)", [.of(record.sequence), .of(time)])
            try run("DELETE FROM chunk WHERE submission = ?", [.of(record.sequence)])
        }
        chunkCounts[submission] = nil
    }
}
