import Cryptography
import Storage

extension Workspace {
    /// What is wrong with what releases published: signatures, the chain, and the hash of every file.
    ///
    /// - Returns: how many files were looked at, and the faults.
    func verifyManifests(_ reading: any StoreReading) throws(WorkspaceError) -> (files: Int, faults: [String]) {
        let key = try verifyingKey()
        var (files, faults) = (0, [String]())
        var last: ManifestRecord?
        for record in try stored({ () throws(StoreError) in try reading.releases(dataset: nil) }) {
            let number = record.number
            guard let kept = try stored({ () throws(StoreError) in try reading.manifest(ofRelease: number) }) else {
                if last != nil { faults.append("release \(number) has no manifest") }
                continue
            }
            do throws(CryptographyError) {
                if try !key.verifies(kept.signature, of: kept.text) {
                    faults.append("the manifest of release \(number) is not signed with the key of this workspace")
                }
                var before: Digest?
                if let last { before = try SHA256.digest(of: last.text) }
                guard let manifest = ReleaseManifest(kept.text), manifest.release == number,
                    manifest.dataset == record.dataset, manifest.previous?.release == last?.release,
                    manifest.previous?.digest == before
                else {
                    faults.append("the manifest of release \(number) does not follow the one before")
                    last = kept
                    continue
                }
                for line in manifest.files {
                    files += 1
                    let found = try? stored { () throws(StoreError) in
                        try reading.publishedFile(line.name, ofRelease: number)
                    }
                    var digest: Digest?
                    if let found, let bytes = try? PublishedFiles.unpacked(found.packed, found.name) {
                        digest = try SHA256.digest(of: bytes)
                    }
                    if digest != line.digest {
                        faults.append("\(line.name) of release \(number) is not what was published")
                    }
                }
            } catch { throw SealingKey.failure }
            last = kept
        }
        return (files, faults)
    }
}
