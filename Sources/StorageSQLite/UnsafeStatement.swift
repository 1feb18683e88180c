import CSQLite3
import Storage

/// The owner of one prepared statement. It is read column by column, from the left.
@safe
final class Statement {
    private let handle: OpaquePointer
    private var column: Int32 = 0

    /// Prepares one statement of SQL, which may be run many times.
    init(_ sql: String, on connection: OpaquePointer) throws(StoreError) {
        var prepared: OpaquePointer?
        let status = unsafe sqlite3_prepare_v3(
            connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard status == SQLITE_OK, let prepared = unsafe prepared else {
            throw StoreError(sqlite: status, operation: "prepare")
        }
        unsafe handle = prepared
    }

    /// Makes it ready to be run again, and lets go of what was bound.
    func reset() {
        // It gives once more the failure of the last step, which was thrown then.
        unsafe sqlite3_reset(handle)
        unsafe sqlite3_clear_bindings(handle)
    }

    /// Binds the values, from the first place on.
    func bind(_ values: [SQLValue]) throws(StoreError) {
        for (place, value) in values.enumerated() {
            let status = bind(value, at: Int32(place + 1))
            guard status == SQLITE_OK else { throw StoreError(sqlite: status, operation: "bind") }
        }
    }

    deinit { unsafe sqlite3_finalize(handle) }

    private func bind(_ value: SQLValue, at place: Int32) -> Int32 {
        switch value {
        case .null: return unsafe sqlite3_bind_null(handle, place)
        case .integer(let number): return unsafe sqlite3_bind_int64(handle, place, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                    // A null pointer would be bound as NULL.
                    guard let start = characters.baseAddress else {
                        return unsafe lindung_bind_text(handle, place, "", 0)
                    }
                    return unsafe lindung_bind_text(handle, place, start, UInt64(characters.count))
                }
            }
        case .blob(let bytes):
            return unsafe bytes.withUnsafeBytes { buffer in
                guard let start = buffer.baseAddress, buffer.count > 0 else {
                    return unsafe sqlite3_bind_zeroblob(handle, place, 0)
                }
                return unsafe lindung_bind_blob(handle, place, start, UInt64(buffer.count))
            }
        }
    }

    /// Goes to the next row; whether there is one.
    func step() throws(StoreError) -> Bool {
        column = 0
        let status = unsafe sqlite3_step(handle)
        switch status {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw StoreError(sqlite: status, operation: "step")
        }
    }

    /// The next column; a missing value, and one of no kind that is kept, as null.
    func next() -> SQLValue {
        let place = column
        column += 1
        switch unsafe sqlite3_column_type(handle, place) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(handle, place))
        case SQLITE_TEXT:
            guard let start = unsafe sqlite3_column_text(handle, place) else { return .null }
            let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, place)))
            return unsafe String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .null
        case SQLITE_BLOB:
            guard let start = unsafe sqlite3_column_blob(handle, place) else { return .blob([]) }
            let count = unsafe Int(sqlite3_column_bytes(handle, place))
            return unsafe .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}
