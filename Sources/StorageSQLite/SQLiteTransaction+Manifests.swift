import Statistics
import Storage

// What releases published.
extension SQLiteTransaction {
    func manifest(ofRelease number: Int) throws(StoreError) -> ManifestRecord? {
        try manifests(where: "release = ?", [.of(number)])
    }

    func lastManifest() throws(StoreError) -> ManifestRecord? { try manifests(where: "1", []) }

    private func manifests(where condition: String, _ values: [SQLValue]) throws(StoreError) -> ManifestRecord? {
        try first(
            "SELECT release, text, signature FROM manifest WHERE \(condition) ORDER BY release DESC LIMIT 1", values
        ) { row throws(StoreError) in
            ManifestRecord(release: try row.int(), text: try row.blob(), signature: try row.blob())
        }
    }

    func publishedFileNames(ofRelease number: Int) throws(StoreError) -> [String] {
        try rows("SELECT name FROM publishedFile WHERE release = ? ORDER BY name", [.of(number)]) {
            row throws(StoreError) in try row.text()
        }
    }

    func publishedFile(_ name: String, ofRelease number: Int) throws(StoreError) -> PublishedFileRecord? {
        try first(
            "SELECT name, mediaType, bytes FROM publishedFile WHERE release = ? AND name = ?",
            [.of(number), .text(name)]
        ) { row throws(StoreError) in
            PublishedFileRecord(name: try row.text(), mediaType: try row.text(), packed: try row.blob())
        }
    }

    func insert(_ manifest: ManifestRecord, files: [PublishedFileRecord]) throws(StoreError) {
        guard try release(manifest.release) != nil else { throw .notThere("release \(manifest.release)") }
        guard try self.manifest(ofRelease: manifest.release) == nil else {
            throw .alreadyThere("the manifest of release \(manifest.release)")
        }
        try atomically { () throws(StoreError) in
            try run(
                "INSERT INTO manifest (release, text, signature) VALUES (?, ?, ?)",
                [.of(manifest.release), .blob(manifest.text), .blob(manifest.signature)])
            for file in files {
                try run(
                    "INSERT INTO publishedFile (release, name, mediaType, bytes) VALUES (?, ?, ?, ?)",
                    [.of(manifest.release), .text(file.name), .text(file.mediaType), .blob(file.packed)])
            }
        }
    }
}
