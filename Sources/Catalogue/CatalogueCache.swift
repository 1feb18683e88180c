public import Bytes
public import Statistics
import Synchronization

/// Datasets that were read before, for as long as none of their files changes: reading one takes longer than all else that
/// is done for a small submission.
public final class CatalogueCache: Sendable {
    private struct Entry {
        let dataset: CataloguedDataset
        /// What the files were that it was read from.
        let files: [String: FileIdentity]
    }

    private let entries = Mutex<[String: Entry]>([:])

    /// An empty cache.
    public init() {}

    /// A dataset of a catalogue, if it was read before and its files are the same.
    public func find(_ id: Identifier, in folder: CatalogueFolder) -> CataloguedDataset? {
        let name = folder.file(.structure, id.description)
        guard let entry = entries.withLock({ $0[name] }),
            entry.files.allSatisfy({ FileIdentity(of: $0.key) == $0.value })
        else { return nil }
        return entry.dataset
    }

    /// Keeps a dataset that was read, unless one of its files was written at about that time: what was read may then be
    /// what stood there before.
    ///
    /// - Parameters:
    ///   - dataset: what was read.
    ///   - folder: the catalogue that it was read from.
    ///   - begin: the time at which reading began.
    public func keep(_ dataset: CataloguedDataset, of folder: CatalogueFolder, readFrom begin: FileTime) {
        let structure = dataset.structure
        let names =
            [
                folder.file(.structure, structure.id.description),
                folder.file(.population, structure.population.description),
            ] + structure.dimensions.map { folder.file(.codelist, $0.codelist.id.description) }
        var files: [String: FileIdentity] = [:]
        for name in names {
            guard let identity = FileIdentity(of: name), identity.isOlder(than: begin) else { return }
            files[name] = identity
        }
        let entry = Entry(dataset: dataset, files: files)
        entries.withLock { $0[names[0]] = entry }
    }
}
