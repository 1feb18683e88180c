public import Storage
import Synchronization

/// A store in one SQLite file, with its write-ahead log beside it.
///
/// Several threads and several processes of one machine may use the same file. One connection writes; readers have
/// others, so that they never wait for it.
public final class SQLiteStore: Store {
    /// The path of the file.
    public let path: String
    let writer: Mutex<SQLiteWriter>
    /// How many wait for their turn to write together.
    let waiting = Atomic<Int>(0)
    private let readers: Mutex<[Connection]>
    let busyMilliseconds: Int32

    /// How many idle connections for reading are kept.
    private static let mostReaders = 4
    /// How long another process is waited for.
    static let patience: Int32 = 30_000

    /// Opens a store, and brings it to the form of this version; as it was before, it stays beside it as
    /// `PATH.form-N`.
    ///
    /// - Throws: `missing`, `notAStore`, `newer`, `readOnly`, `busy`, `damaged` or `failed`.
    public convenience init(path: String) throws(StoreError) {
        try self.init(path: path, schema: .current)
    }

    /// Opens a store, and brings it to a form.
    init(path: String, schema: Schema, busyMilliseconds: Int32 = patience) throws(StoreError) {
        let connection = try SQLiteStore.connect(path, busyMilliseconds: busyMilliseconds)
        guard !connection.isReadOnly else { throw .readOnly }
        try schema.migrate(connection) { form throws(StoreError) in
            try SQLiteStore.keepOld(path, form: form, busyMilliseconds: busyMilliseconds)
        }
        self.path = path
        self.busyMilliseconds = busyMilliseconds
        writer = Mutex(SQLiteWriter(connection))
        readers = Mutex([])
    }

    /// Changes the store, in one transaction that holds the lock for writing from its beginning.
    ///
    /// - Throws: what `body` throws, or the store's own failure as such.
    @discardableResult
    public func write<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreWriting) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try writer.withLock { writer throws(Failure) in
            writer.finish()
            return try SQLiteTransaction.run("BEGIN IMMEDIATE", on: writer.connection, body)
        }
    }

    /// Looks at the store as it is when this is called.
    ///
    /// - Throws: what `body` throws, or the store's own failure as such.
    public func read<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreReading) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let connection: Connection
        do throws(StoreError) {
            connection = try reader()
        } catch { throw Failure(error) }
        defer {
            readers.withLock { idle in
                if idle.count < SQLiteStore.mostReaders, !connection.isInTransaction { idle.append(connection) }
            }
        }
        return try SQLiteTransaction.run("BEGIN", on: connection) { transaction throws(Failure) in
            try body(transaction)
        }
    }

    /// Keeps the file from growing beyond so many pages, so that tests see a full disk.
    func limitPages(to count: Int) throws(StoreError) {
        try writer.withLock { writer throws(StoreError) in
            try writer.connection.run("PRAGMA max_page_count = \(count)")
        }
    }

    private func reader() throws(StoreError) -> Connection {
        if let idle = readers.withLock({ $0.popLast() }) { return idle }
        let connection = try SQLiteStore.connect(path, busyMilliseconds: busyMilliseconds)
        try connection.run("PRAGMA query_only = ON")
        return connection
    }

    /// Checks that the file holds together and that whatever is referred to is there.
    ///
    /// - Throws: `damaged` if not.
    public func checkIntegrity() throws(StoreError) {
        let connection = try reader()
        let answers = try connection.rows("PRAGMA quick_check(1)") { row throws(StoreError) in try row.text() }
        guard answers == ["ok"] else { throw .damaged("its file does not hold together") }
        let dangling = try connection.rows("PRAGMA foreign_key_check") { _ throws(StoreError) in true }
        guard dangling.isEmpty else { throw .damaged("something that is referred to is not there") }
    }
}

// MARK: - Making and connecting

extension SQLiteStore {
    /// Makes an empty store in a new file that its owner alone may read.
    ///
    /// - Throws: `alreadyThere` if there is anything at the path, `missing` if there is no such folder, `readOnly`,
    ///   `noSpace` or `failed`; no file is left then.
    public static func create(
        path: String, keyCheck: [UInt8], at time: Timestamp
    ) throws(StoreError) -> SQLiteStore {
        try StoreFile.create(path)
        do throws(StoreError) {
            let connection = try Connection(path: path, busyMilliseconds: patience)
            try connection.run("PRAGMA application_id = \(Schema.applicationID)")
            try prepare(connection, path: path)
            try Schema.current.migrate(connection) { _ throws(StoreError) in }
            try connection.run(
                "INSERT INTO identity (only, keyCheck, created) VALUES (1, ?, ?)", [.blob(keyCheck), .of(time)])
            return try SQLiteStore(path: path)
        } catch {
            StoreFile.remove(path)
            throw error
        }
    }

    /// A connection to an existing store.
    static func connect(_ path: String, busyMilliseconds: Int32) throws(StoreError) -> Connection {
        guard StoreFile.exists(path) else { throw .missing(path) }
        let connection: Connection
        do throws(StoreError) {
            connection = try Connection(path: path, busyMilliseconds: busyMilliseconds)
            try prepare(connection, path: path)
        } catch {
            if case .notAStore = error { throw .notAStore(path) }
            throw error
        }
        return connection
    }

    private static func prepare(_ connection: Connection, path: String) throws(StoreError) {
        guard try connection.number("PRAGMA application_id") == Schema.applicationID else { throw .notAStore(path) }
        let mode = try connection.rows("PRAGMA journal_mode = WAL") { row throws(StoreError) in try row.text() }
        guard mode == ["wal"] else { throw connection.isReadOnly ? .readOnly : .failed(operation: "log", code: 0) }
        // What was said to be kept has reached the disk; what was purged is overwritten; rows that one statement
        // replaces fire the triggers of deletion.
        for setting in ["synchronous = FULL", "secure_delete = ON", "recursive_triggers = ON", "cell_size_check = ON"] {
            try connection.run("PRAGMA \(setting)")
        }
    }
}
