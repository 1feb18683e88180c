import CSQLite3
import Storage

/// The owner of one connection to a database file.
///
/// SQLite is opened in its serialised mode, in which a connection may be used from any thread; transactions need one
/// user at a time, which the store sees to.
@safe
final class Connection: @unchecked Sendable {
    private let handle: OpaquePointer
    /// Statements that were prepared and are not in use, by their SQL.
    private var idle: [String: Statement] = [:]
    /// How many are kept at most.
    private static let mostIdle = 128

    /// Opens an existing file.
    ///
    /// - Throws: `StoreError`; `failed` with SQLite's number where the file cannot be opened.
    init(path: String, busyMilliseconds: Int32) throws(StoreError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE
        let status = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard status == SQLITE_OK, let opened = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw StoreError(sqlite: status, operation: "open")
        }
        unsafe handle = opened
        unsafe sqlite3_busy_timeout(handle, busyMilliseconds)
        // What a file says about itself is not trusted, and none of SQL can alter the file's own tables.
        for (option, value) in [
            (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
            (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
        ] as [(Int32, Int32)] {
            let status = unsafe lindung_configure(handle, option, value)
            guard status == SQLITE_OK else { throw StoreError(sqlite: status, operation: "configure") }
        }
    }

    deinit {
        // Before the connection: a statement belongs to it.
        idle = [:]
        unsafe sqlite3_close_v2(handle)
    }

    /// Whether a transaction is open. SQLite ends one by itself after some failures.
    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// Whether the file cannot be written.
    var isReadOnly: Bool { unsafe sqlite3_db_readonly(handle, "main") == 1 }

    /// Runs one statement of SQL and looks at each of its rows.
    func each(
        _ sql: String, _ values: [SQLValue] = [], _ row: (Statement) throws(StoreError) -> Void
    ) throws(StoreError) {
        let statement: Statement
        if let known = idle.removeValue(forKey: sql) {
            statement = known
        } else {
            statement = try unsafe Statement(sql, on: handle)
        }
        // A statement that stays at a row would keep its transaction open.
        defer {
            statement.reset()
            if idle.count < Connection.mostIdle { idle[sql] = statement }
        }
        try statement.bind(values)
        while try statement.step() { try row(statement) }
    }
}

extension Connection {
    /// Runs one statement of SQL whose rows, if any, do not matter.
    func run(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) {
        try each(sql, values) { _ throws(StoreError) in }
    }

    /// What a statement makes of its rows.
    func rows<Value>(
        _ sql: String, _ values: [SQLValue] = [], _ row: (Statement) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        var found: [Value] = []
        try each(sql, values) { statement throws(StoreError) in found.append(try row(statement)) }
        return found
    }

    /// One number, such as a setting.
    func number(_ sql: String) throws(StoreError) -> Int64? {
        try rows(sql) { row throws(StoreError) -> Int64? in
            if case .integer(let number) = row.next() { number } else { nil }
        }.first ?? nil
    }
}

extension StoreError {
    /// What one of SQLite's result codes means for a store.
    init(sqlite status: Int32, operation: String) {
        self =
            switch status & 0xFF {
            case SQLITE_FULL: .noSpace
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_READONLY, SQLITE_PERM: .readOnly
            case SQLITE_NOTADB: .notAStore("the file")
            case SQLITE_CORRUPT: .damaged("its file does not hold together")
            case SQLITE_IOERR where status == SQLITE_IOERR | 2 << 8: .damaged("its file is cut short")
            case SQLITE_CONSTRAINT: .conflict("what is kept does not allow this")
            default: .failed(operation: operation, code: status)
            }
    }
}
