import Cryptography
import Statistics
import Storage

/// What is found of the releases' manifests, one after the other.
struct ManifestVerification {
    /// The key whose signatures hold.
    let key: VerifyingKey
    /// The digest of each manifest, as the audit log has it.
    let signed: [Int: Digest]
    /// How many files were held against their manifests.
    private(set) var files = 0
    /// How many releases were made before releases were signed.
    private(set) var unsigned = 0
    /// What does not hold.
    private(set) var faults: [String] = []
    private var last: (release: Int, digest: Digest)?

    init(key: VerifyingKey, signed: [Int: Digest]) {
        self.key = key
        self.signed = signed
    }

    /// Looks at the next release.
    mutating func look(at record: ReleaseRecord, _ reading: any StoreReading) throws(WorkspaceError) {
        let number = record.number
        guard let kept = try stored({ () throws(StoreError) in try reading.manifest(ofRelease: number) }) else {
            // Only before the first signature may one be without.
            if last == nil, signed[number] == nil {
                unsigned += 1
            } else {
                faults.append("release \(number) has no manifest")
            }
            return
        }
        do throws(CryptographyError) {
            let digest = try SHA256.digest(of: kept.text)
            if try !key.verifies(kept.signature, of: kept.text) {
                faults.append("the manifest of release \(number) is not signed with the key of this workspace")
            }
            if signed[number] != digest {
                faults.append("the manifest of release \(number) is not the one in the audit log")
            }
            if let manifest = ReleaseManifest(kept.text), manifest.release == number,
                manifest.dataset == record.dataset, manifest.previous?.release == last?.release,
                manifest.previous?.digest == last?.digest
            {
                try compare(manifest, reading)
            } else {
                faults.append("the manifest of release \(number) does not follow the one before")
            }
            last = (number, digest)
        } catch { throw SealingKey.failure }
    }

    /// The files that a manifest lists are kept as they were, and no other.
    private mutating func compare(
        _ manifest: ReleaseManifest, _ reading: any StoreReading
    ) throws(CryptographyError) {
        let names = try? reading.publishedFileNames(ofRelease: manifest.release)
        if names != manifest.files.map(\.name).sorted() {
            faults.append("the files kept of release \(manifest.release) are not those of its manifest")
        }
        for line in manifest.files {
            files += 1
            let found = try? reading.publishedFile(line.name, ofRelease: manifest.release)
            var digest: Digest?
            if let found, let bytes = try? PublishedFiles.unpacked(found.packed, found.name) {
                digest = try SHA256.digest(of: bytes)
            }
            if digest != line.digest {
                faults.append("\(line.name) of release \(manifest.release) is not what was published")
            }
        }
    }
}
