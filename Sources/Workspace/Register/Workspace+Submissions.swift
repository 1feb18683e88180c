import Catalogue
public import Statistics
public import Storage

extension Workspace {
    /// One line of the register of submissions.
    public struct RegisterLine: Sendable {
        /// What the register says.
        public let record: SubmissionRecord
        /// The periods that it covers, in order, each with whether its figures count now.
        public let periods: [(period: Period, counts: Bool)]
    }

    /// The submissions that are kept, in order of arrival.
    public func submissions(provider: Identifier? = nil) throws(WorkspaceError) -> [RegisterLine] {
        try store.read { reading throws(WorkspaceError) in
            if let provider { _ = try knownProvider(provider, reading) }
            let records = try stored { () throws(StoreError) in
                try reading.submissions(provider: provider, dataset: nil)
            }
            var lines: [RegisterLine] = []
            var parts: [Identifier: [PartRecord]] = [:]
            for record in records {
                if parts[record.dataset] == nil {
                    parts[record.dataset] = try stored { () throws(StoreError) in
                        try reading.parts(ofDataset: record.dataset)
                    }
                }
                let all = parts[record.dataset] ?? []
                let current = CurrentParts(all)
                let own = all.filter { $0.submission == record.id }.sorted { $0.period < $1.period }
                lines.append(
                    RegisterLine(
                        record: record,
                        periods: own.map { part in
                            let key = CurrentParts.Key(
                                provider: part.provider, branch: part.branch, period: part.period)
                            return (part.period, current.parts[key]?.submission == record.id)
                        }))
            }
            return lines
        }
    }

    /// The receipt of a submission.
    ///
    /// - Throws: `WorkspaceError.usage` if there is none of that name.
    public func receipt(_ id: SubmissionID) throws(WorkspaceError) -> Receipt {
        let record = try store.read { reading throws(WorkspaceError) in try known(id, reading) }
        return try receipt(of: record)
    }

    /// What taking a submission back changed.
    public struct Withdrawn: Sendable {
        /// The dataset.
        public let dataset: Identifier
        /// For each period that it counted for, the earlier submission that counts again, if there is one.
        public let periods: [(period: Period, nowCounts: SubmissionID?)]
        /// The vintages that were counted from it and are still published.
        public let releases: [Int]
    }

    /// Takes a submission back. What it had replaced counts again.
    ///
    /// - Throws: `WorkspaceError.usage` if there is none, or it was taken back before.
    public func withdraw(
        _ id: SubmissionID, reason: String, moment: Moment, actor: String
    ) throws(WorkspaceError) -> Withdrawn {
        guard !reason.isEmpty, reason.utf8.count <= 1000 else { throw .usage("give a reason of 1 to 1000 bytes") }
        try IntakeScreen.check(reason, named: "the reason")
        return try store.write { writing throws(WorkspaceError) in
            let record = try known(id, writing)
            guard record.withdrawal == nil else { throw .usage("\(id) was withdrawn before") }
            let before = CurrentParts(
                try stored { () throws(StoreError) in
                    try writing.parts(ofDataset: record.dataset)
                })
            try stored { () throws(StoreError) in
                try writing.withdraw(id, Withdrawal(at: moment.at, reason: reason))
            }
            try audit(writing, "submission-withdrawn", "\(id)", "\(record.dataset)", moment, actor)
            let after = CurrentParts(
                try stored { () throws(StoreError) in
                    try writing.parts(ofDataset: record.dataset)
                })
            let periods = before.parts.filter { $0.value.submission == id }.keys.sorted { $0.period < $1.period }
            var releases: [Int] = []
            let all = try stored { () throws(StoreError) in try writing.releases(dataset: record.dataset) }
            for release in all where release.withdrawal == nil {
                let inputs = try stored { () throws(StoreError) in try writing.releaseInputs(release.number) }
                if inputs.contains(where: { $0.submission == id }) { releases.append(release.number) }
            }
            return Withdrawn(
                dataset: record.dataset, periods: periods.map { ($0.period, after.parts[$0]?.submission) },
                releases: releases)
        }
    }

    /// The submission of a name.
    func known(_ id: SubmissionID, _ reading: any StoreReading) throws(WorkspaceError) -> SubmissionRecord {
        guard let record = try stored({ () throws(StoreError) in try reading.submission(id) }) else {
            throw .usage("there is no submission \(id); lindung submissions lists them")
        }
        return record
    }
}
