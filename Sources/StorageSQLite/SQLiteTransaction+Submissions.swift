import Cryptography
import Statistics
import Storage

// Submissions as they are read.
extension SQLiteTransaction {
    func submission(_ id: SubmissionID) throws(StoreError) -> SubmissionRecord? {
        try submissions("WHERE s.id = ?", [.of(id)]).first
    }

    func submissions(provider: Identifier?, dataset: Identifier?) throws(StoreError) -> [SubmissionRecord] {
        var (conditions, values) = (["1"], [SQLValue]())
        if let provider {
            conditions.append("s.provider = ?")
            values.append(.of(provider))
        }
        if let dataset {
            conditions.append("s.dataset = ?")
            values.append(.of(dataset))
        }
        return try submissions("WHERE \(conditions.joined(separator: " AND ")) ORDER BY s.sequence", values)
    }

    func submission(
        contentKey: Digest, provider: Identifier, dataset: Identifier
    ) throws(StoreError) -> SubmissionRecord? {
        try submissions(
            "WHERE s.contentKey = ? AND s.provider = ? AND s.dataset = ? ORDER BY s.sequence DESC LIMIT 1",
            [.of(contentKey), .of(provider), .of(dataset)]
        ).first
    }

    private func submissions(_ ending: String, _ values: [SQLValue]) throws(StoreError) -> [SubmissionRecord] {
        try rows(
            """
            SELECT w.at, w.reason, p.at, s.sequence, s.id, s.provider, s.branch, s.dataset, s.structureVersion,
                s.collector, s.collectorVersion, s.fileName, s.received, s.day, s.byteCount, s.digest, s.contentKey,
                s.rowsAccepted, s.rowsRefused, s.isNil, s.sealedReceipt
            FROM submission s LEFT JOIN withdrawal w ON w.submission = s.sequence
                LEFT JOIN purge p ON p.submission = s.sequence
            \(ending)
            """, values
        ) { row throws(StoreError) in
            let (withdrawn, reason) = (try row.optionalTimestamp(), try row.optionalText())
            let (purged, sequence) = (try row.optionalTimestamp(), try row.int())
            let received = SubmissionRecord(
                id: try row.submissionID(), provider: try row.identifier(), branch: try row.optionalIdentifier(),
                dataset: try row.identifier(), structureVersion: try row.text(), collector: try row.identifier(),
                collectorVersion: try row.text(), fileName: try row.text(), received: try row.timestamp(),
                day: try row.day(), byteCount: try row.integer(), digest: try row.digest(),
                contentKey: try row.digest(), rowsAccepted: try row.int(), rowsRefused: try row.int(),
                isNil: try row.bool(), sealedReceipt: try row.blob())
            return received.kept(
                sequence: sequence, withdrawal: withdrawn.map { Withdrawal(at: $0, reason: reason ?? "") },
                purged: purged)
        }
    }

    func parts(ofDataset dataset: Identifier) throws(StoreError) -> [PartRecord] {
        let parts = try parts(
            """
            FROM submission s JOIN part p ON p.submission = s.sequence
                LEFT JOIN withdrawal w ON w.submission = s.sequence
            WHERE s.dataset = ? ORDER BY s.sequence
            """, [.of(dataset)])
        // The order of periods is not the one of their texts where frequencies differ.
        return parts.sorted { ($0.sequence, $0.period) < ($1.sequence, $1.period) }
    }

    func currentPart(
        ofDataset dataset: Identifier, provider: Identifier, branch: Identifier?, period: Period
    ) throws(StoreError) -> PartRecord? {
        // From the last submission for the period backwards: the first that fits is it.
        try parts(
            """
            FROM part p CROSS JOIN submission s ON s.sequence = p.submission
                LEFT JOIN withdrawal w ON w.submission = s.sequence
            WHERE p.period = ? AND s.dataset = ? AND s.provider = ? AND s.branch IS ? AND w.at IS NULL
            ORDER BY p.submission DESC LIMIT 1
            """, [.of(period), .of(dataset), .of(provider), .of(branch)]
        ).first
    }

    private func parts(_ source: String, _ values: [SQLValue]) throws(StoreError) -> [PartRecord] {
        try rows(
            """
            SELECT s.id, s.sequence, s.provider, s.branch, p.period, s.received, s.day, s.isNil, w.at IS NOT NULL
            \(source)
            """, values
        ) { row throws(StoreError) in
            PartRecord(
                submission: try row.submissionID(), sequence: try row.int(), provider: try row.identifier(),
                branch: try row.optionalIdentifier(), period: try row.period(), received: try row.timestamp(),
                day: try row.day(), isNil: try row.bool(), isWithdrawn: try row.bool())
        }
    }

    func sealedCounts(_ submission: SubmissionID, _ period: Period) throws(StoreError) -> [UInt8]? {
        try first(
            """
            SELECT p.sealedCounts FROM part p JOIN submission s ON s.sequence = p.submission
            WHERE s.id = ? AND p.period = ?
            """, [.of(submission), .of(period)]
        ) { row throws(StoreError) in try row.blob() }
    }

    func sealedChunk(_ index: Int, of submission: SubmissionID) throws(StoreError) -> [UInt8]? {
        try first(
            """
            SELECT c.bytes FROM chunk c JOIN submission s ON s.sequence = c.submission WHERE s.id = ? AND c.place = ?
            """, [.of(submission), .of(index)]
        ) { row throws(StoreError) in try row.blob() }
    }
}
