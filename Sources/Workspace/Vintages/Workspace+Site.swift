import Bytes
import Cryptography
import Pages
import Publishing
public import Statistics
import Storage

extension Workspace {
    /// What `export` calls a folder of pages.
    public static let siteFormat = "site"

    /// Writes a vintage as a folder of pages that needs no server, with its files beside them, and records each file.
    ///
    /// - Parameters:
    ///   - id: the dataset.
    ///   - path: where the folder will stand.
    ///   - number: the vintage; by default the newest that was not withdrawn.
    ///   - moment: when it is.
    /// - Returns: the vintage.
    /// - Throws: `WorkspaceError.usage` as `vintage`; `machine` if it cannot be written.
    public func exportSite(
        _ id: Identifier, to path: String, number: Int? = nil, moment: Moment
    ) throws(WorkspaceError) -> Release {
        let dataset = try publishedDataset(id, number: number)
        let release = dataset.release
        let folder = try withBytes { () throws(BytesError) in try FolderSink(path) }
        var sinks: [FileSink] = []
        var files: [(digest: Digest, format: String)] = []
        for page in SitePages(dataset).files {
            let sink = try withBytes { () throws(BytesError) in try folder.file(page.name) }
            let bytes = page.bytes()
            let hashing = try Hashing()
            try withBytes { () throws(BytesError) in
                try TappedSink(sink) { hashing.add($0) }.write(bytes.span)
            }
            files.append((try hashing.finish().0, Workspace.siteFormat))
            sinks.append(sink)
        }
        for format in PagePlaces.besides {
            for file in format.files(of: release) {
                let sink = try withBytes { () throws(BytesError) in try folder.file(file.name) }
                files.append((try digest(of: file, to: sink), format.rawValue))
                sinks.append(sink)
            }
        }
        try record(files, of: release, nil, moment)
        try withBytes { () throws(BytesError) in
            for sink in sinks { try sink.commit() }
            try folder.commit()
        }
        return release
    }
}
