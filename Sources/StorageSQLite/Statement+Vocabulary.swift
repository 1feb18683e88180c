import Cryptography
import Rationals
import Statistics
import Storage

// The columns of a row as what they were written from. What cannot be read back was changed from outside.
extension Statement {
    private func damaged() -> StoreError { .damaged("a value is not what was written") }

    func integer() throws(StoreError) -> Int64 {
        guard case .integer(let number) = next() else { throw damaged() }
        return number
    }

    func int() throws(StoreError) -> Int {
        let whole = try integer()
        guard let number = Int(exactly: whole) else { throw damaged() }
        return number
    }

    func optionalInt() throws(StoreError) -> Int? {
        switch next() {
        case .null: return nil
        case .integer(let number): return Int(exactly: number)
        default: throw damaged()
        }
    }

    func bool() throws(StoreError) -> Bool { try integer() != 0 }

    func optionalText() throws(StoreError) -> String? {
        switch next() {
        case .null: return nil
        case .text(let text): return text
        default: throw damaged()
        }
    }

    func text() throws(StoreError) -> String {
        guard let text = try optionalText() else { throw damaged() }
        return text
    }

    func blob() throws(StoreError) -> [UInt8] {
        guard case .blob(let bytes) = next() else { throw damaged() }
        return bytes
    }

    /// Text that `read` understands.
    func parsed<Value>(_ read: (String) -> Value?) throws(StoreError) -> Value {
        let text = try text()
        guard let value = read(text) else { throw damaged() }
        return value
    }

    /// Text that `read` understands, if there is any.
    func optionally<Value>(_ read: (String) -> Value?) throws(StoreError) -> Value? {
        guard let text = try optionalText() else { return nil }
        guard let value = read(text) else { throw damaged() }
        return value
    }

    func identifier() throws(StoreError) -> Identifier { try parsed { try? Identifier($0) } }
    func optionalIdentifier() throws(StoreError) -> Identifier? { try optionally { try? Identifier($0) } }
    func submissionID() throws(StoreError) -> SubmissionID { try parsed { SubmissionID($0) } }
    func period() throws(StoreError) -> Period { try parsed { Period($0) } }
    func periods() throws(StoreError) -> PeriodRange { try parsed { PeriodRange($0) } }
    func rational() throws(StoreError) -> Rational { try parsed { Rational($0) } }
    func optionalRational() throws(StoreError) -> Rational? { try optionally { Rational($0) } }

    func day() throws(StoreError) -> Day {
        let number = try int()
        guard let day = Day(daysSince1970: number) else { throw damaged() }
        return day
    }

    func optionalTimestamp() throws(StoreError) -> Timestamp? {
        switch next() {
        case .null: return nil
        case .integer(let seconds):
            guard let time = Timestamp(secondsSince1970: seconds) else { throw damaged() }
            return time
        default: throw damaged()
        }
    }

    func timestamp() throws(StoreError) -> Timestamp {
        guard let time = try optionalTimestamp() else { throw damaged() }
        return time
    }

    func digest() throws(StoreError) -> Digest {
        let bytes = try blob()
        guard let digest = Digest(bytes.span) else { throw damaged() }
        return digest
    }
}
