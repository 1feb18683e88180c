import Bytes
import Cryptography
import FoundationEssentials
import Statistics
import Storage

extension Workspace {
    /// Makes a workspace of a backup, in a folder that is not there yet, or empty. It is put together and verified
    /// beside its place, and only then given its name.
    ///
    /// - Parameters:
    ///   - file: the backup.
    ///   - path: the folder.
    ///   - keyFile: the key, where it is not in the backup.
    ///   - engine: the kind of store.
    /// - Returns: what was verified.
    /// - Throws: `WorkspaceError.usage` if something is in the way or the key is missing, `mistakes` if the file is no
    ///   backup or the key another one, `damaged` if anything is not as it was; nothing is left behind then.
    public static func restore(
        _ file: String, to path: String, keyFile: String?, engine: StoreEngine
    ) throws(WorkspaceError) -> Verification {
        let folder = WorkspaceFolder(path: path)
        try folder.checkFree()
        var verification = Verification()
        try folder.put { partial throws(WorkspaceError) in
            let hasKey = try BackupReader(file: file, folder: partial.path).unpack()
            if let keyFile {
                let key = try SealingKey(file: keyFile)
                try partial.makeSecretFolder("keys")
                try key.write(to: partial.key)
            } else if !hasKey {
                throw .usage("\(file) does not hold the key; name it with --key")
            }
            verification = try verified(partial, engine, file: keyFile ?? file)
        }
        return verification
    }

    private static func verified(
        _ folder: WorkspaceFolder, _ engine: StoreEngine, file: String
    ) throws(WorkspaceError) -> Verification {
        let verification: Verification
        do throws(WorkspaceError) {
            verification = try Workspace(path: folder.path, engine: engine).verify()
        } catch {
            switch error {
            case .mistakes(let text) where text.hasPrefix(folder.key):
                throw .mistakes("\(file) holds another key than that of the backup")
            case .machine(let text): throw .damaged("the backup does not hold: \(text)")
            default: throw error
            }
        }
        guard verification.holds else {
            throw .damaged("the backup does not hold: \(verification.faults.joined(separator: "; "))")
        }
        return verification
    }
}

/// Unpacks a backup into a folder, each file held against its checksum.
private struct BackupReader {
    let file: String
    let folder: String

    /// - Returns: whether the key was in it.
    func unpack() throws(WorkspaceError) -> Bool {
        let source = try withBytes { () throws(BytesError) in try FileSource(file) }
        var reader = ArchiveReader(source)
        guard let first = try? reader.next(), first.name == BackupContents.label, first.byteCount < 1024,
            let label = try? reader.read(limit: 1024), BackupContents.isLabel(label)
        else { throw .mistakes("\(file) is no backup of Lindung") }
        var sums = BackupContents.line(first.name, try digest(of: label))
        var names: Set<String> = [first.name]
        while let entry = try next(&reader) {
            guard BackupContents.isKnown(entry.name), names.insert(entry.name).inserted else {
                throw .damaged("\(file) holds a file that does not belong there")
            }
            if entry.name == BackupContents.sums {
                let found = try pieces(of: entry, &reader, limit: 64 << 20)
                guard found == Array(sums.utf8) else {
                    throw .damaged("\(file) was altered: what it holds does not have the checksums of its list")
                }
                guard try next(&reader) == nil else { throw .damaged("\(file) goes on after its list of checksums") }
                guard names.contains(BackupContents.store) else { throw .damaged("\(file) holds no store") }
                return names.contains(BackupContents.key)
            }
            sums += BackupContents.line(entry.name, try write(entry, &reader))
        }
        throw .damaged("\(file) has no list of checksums at its end")
    }

    private func next(_ reader: inout ArchiveReader) throws(WorkspaceError) -> ArchiveEntry? {
        do throws(BytesError) { return try reader.next() } catch { throw failure(error) }
    }

    private func pieces(
        of entry: ArchiveEntry, _ reader: inout ArchiveReader, limit: Int
    ) throws(WorkspaceError) -> [UInt8] {
        guard entry.byteCount <= limit else { throw .damaged("\(file) has a list that is too long") }
        do throws(BytesError) { return try reader.read(limit: limit) } catch { throw failure(error) }
    }

    /// Writes a file, and gives its digest.
    private func write(_ entry: ArchiveEntry, _ reader: inout ArchiveReader) throws(WorkspaceError) -> Digest {
        let target = "\(folder)/\(entry.name)"
        let isSecret = entry.name == BackupContents.key || entry.name == BackupContents.store
        let parent = target.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true,
                attributes: isSecret ? [.posixPermissions: 0o700] : nil)
        } catch { throw .machine("\(parent): cannot be made; check the space left") }
        let hashing = try Hashing()
        do throws(BytesError) {
            let sink = try FileSink(target, access: isSecret ? .ownerOnly : .everyone)
            while true {
                let piece = try reader.read(limit: 1 << 18)
                if piece.isEmpty { break }
                hashing.add(piece.span)
                try sink.write(piece.span)
            }
            try sink.commit()
        } catch { throw failure(error) }
        if entry.isExecutable, !isSecret {
            try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: target)
        }
        return try hashing.finish().0
    }

    private func failure(_ error: BytesError) -> WorkspaceError {
        if case .damagedArchive = error { return .damaged("\(file) is cut short or was altered; take another copy") }
        return WorkspaceError(error)
    }

    private func digest(of bytes: [UInt8]) throws(WorkspaceError) -> Digest {
        do throws(CryptographyError) { return try SHA256.digest(of: bytes) } catch { throw SealingKey.failure }
    }
}
