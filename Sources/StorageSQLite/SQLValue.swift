import Cryptography
import Rationals
import Statistics
import Storage

/// A value as SQLite keeps it.
enum SQLValue: Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    static func of(_ value: Int) -> SQLValue { .integer(Int64(value)) }
    static func of(_ value: Int?) -> SQLValue { value.map { .integer(Int64($0)) } ?? .null }
    static func of(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }
    static func of(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
    static func of(_ value: Identifier?) -> SQLValue { .of(value?.description) }
    static func of(_ value: SubmissionID) -> SQLValue { .text(value.description) }
    static func of(_ value: Period) -> SQLValue { .text(value.description) }
    static func of(_ value: PeriodRange) -> SQLValue { .text(value.description) }
    static func of(_ value: Rational?) -> SQLValue { .of(value?.description) }
    static func of(_ value: Day) -> SQLValue { .integer(Int64(value.number)) }
    static func of(_ value: Timestamp?) -> SQLValue { value.map { .integer($0.secondsSince1970) } ?? .null }
    static func of(_ value: Digest) -> SQLValue { .blob(value.bytes) }
}
