import Bytes
import Statistics

/// A release as a folder: one CSV a table, the codes, and what describes them.
struct DataPackage {
    let metadata: ReleaseMetadata
    let language: Language

    /// Takes a release, which of its tables are wanted, and the language of texts.
    init(_ release: Release, _ filter: ReleaseFilter, language: Language) {
        metadata = ReleaseMetadata(release, filter)
        self.language = language
    }

    /// Its files; the description of the package last, since it names the others.
    var files: [ReleaseFile] {
        let (metadata, language) = (metadata, language)
        return metadata.tables.map(\.file) + [
            ReleaseFile(
                TableMetadataJSON.name, TableMetadataJSON.mediaType,
                bytes: { sink throws(BytesError) in try TableMetadataJSON(metadata: metadata).write(to: sink) }),
            ReleaseFile(
                DatasetCardJSON.name, DatasetCardJSON.mediaType,
                body: { sink throws(PublishingError) in
                    try DatasetCardJSON(metadata: metadata, language: language).write(to: sink)
                }),
            ReleaseFile(
                DataPackageJSON.name, DataPackageJSON.mediaType,
                body: { sink throws(PublishingError) in
                    try DataPackageJSON(metadata: metadata, language: language).write(to: sink)
                }),
        ]
    }
}
