import Storage
import StorageSQLite
import Workspace

extension StoreEngine {
    /// The store that ships: SQLite in one file.
    static let sqlite = StoreEngine(
        create: { path, keyCheck, at throws(StoreError) in
            _ = try SQLiteStore.create(path: path, keyCheck: keyCheck, at: at)
        },
        open: { path throws(StoreError) in try SQLiteStore(path: path) },
        check: { path throws(StoreError) in try SQLiteStore(path: path).checkIntegrity() },
        copy: { path, target throws(StoreError) in try SQLiteStore(path: path).copy(to: target) })
}
