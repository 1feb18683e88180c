import Bytes
import Cryptography
public import Publishing
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

    /// Writes a vintage to a file or folder, and records each file so that anyone's copy can be recognised.
    ///
    /// - Parameters:
    ///   - id: the dataset.
    ///   - format: the format.
    ///   - path: where the file or folder will stand.
    ///   - number: the vintage; by default the newest that was not withdrawn.
    ///   - table: one table alone, if given.
    ///   - language: the language of texts, where the format has but one.
    ///   - moment: when it is.
    /// - Returns: the vintage.
    /// - Throws: `WorkspaceError.usage` as `vintage`, for a table that the dataset does not have, or where the format cannot
    ///   hold the vintage; `machine` if it cannot be written.
    public func export(
        _ id: Identifier, format: ExportFormat, to path: String, number: Int? = nil, table: Identifier? = nil,
        language: Language = .english, moment: Moment
    ) throws(WorkspaceError) -> Release {
        let release = try vintage(of: id, number: number)
        if let table, !release.tables.contains(where: { $0.definition.id == table }) {
            let names = release.tables.map(\.definition.id.description)
            throw .usage("\(id) has no table \(table) (there are: \(names.joined(separator: ", ")))")
        }
        var filter = ReleaseFilter()
        filter.table = table
        let folder = format.isFolder ? try withBytes { () throws(BytesError) in try FolderSink(path) } : nil
        var files: [FileSink] = []
        var digests: [Digest] = []
        for file in format.files(of: release, filter, language: language) {
            let sink = try withBytes { () throws(BytesError) in
                if let folder { try folder.file(file.name) } else { try FileSink(path, access: .everyone) }
            }
            let kept = filter.isAll ? try published(file, of: release, language) : nil
            digests.append(try digest(of: file, kept: kept?.bytes, to: sink))
            files.append(sink)
        }
        try record(digests.map { ($0, format.rawValue) }, of: release, table, moment)
        try withBytes { () throws(BytesError) in
            for file in files { try file.commit() }
            try folder?.commit()
        }
        return release
    }

    /// Writes a file, from what was kept of it if that is given, and gives its digest.
    func digest(of file: ReleaseFile, kept: [UInt8]? = nil, to sink: any ByteSink) throws(WorkspaceError) -> Digest {
        let hashing = try Hashing()
        let tapped = TappedSink(sink) { hashing.add($0) }
        if let kept {
            try withBytes { () throws(BytesError) in try tapped.write(kept) }
        } else {
            do throws(PublishingError) { try file.write(to: tapped) } catch { throw WorkspaceError(error) }
        }
        return try hashing.finish().0
    }

    /// Writes all files of a vintage as they were published, with manifest, signature and public key, to a folder.
    ///
    /// - Parameters:
    ///   - id: the dataset.
    ///   - path: where the folder will stand.
    ///   - number: the vintage; by default the newest that was not withdrawn.
    /// - Returns: the vintage.
    /// - Throws: `WorkspaceError.usage` as `vintage`, or where the vintage was made before files were kept.
    public func exportAll(_ id: Identifier, to path: String, number: Int? = nil) throws(WorkspaceError) -> Release {
        let release = try vintage(of: id, number: number)
        let names = try publishedNames(release: release.number)
        guard !names.isEmpty else {
            throw .usage("release \(release.number) was made by an earlier version, and is not signed")
        }
        let folder = try withBytes { () throws(BytesError) in try FolderSink(path) }
        for name in names {
            guard let file = try publishedFile(name, release: release.number) else {
                throw .machine("\(name) of release \(release.number) is missing; run lindung verify")
            }
            try withBytes { () throws(BytesError) in
                let sink = try folder.file(name)
                try sink.write(file.bytes)
                try sink.commit()
            }
        }
        try withBytes { () throws(BytesError) in try folder.commit() }
        return release
    }

    /// Records files with their formats, before anything has its name: a file that is there is always known.
    func record(
        _ files: [(digest: Digest, format: String)], of release: Release, _ table: Identifier?, _ moment: Moment
    ) throws(WorkspaceError) {
        try store.write { writing throws(WorkspaceError) in
            let now = try knownRelease(release.number, writing)
            if let withdrawal = now.withdrawal {
                throw .usage("release \(release.number) was withdrawn: \(withdrawal.reason)")
            }
            for file in files {
                let record = ExportRecord(
                    digest: file.digest, release: release.number, format: file.format, table: table, made: moment.at)
                _ = try stored { () throws(StoreError) in try writing.insert(record) }
            }
        }
    }
}
