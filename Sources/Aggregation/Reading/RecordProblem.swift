/// One record that could not be read, and where.
///
/// The reader goes on with the next line.
public struct RecordProblem: Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// A quote that is not closed before the file, or as much as a record may hold, ends.
        case unterminatedQuote
        /// Something other than a separator or a line end follows a closing quote.
        case textAfterQuote
        /// The record has more than `limit` bytes.
        case recordTooLong(limit: Int)
        /// A NUL byte: this is no text. Reading stops here.
        case binary
        /// Not UTF-8 from this byte of the field on, counted from 0.
        case invalidUTF8(offset: Int)
        /// The record has more than `limit` fields.
        case tooManyFields(limit: Int)
        /// The line is not one flat JSON object.
        case malformedJSON(JSONFault)
    }

    /// What is wrong with a line that should be a flat JSON object.
    public enum JSONFault: String, Hashable, Sendable {
        /// The line does not begin with `{`.
        case noObject = "no object begins here"
        /// A name in double quotes was needed.
        case noName = "a name in double quotes was expected"
        /// The colon between name and value is missing.
        case noColon = "a colon was expected"
        /// What stands for a value is none.
        case noValue = "no valid value"
        /// The value is an object or an array.
        case nested = "a value is itself an object or array"
        /// After a value neither a comma nor `}`.
        case noComma = "a comma or the closing brace was expected"
        /// Something follows the closing brace.
        case trailingText = "text after the closing brace"
        /// A string is not closed on its line.
        case unterminatedString = "a string is not closed"
        /// A control character stands in a string unescaped.
        case controlCharacter = "a control character in a string"
        /// A backslash followed by what is no escape.
        case badEscape = "no such escape"
        /// Half of a surrogate pair.
        case loneSurrogate = "half of a surrogate pair"
        /// The same name twice.
        case doubledName = "the same name twice"
    }

    /// What is wrong.
    public let kind: Kind
    /// The record's number: records are counted from 1, the header too, blank lines not.
    public let record: Int
    /// The physical line where the trouble is, from 1.
    public let line: Int
    /// The column in that line, in characters from 1.
    public let column: Int
    /// The field's number in its record from 1, where it is known.
    public let field: Int?
}

extension RecordProblem: CustomStringConvertible {
    /// Line, column and what is wrong; nothing of the record's content.
    public var description: String { "line \(line), column \(column): \(kind)" }
}

extension RecordProblem.Kind: CustomStringConvertible {
    /// What is wrong, and for most what to do, without a place.
    public var description: String {
        switch self {
        case .unterminatedQuote: "the quote opened here is never closed; close it or double it"
        case .textAfterQuote: "text follows a closing quote; double the quotes inside a quoted field"
        case .recordTooLong(let limit): "the record has more than \(limit) bytes and was skipped"
        case .binary: "a NUL byte: this is not a text file; reading stopped"
        case .invalidUTF8: "not valid UTF-8; save as UTF-8 or declare the encoding"
        case .tooManyFields(let limit): "the record has more than \(limit) fields and was skipped"
        case .malformedJSON(let fault): "not a flat JSON object: \(fault.rawValue)"
        }
    }
}
