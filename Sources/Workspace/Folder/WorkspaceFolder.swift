import Bytes
import Catalogue
import FoundationEssentials
import Statistics
import Storage

/// The folder of a workspace: the office's structures, its key and its store.
///
/// ```
/// structures/  codelists/  populations/   what is counted and how; to be read and changed by people
/// keys/sealing.key                        opens what was submitted; keep a copy where the folder is not
/// store/lindung.db                        submissions (sealed), vintages, ledger, audit log
/// ```
struct WorkspaceFolder: Sendable {
    let path: String

    /// The folders that a catalogue may have.
    static let catalogued = ["structures", "codelists", "populations", "denominators", "mappings"]
    /// The folders whose files people make.
    static let kept = catalogued + ["collectors"]

    var key: String { "\(path)/keys/sealing.key" }
    var store: String { "\(path)/store/lindung.db" }
    var catalogue: CatalogueFolder { CatalogueFolder(path: path) }

    /// Makes a workspace: whole, or not at all. It is put together beside its place and then given its name.
    ///
    /// - Returns: the datasets of its catalogue.
    func create(
        catalogue: CatalogueFolder, engine: StoreEngine, at moment: Moment
    ) throws(WorkspaceError) -> [Identifier] {
        try checkFree()
        let datasets = try WorkspaceFolder.check(catalogue)
        try put { partial throws(WorkspaceError) in
            try partial.fill(from: catalogue, engine: engine, at: moment)
        }
        return datasets
    }

    /// Refuses a place where something lies.
    func checkFree() throws(WorkspaceError) {
        let files = FileManager.default
        let present = (try? files.contentsOfDirectory(atPath: path)) ?? []
        guard present.isEmpty else {
            throw .usage("\(path) is there already and not empty; choose another folder with --workspace")
        }
        if files.fileExists(atPath: path), (try? files.contentsOfDirectory(atPath: path)) == nil {
            throw .usage("\(path) is a file; choose another folder with --workspace")
        }
    }

    /// Has a folder filled beside this one, and then gives it its name; what throws leaves nothing behind.
    func put(_ fill: (WorkspaceFolder) throws(WorkspaceError) -> Void) throws(WorkspaceError) {
        let files = FileManager.default
        let salt = String(UInt64.random(in: 0 ... .max), radix: 36)
        let partial = WorkspaceFolder(path: "\(withoutSlash).\(salt).partial")
        do throws(WorkspaceError) {
            try fill(partial)
            try WorkspaceFolder.machine(path) {
                if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
                try files.moveItem(atPath: partial.path, toPath: withoutSlash)
            }
        } catch {
            try? files.removeItem(atPath: partial.path)
            throw error
        }
        try withBytes { () throws(BytesError) in try FileSink.synchronize(folderOf: withoutSlash) }
    }

    private var withoutSlash: String {
        var text = path
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }

    private func fill(
        from catalogue: CatalogueFolder, engine: StoreEngine, at moment: Moment
    ) throws(WorkspaceError) {
        let files = FileManager.default
        for folder in ["keys", "store"] { try makeSecretFolder(folder) }
        try WorkspaceFolder.machine(path) {
            for folder in WorkspaceFolder.catalogued {
                let source = "\(catalogue.path)/\(folder)"
                guard files.fileExists(atPath: source) else { continue }
                try FolderCopy.copy(source, to: "\(path)/\(folder)")
            }
        }
        let key = try SealingKey()
        try key.write(to: self.key)
        let check = try key.check()
        do throws(StoreError) {
            try engine.create(store, check, moment.at)
        } catch { throw WorkspaceError(error) }
    }

    /// Makes a folder that its owner alone may look into, unless it is there.
    func makeSecretFolder(_ name: String) throws(WorkspaceError) {
        try WorkspaceFolder.machine(path) {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(name)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// Reads every structure of a catalogue, so that a mistake is told before anything is made.
    private static func check(_ catalogue: CatalogueFolder) throws(WorkspaceError) -> [Identifier] {
        let datasets = catalogue.datasets
        guard !datasets.isEmpty else { throw .usage("\(catalogue.path) has no structures/*.yaml: it is no catalogue") }
        var problems: [String] = []
        for id in datasets {
            do throws(CatalogueError) { _ = try catalogue.dataset(id) } catch { problems.append(error.description) }
        }
        guard problems.isEmpty else { throw .mistakes(problems.joined(separator: "\n")) }
        return datasets
    }

    private static func machine(_ path: String, _ body: () throws -> Void) throws(WorkspaceError) {
        do { try body() } catch {
            throw .machine("\(path): cannot be made; check its name, its mode and the space left")
        }
    }
}
