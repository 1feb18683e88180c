import Statistics
import Storage

extension Check {
    mutating func manifests() throws {
        try addProviders()
        let one = ManifestRecord(release: 1, text: [1, 2, 3], signature: [UInt8](repeating: 7, count: 64))
        let none = ManifestRecord(release: 9, text: [1], signature: one.signature)
        let files = [
            PublishedFileRecord(name: "b.json", mediaType: "application/json", packed: []),
            PublishedFileRecord(name: "a.csv", mediaType: "text/csv", packed: [4, 5]),
        ]
        refuses(.notThere, "a manifest of no release") { w throws(StoreError) in try w.insert(none, files: files) }
        try write { w throws(StoreError) in
            try w.insert(try Sample.release(1), payload: [9, 9], inputs: [])
            try w.insert(one, files: files)
        }
        refuses(.alreadyThere, "a manifest twice") { w throws(StoreError) in try w.insert(one, files: []) }
        try look("manifests", is: [one, nil, one]) { r throws(StoreError) in
            [try r.manifest(ofRelease: 1), try r.manifest(ofRelease: 2), try r.lastManifest()]
        }
        try look("names of files", is: [["a.csv", "b.json"], []]) { r throws(StoreError) in
            [try r.publishedFileNames(ofRelease: 1), try r.publishedFileNames(ofRelease: 2)]
        }
        try look("files", is: [files[1], files[0], nil, nil]) { r throws(StoreError) in
            [
                try r.publishedFile("a.csv", ofRelease: 1), try r.publishedFile("b.json", ofRelease: 1),
                try r.publishedFile("c", ofRelease: 1), try r.publishedFile("a.csv", ofRelease: 2),
            ]
        }
    }
}
