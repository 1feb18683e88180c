/// Reads a JSON document (RFC 8259) piece by piece, in flat memory, knowing the line of each piece.
///
/// It says what stands there and judges nothing: that a name stands twice in an object is for whoever keeps the names.
/// A text that nobody wants is passed over without being kept (`skipValue`).
public struct JSONReader {
    /// A piece of a document.
    public enum Piece: Hashable, Sendable {
        /// `{`
        case objectBegins
        /// `}`
        case objectEnds
        /// `[`
        case arrayBegins
        /// `]`
        case arrayEnds
        /// A name within an object; its value comes next.
        case name(String)
        /// A string, escapes resolved.
        case string(String)
        /// A number as written.
        case number(String)
        /// `true` or `false`.
        case boolean(Bool)
        /// `null`
        case null
    }

    private enum Place {
        case value, firstItem, firstName, separator, end
    }

    /// The most levels inside each other.
    public static let depthLimit = 32
    /// The most bytes of a string, name or number that is kept.
    public static let textLimit = 4096

    var cursor: ByteCursor
    /// Whether what is read is passed over.
    var isSkipping = false
    /// What is open: whether it is an object.
    private var open: [Bool] = []
    private var place = Place.value
    private var hasBegun = false
    /// The line where the last piece begins, from 1.
    public private(set) var line = 1
    /// The character where the last piece begins, from 1.
    public private(set) var column = 1

    /// Reads a source from its beginning.
    public init(_ source: any ByteSource) { cursor = ByteCursor(source) }

    /// How many objects and arrays are open.
    public var depth: Int { open.count }

    /// The fault of a name that stands twice, at the last piece.
    public var doubledName: DocumentFault { DocumentFault(.doubledName, line: line, column: column) }

    /// The next piece; `nil` after the end of the document.
    ///
    /// - Throws: `DocumentError`, after which nothing more can be read.
    public mutating func next() throws(DocumentError) -> Piece? {
        if !hasBegun {
            hasBegun = true
            try cursor.skipMark()
        }
        try cursor.skipSpace()
        (line, column) = (cursor.line, cursor.column)
        guard let byte = try cursor.peek() else {
            guard case .end = place else { throw cursor.fault(.unfinished) }
            return nil
        }
        switch place {
        case .end: throw cursor.fault(.trailing)
        case .value: return try value(byte)
        case .firstItem: return byte == UInt8(ascii: "]") ? close() : try value(byte)
        case .firstName: return byte == UInt8(ascii: "}") ? close() : try name(byte)
        case .separator: return try separator(byte)
        }
    }

    /// Passes over the value that comes next, whatever it is.
    ///
    /// - Returns: Whether it is `null`.
    @discardableResult
    public mutating func skipValue() throws(DocumentError) -> Bool {
        isSkipping = true
        defer { isSkipping = false }
        let depth = open.count
        let first = try next()
        while open.count > depth { _ = try next() }
        return first == .null
    }

    private mutating func separator(_ byte: UInt8) throws(DocumentError) -> Piece? {
        let isObject = open.last == true
        if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { return close() }
        guard byte == UInt8(ascii: ",") else { throw cursor.fault(.unexpected) }
        cursor.advance()
        try cursor.skipSpace()
        (line, column) = (cursor.line, cursor.column)
        guard let next = try cursor.peek() else { throw cursor.fault(.unfinished) }
        return isObject ? try name(next) : try value(next)
    }

    private mutating func name(_ byte: UInt8) throws(DocumentError) -> Piece {
        guard byte == UInt8(ascii: "\"") else { throw cursor.fault(.unexpected) }
        let text = try string()
        try cursor.skipSpace()
        guard let colon = try cursor.peek() else { throw cursor.fault(.unfinished) }
        guard colon == UInt8(ascii: ":") else { throw cursor.fault(.unexpected) }
        cursor.advance()
        place = .value
        return .name(text)
    }

    private mutating func value(_ byte: UInt8) throws(DocumentError) -> Piece {
        switch byte {
        case UInt8(ascii: "{"): return try begin(isObject: true)
        case UInt8(ascii: "["): return try begin(isObject: false)
        case UInt8(ascii: "\""):
            let text = try string()
            finishValue()
            return .string(text)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let text = try number()
            finishValue()
            return .number(text)
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw cursor.fault(.unexpected)
        }
    }

    private mutating func word(_ text: String, _ piece: Piece) throws(DocumentError) -> Piece {
        for expected in text.utf8 {
            guard let byte = try cursor.peek() else { throw cursor.fault(.unfinished) }
            guard byte == expected else { throw cursor.fault(.unexpected) }
            cursor.advance()
        }
        finishValue()
        return piece
    }

    private mutating func begin(isObject: Bool) throws(DocumentError) -> Piece {
        guard open.count < JSONReader.depthLimit else { throw cursor.fault(.tooDeep) }
        cursor.advance()
        open.append(isObject)
        place = isObject ? .firstName : .firstItem
        return isObject ? .objectBegins : .arrayBegins
    }

    private mutating func close() -> Piece {
        cursor.advance()
        let isObject = open.popLast() == true
        finishValue()
        return isObject ? .objectEnds : .arrayEnds
    }

    private mutating func finishValue() { place = open.isEmpty ? .end : .separator }
}
