import Catalogue
import Statistics
public import Storage

/// What a purge drops.
public struct Purged: Sendable {
    /// The submissions whose bytes go, as they are in the register.
    public let submissions: [SubmissionRecord]
    /// How many keys of requests go, because they have expired.
    public let requestKeys: Int
}

extension Workspace {
    /// Drops what was received, byte for byte, where the dataset keeps it no longer, and keys of requests that have
    /// expired. Counts, receipts and the register stay.
    ///
    /// - Parameters:
    ///   - isTrial: whether nothing is dropped, and only told what would be.
    ///   - moment: now.
    ///   - actor: who is written into the audit log.
    /// - Returns: what was dropped, or would be.
    /// - Throws: `WorkspaceError` if a structure has mistakes or the store fails; nothing is dropped then.
    public func purge(isTrial: Bool = false, moment: Moment, actor: String) throws(WorkspaceError) -> Purged {
        var kept: [Identifier: Int] = [:]
        for id in datasets { kept[id] = try dataset(id).structure.retentionDays }
        let days = kept
        if isTrial {
            return try store.read { reading throws(WorkspaceError) in
                Purged(submissions: try due(days, today: moment.today, reading), requestKeys: 0)
            }
        }
        return try store.write { writing throws(WorkspaceError) in
            let due = try due(days, today: moment.today, writing)
            for record in due {
                try stored { () throws(StoreError) in try writing.purge(record.id, at: moment.at) }
            }
            if !due.isEmpty {
                try audit(
                    writing, "purged", "\(due.count) submissions",
                    due.map(\.id.description).joined(separator: ","), moment, actor)
            }
            let keys = try stored { () throws(StoreError) in try writing.dropRequestKeys(expiredAt: moment.at) }
            return Purged(submissions: due, requestKeys: keys)
        }
    }

    /// The submissions whose bytes have been kept for longer than their datasets say.
    private func due(
        _ days: [Identifier: Int], today: Day, _ reading: any StoreReading
    ) throws(WorkspaceError) -> [SubmissionRecord] {
        try stored { () throws(StoreError) in try reading.submissions(provider: nil, dataset: nil) }.filter { record in
            guard record.purged == nil, let days = days[record.dataset] else { return false }
            return Int(today.number) - Int(record.day.number) > days
        }
    }
}
