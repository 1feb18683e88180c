import Storage

/// One transaction on a connection; refuses to be used after its end.
final class SQLiteTransaction {
    private let connection: Connection
    private var isOpen = true
    /// Why SQLite ended the transaction by itself, if it did.
    private var failure: StoreError?
    /// The submissions inserted here, and how many chunks each has got.
    var chunkCounts: [SubmissionID: Int] = [:]

    private init(_ connection: Connection) { self.connection = connection }

    /// Runs a body within a transaction of its own.
    static func run<Result, Failure: StoreFailure>(
        _ beginning: String, on connection: Connection, _ body: (SQLiteTransaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let transaction = SQLiteTransaction(connection)
        defer { transaction.isOpen = false }
        return try connection.transaction(beginning) { () throws(Failure) in
            // A transaction sees the moment of its first read, which is to be its beginning.
            try transaction.caught(as: Failure.self) { () throws(StoreError) in
                _ = try transaction.first("SELECT only FROM identity", []) { row throws(StoreError) in try row.int() }
            }
            return try transaction.run(body)
        }
    }

    /// Runs a body as a part of the transaction that is open on a connection.
    static func runPart<Result, Failure: StoreFailure>(
        on connection: Connection, _ body: (SQLiteTransaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let transaction = SQLiteTransaction(connection)
        defer { transaction.isOpen = false }
        return try connection.part { () throws(Failure) in try transaction.run(body) }
    }

    private func run<Result, Failure: StoreFailure>(
        _ body: (SQLiteTransaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let result = try body(self)
        try caught(as: Failure.self) { () throws(StoreError) in try check() }
        return result
    }

    private func caught<Failure: StoreFailure>(
        as _: Failure.Type, _ body: () throws(StoreError) -> Void
    ) throws(Failure) {
        do throws(StoreError) {
            try body()
        } catch { throw Failure(error) }
    }

    /// Refuses work after the end. SQLite ends a transaction by itself after some failures; what came after that would
    /// be kept without what came before.
    private func check() throws(StoreError) {
        guard isOpen else { throw .ended }
        guard connection.isInTransaction else { throw failure ?? .failed(operation: "transaction", code: 0) }
    }

    private func guarded<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        try check()
        do throws(StoreError) {
            return try body()
        } catch {
            if !connection.isInTransaction, failure == nil { failure = error }
            throw error
        }
    }

    // MARK: Statements

    func run(_ sql: String, _ values: [SQLValue]) throws(StoreError) {
        try guarded { () throws(StoreError) in try connection.run(sql, values) }
    }

    func rows<Value>(
        _ sql: String, _ values: [SQLValue], _ row: (Statement) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        try guarded { () throws(StoreError) in try connection.rows(sql, values, row) }
    }

    func first<Value>(
        _ sql: String, _ values: [SQLValue], _ row: (Statement) throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        try rows(sql, values, row).first
    }

    /// Whether a statement has any row.
    func isThere(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Bool {
        try first(sql, values) { _ throws(StoreError) in true } ?? false
    }

    func atomically<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        try guarded { () throws(StoreError) in try connection.atomically(body) }
    }
}
