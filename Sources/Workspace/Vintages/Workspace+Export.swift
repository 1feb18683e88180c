import Bytes
import Cryptography
import Publishing
public import Statistics
import Storage

extension Workspace {
    /// A vintage as it was published.
    ///
    /// - Parameters:
    ///   - id: the dataset.
    ///   - number: the vintage; by default the newest that was not withdrawn.
    /// - Returns: the vintage.
    /// - Throws: `WorkspaceError.usage` if there is none, or it was withdrawn.
    public func vintage(of id: Identifier, number: Int?) throws(WorkspaceError) -> Release {
        _ = try dataset(id)
        return try store.read { reading throws(WorkspaceError) in
            let record: ReleaseRecord
            if let number {
                record = try knownRelease(number, reading)
                guard record.dataset == id else {
                    throw .usage("release \(number) is one of \(record.dataset), not of \(id)")
                }
            } else {
                let all = try stored { () throws(StoreError) in try reading.releases(dataset: id) }
                guard let newest = all.last(where: { $0.withdrawal == nil }) else {
                    throw .usage("nothing of \(id) is published; lindung plan \(id) shows what a release would be")
                }
                record = newest
            }
            if let withdrawal = record.withdrawal {
                throw .usage("release \(record.number) was withdrawn: \(withdrawal.reason)")
            }
            return try ReleaseArchive.release(record, reading)
        }
    }

    /// Writes a vintage to a file, and records what was written so that anyone's copy can be recognised.
    ///
    /// - Throws: `WorkspaceError.usage` as `vintage`, or for a table that the dataset does not have; `machine` if the
    ///   file cannot be written.
    public func export(
        _ id: Identifier, format: ExportFormat, to path: String, number: Int?, table: Identifier?, moment: Moment
    ) throws(WorkspaceError) -> Release {
        let release = try vintage(of: id, number: number)
        if let table, !release.tables.contains(where: { $0.definition.id == table }) {
            let names = release.tables.map(\.definition.id.description)
            throw .usage("\(id) has no table \(table) (there are: \(names.joined(separator: ", ")))")
        }
        var filter = ReleaseFilter()
        filter.table = table
        let hashing = try Hashing()
        let file: FileSink
        do throws(BytesError) { file = try FileSink(path, access: .everyone) } catch { throw WorkspaceError(error) }
        try withBytes { () throws(BytesError) in
            try format.write(release, filter, to: TappedSink(file) { hashing.add($0) })
        }
        let (digest, _) = try hashing.finish()
        let record = ExportRecord(
            digest: digest, release: release.number, format: format.rawValue, table: table, made: moment.at)
        // Recorded first: a file that is there is always known.
        try store.write { writing throws(WorkspaceError) in
            let now = try knownRelease(release.number, writing)
            if let withdrawal = now.withdrawal {
                throw .usage("release \(release.number) was withdrawn: \(withdrawal.reason)")
            }
            _ = try stored { () throws(StoreError) in try writing.insert(record) }
        }
        try withBytes { () throws(BytesError) in try file.commit() }
        return release
    }
}
