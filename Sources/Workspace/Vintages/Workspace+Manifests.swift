import Bytes
public import Cryptography
public import Publishing
public import Statistics
import Storage

extension Workspace {
    /// The names of what stands beside the files of a release.
    public static let manifestNames = (manifest: "manifest.txt", signature: "manifest.sig", key: "signing.pem")

    /// Whether a file of this name proves a release rather than being one of its files.
    public static func isProof(_ name: String) -> Bool {
        [manifestNames.manifest, manifestNames.signature, manifestNames.key].contains(name)
    }

    /// What the audit log calls it when a manifest is signed: the subject is the release, the detail the manifest's digest.
    static let signedAction = "signed"

    /// The key with which anyone verifies what the workspace has signed.
    public func verifyingKey() throws(WorkspaceError) -> VerifyingKey { try key.signing().publicKey }

    /// A file of a release as it was published, or what stands beside the files; `nil` where the release has none of that
    /// name, or was made before files were kept.
    ///
    /// - Parameters:
    ///   - name: the name of the file.
    ///   - number: the number of the release.
    /// - Returns: its media type and its bytes.
    /// - Throws: `WorkspaceError.machine` if it is damaged.
    public func publishedFile(_ name: String, release number: Int) throws(WorkspaceError) -> (
        mediaType: String, bytes: [UInt8]
    )? {
        let key = try verifyingKey()
        return try store.read { reading throws(WorkspaceError) -> (mediaType: String, bytes: [UInt8])? in
            guard let manifest = try stored({ () throws(StoreError) in try reading.manifest(ofRelease: number) })
            else { return nil }
            switch name {
            case Self.manifestNames.manifest: return ("text/plain; charset=utf-8", manifest.text)
            case Self.manifestNames.signature: return ("application/octet-stream", manifest.signature)
            case Self.manifestNames.key: return ("application/x-pem-file", Array(key.pem.utf8))
            default: break
            }
            guard let lines = ReleaseManifest(manifest.text)?.files else { throw Self.damagedManifest(number) }
            guard let line = lines.first(where: { $0.name == name }) else { return nil }
            let found = try stored { () throws(StoreError) in try reading.publishedFile(name, ofRelease: number) }
            guard let found else { throw PublishedFiles.altered(name) }
            let bytes = try PublishedFiles.unpacked(found.packed, name)
            // What was changed behind Lindung's back is not handed out.
            guard try Self.digest(of: bytes) == line.digest else { throw PublishedFiles.altered(name) }
            return (found.mediaType, bytes)
        }
    }

    /// A file of a whole release as it was published, in a language where that makes a difference; `nil` where it was not
    /// kept.
    ///
    /// - Parameters:
    ///   - file: the file as it would be written now.
    ///   - release: the release.
    ///   - language: the language of its texts.
    /// - Returns: its media type and its bytes.
    /// - Throws: `WorkspaceError.machine` if it is damaged.
    public func published(
        _ file: ReleaseFile, of release: Release, _ language: Language
    ) throws(WorkspaceError) -> (mediaType: String, bytes: [UInt8])? {
        if let own = try publishedFile(PublishedFiles.name(file.name, language), release: release.number) { return own }
        return try publishedFile(file.name, release: release.number)
    }

    /// The names of all files that a release published, with what stands beside them; empty for one that was made before
    /// files were kept.
    public func publishedNames(release number: Int) throws(WorkspaceError) -> [String] {
        let record = try store.read { reading throws(WorkspaceError) in
            try stored { () throws(StoreError) in try reading.manifest(ofRelease: number) }
        }
        guard let record else { return [] }
        guard let manifest = ReleaseManifest(record.text) else {
            throw Self.damagedManifest(number)
        }
        let names = Self.manifestNames
        return manifest.files.map(\.name) + [names.key, names.manifest, names.signature]
    }

    /// Renders all files of a release once, and keeps them with a manifest that is signed and chained to the one before.
    func publish(
        _ release: Release, _ writing: any StoreWriting, _ moment: Moment, _ actor: String
    ) throws(WorkspaceError) {
        let key = try key.signing()
        var files: [PublishedFileRecord] = []
        var lines: [ReleaseManifest.Line] = []
        for file in try PublishedFiles.all(of: release) {
            let digest = try Self.digest(of: file.bytes)
            guard let packed = Gzip.compressed(file.bytes) else {
                throw .machine("no memory to keep what is published")
            }
            files.append(PublishedFileRecord(name: file.name, mediaType: file.mediaType, packed: packed))
            lines.append(ReleaseManifest.Line(name: file.name, digest: digest))
            let export = ExportRecord(
                digest: digest, release: release.number, format: file.format.rawValue, table: nil, made: moment.at)
            try stored { () throws(StoreError) in _ = try writing.insert(export) }
        }
        let last = try stored { () throws(StoreError) in try writing.lastManifest() }
        var previous: (release: Int, digest: Digest)?
        if let last { previous = (last.release, try Self.digest(of: last.text)) }
        let text = ReleaseManifest(
            release: release.number, dataset: release.structure.id, made: moment.at, previous: previous, files: lines
        ).text
        let record: ManifestRecord
        do throws(CryptographyError) {
            record = ManifestRecord(release: release.number, text: text, signature: try key.signature(of: text))
        } catch { throw SealingKey.failure }
        try stored { () throws(StoreError) in try writing.insert(record, files: files) }
        try audit(writing, Self.signedAction, "\(release.number)", "\(try Self.digest(of: text))", moment, actor)
    }

    private static func digest(of bytes: [UInt8]) throws(WorkspaceError) -> Digest {
        do throws(CryptographyError) { return try SHA256.digest(of: bytes) } catch { throw SealingKey.failure }
    }

    private static func damagedManifest(_ number: Int) -> WorkspaceError {
        .machine("the manifest of release \(number) is damaged; run lindung verify")
    }
}
