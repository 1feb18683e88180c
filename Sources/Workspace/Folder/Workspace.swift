public import Catalogue
public import Statistics
import Storage

/// An office's workspace: who may submit, what was submitted, what was released and what it cost. Every use case is
/// an operation of it, for command line and service alike.
///
/// What it answers is what the store and the catalogue's files say at that moment.
public struct Workspace: Sendable {
    /// The folder.
    public var path: String { folder.path }
    let folder: WorkspaceFolder
    let engine: StoreEngine
    let store: any Store
    let key: SealingKey
    let catalogue = CatalogueCache()

    /// Makes a workspace in a folder that is not there yet, or empty.
    ///
    /// - Parameters:
    ///   - path: the folder.
    ///   - catalogue: the folder of the catalogue that is copied into it.
    ///   - engine: the kind of store.
    ///   - moment: now.
    /// - Returns: the datasets of the catalogue.
    /// - Throws: `WorkspaceError` if something is in the way, the catalogue has mistakes, or the disk fails; nothing is
    ///   left behind then.
    public static func create(
        at path: String, catalogue: String, engine: StoreEngine, moment: Moment
    ) throws(WorkspaceError) -> [Identifier] {
        try WorkspaceFolder(path: path).create(
            catalogue: CatalogueFolder(path: catalogue), engine: engine, at: moment)
    }

    /// Opens a workspace.
    ///
    /// - Throws: `WorkspaceError` if there is none, its store is damaged or newer than this program, or its key is not
    ///   the one that the store was made with.
    public init(path: String, engine: StoreEngine) throws(WorkspaceError) {
        folder = WorkspaceFolder(path: path)
        self.engine = engine
        do throws(StoreError) {
            store = try engine.open(folder.store)
        } catch {
            if case .missing = error {
                throw .usage("there is no workspace at \(path); make one: lindung init --workspace \(path)")
            }
            throw WorkspaceError(error)
        }
        key = try SealingKey(file: folder.key)
        let identity = try store.read { reading throws(WorkspaceError) in
            try stored { () throws(StoreError) in try reading.identity() }
        }
        guard key.fits(identity.keyCheck) else {
            throw .mistakes(
                "\(folder.key): this is not the key that the store was made with; restore the right one from a backup")
        }
    }

    /// The datasets of the workspace's catalogue, by name.
    public var datasets: [Identifier] { folder.catalogue.datasets }

    /// Reads a dataset of the catalogue.
    ///
    /// - Throws: `WorkspaceError.usage` if there is none of that name, `mistakes` with all mistakes of its files.
    public func dataset(_ id: Identifier) throws(WorkspaceError) -> CataloguedDataset {
        try CataloguedDataset.find(structureFile: nil, dataset: id, workspace: folder.path, catalogue: catalogue)
    }
}

/// Does something with a store, its errors made into those of a use case.
func stored<Result>(_ body: () throws(StoreError) -> Result) throws(WorkspaceError) -> Result {
    do throws(StoreError) {
        return try body()
    } catch {
        throw WorkspaceError(error)
    }
}
