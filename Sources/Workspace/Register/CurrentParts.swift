import Statistics
import Storage

/// Which submissions count: for each provider, branch and period of a dataset the last one that arrived and was not
/// withdrawn. Taking back a correction therefore lets what it had replaced count again.
struct CurrentParts: Sendable {
    /// Who sends, and for when.
    struct Key: Hashable, Sendable {
        let provider: Identifier
        let branch: Identifier?
        let period: Period
    }

    /// The part that counts, by sender and period.
    let parts: [Key: PartRecord]

    init(_ records: [PartRecord]) {
        var parts: [Key: PartRecord] = [:]
        for record in records where !record.isWithdrawn {
            let key = Key(provider: record.provider, branch: record.branch, period: record.period)
            if let known = parts[key], known.sequence > record.sequence { continue }
            parts[key] = record
        }
        self.parts = parts
    }

    /// The names of the submissions that count for each period.
    var inputs: [Period: Set<String>] {
        parts.values.reduce(into: [:]) { $0[$1.period, default: []].insert($1.submission.description) }
    }

    /// The parts of a period, in order of arrival.
    func parts(of period: Period) -> [PartRecord] {
        parts.values.filter { $0.period == period }.sorted { $0.sequence < $1.sequence }
    }
}

extension Workspace {
    /// The parts of a sender that count now, for the periods that a submission covers and those that it is compared with.
    func currentParts(
        of sender: (provider: Identifier, branch: Identifier?), _ structure: DatasetStructure, covered: Set<Period>,
        _ reading: any StoreReading
    ) throws(WorkspaceError) -> CurrentParts {
        var records: [PartRecord] = []
        for period in covered.union(HistoryCheck.lookedAt(structure, for: covered)) {
            let part = try stored { () throws(StoreError) in
                try reading.currentPart(
                    ofDataset: structure.id, provider: sender.provider, branch: sender.branch, period: period)
            }
            if let part { records.append(part) }
        }
        return CurrentParts(records)
    }
}
