import Bytes
public import Cryptography
import FoundationEssentials
import Statistics
import Storage

/// A backup that was made.
public struct BackupMade: Sendable {
    /// How many bytes it has.
    public let byteCount: Int64
    /// Its SHA-256.
    public let digest: Digest
    /// Whether the key is in it.
    public let hasKeys: Bool
    /// What is neither file nor folder in the workspace, and was left out.
    public let leftOut: [String]
}

extension Workspace {
    /// Writes the workspace as it is at one moment to one file, whatever others do meanwhile. What was submitted stays
    /// sealed in it; the key is in it only where that is asked for.
    ///
    /// The file appears whole or not at all, and only its owner may read it.
    ///
    /// - Parameters:
    ///   - file: where; a file that is there is replaced.
    ///   - withKeys: whether the key goes with it.
    ///   - moment: now.
    /// - Returns: what was written.
    /// - Throws: `WorkspaceError` if the disk fails or the store is damaged.
    public func backup(to file: String, withKeys: Bool, moment: Moment) throws(WorkspaceError) -> BackupMade {
        let sink = try withBytes { () throws(BytesError) in try FileSink(file, access: .ownerOnly) }
        let hashing = try Hashing()
        let tapped = TappedSink(sink) { hashing.add($0) }
        let salt = String(UInt64.random(in: 0 ... .max), radix: 36)
        // Beside the backup: where there is room for one there should be room for its store too.
        let copy = "\(file).\(salt).partial"
        try stored { () throws(StoreError) in try engine.copy(folder.store, copy) }
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let archive = BackupArchive(tapped)
        try archive.add(
            BackupContents.label, Array(BackupContents.labelText(at: moment, hasKeys: withKeys).utf8))
        let files = CatalogueFiles(in: folder.path)
        for name in files.names { try archive.add(name, file: "\(folder.path)/\(name)") }
        if withKeys { try archive.add(BackupContents.key, file: folder.key) }
        try archive.add(BackupContents.store, file: copy)
        try archive.finish()
        try withBytes { () throws(BytesError) in try tapped.commit() }
        let (digest, count) = try hashing.finish()
        return BackupMade(byteCount: count, digest: digest, hasKeys: withKeys, leftOut: files.leftOut)
    }
}

/// Writes the files of a backup, and keeps their digests for its end.
private final class BackupArchive {
    private let archive: ArchiveWriter
    private var lines = ""

    init(_ sink: any ByteSink) { archive = ArchiveWriter(sink) }

    func add(_ name: String, _ bytes: [UInt8]) throws(WorkspaceError) {
        try add(ArchiveEntry(name: name, byteCount: Int64(bytes.count)), MemorySource(bytes, name: name))
    }

    func add(_ name: String, file: String) throws(WorkspaceError) {
        let source = try withBytes { () throws(BytesError) in try FileSource(file) }
        guard let found = FileIdentity(of: file) else { throw .machine("\(file): is not there any more") }
        try add(ArchiveEntry(name: name, byteCount: found.size, isExecutable: found.isExecutable), source)
    }

    private func add(_ entry: ArchiveEntry, _ source: any ByteSource) throws(WorkspaceError) {
        let hashing = try Hashing()
        let tapped = TappedSource(source) { hashing.add($0) }
        try withBytes { () throws(BytesError) in try archive.add(entry, from: tapped) }
        lines += BackupContents.line(entry.name, try hashing.finish().0)
    }

    func finish() throws(WorkspaceError) {
        let sums = Array(lines.utf8)
        try withBytes { () throws(BytesError) in
            try archive.add(ArchiveEntry(name: BackupContents.sums, byteCount: Int64(sums.count)), sums)
            try archive.finish()
        }
    }
}
