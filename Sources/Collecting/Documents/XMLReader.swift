/// Reads an XML document (1.0) piece by piece, in flat memory, knowing the line of each piece.
///
/// What data need and no more: elements, attributes, text, sections of character data, comments and instructions (both
/// passed over), the five predefined entities and characters by number, in UTF-8. A document type declaration is refused,
/// so that there are no entities to define, expand or fetch. Names keep their prefix; namespaces are not resolved.
public struct XMLReader {
    /// A piece of a document.
    public enum Piece: Hashable, Sendable {
        /// An opening tag; one that closes itself is followed by `elementEnds`.
        case elementBegins(String, attributes: [Attribute])
        /// A closing tag.
        case elementEnds(String)
        /// Text between tags that is not white space alone; empty where it is longer than any that is kept.
        case text(String)
    }

    /// A name and a value within an opening tag.
    public struct Attribute: Hashable, Sendable {
        /// The name, its prefix included.
        public let name: String
        /// The value, references resolved.
        public let value: String

        /// Takes both.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The most elements inside each other.
    public static let depthLimit = 32
    /// The most bytes of a name or value.
    public static let textLimit = 4096
    /// The most attributes of an element.
    public static let attributeLimit = 64

    var cursor: ByteCursor
    private var open: [String] = []
    private var isClosing = false
    private var hasBegun = false
    private var hasRoot = false
    /// The line where the last piece begins, from 1.
    public private(set) var line = 1
    /// The character where the last piece begins, from 1.
    public private(set) var column = 1

    /// Reads a source from its beginning.
    public init(_ source: any ByteSource) { cursor = ByteCursor(source) }

    /// How many elements are open.
    public var depth: Int { open.count }

    /// The next piece; `nil` after the end of the document.
    ///
    /// - Throws: `DocumentError`, after which nothing more can be read.
    public mutating func next() throws(DocumentError) -> Piece? {
        if isClosing {
            isClosing = false
            return open.popLast().map { .elementEnds($0) }
        }
        if !hasBegun {
            hasBegun = true
            try cursor.skipMark()
        }
        while true {
            (line, column) = (cursor.line, cursor.column)
            guard let byte = try cursor.peek() else {
                guard open.isEmpty, hasRoot else { throw cursor.fault(.unfinished) }
                return nil
            }
            guard byte == UInt8(ascii: "<") else {
                if let text = try text() {
                    guard !open.isEmpty else { throw cursor.fault(hasRoot ? .trailing : .unexpected) }
                    return .text(text)
                }
                continue
            }
            cursor.advance()
            guard let mark = try cursor.peek() else { throw cursor.fault(.unfinished) }
            switch mark {
            case UInt8(ascii: "?"): try instruction()
            case UInt8(ascii: "!"): if let text = try declaration() { return .text(text) }
            case UInt8(ascii: "/"): return try closingTag()
            default: return try openingTag()
            }
        }
    }

    private mutating func openingTag() throws(DocumentError) -> Piece {
        guard !(open.isEmpty && hasRoot) else { throw cursor.fault(.trailing) }
        guard open.count < XMLReader.depthLimit else { throw cursor.fault(.tooDeep) }
        let name = try name()
        var attributes: [Attribute] = []
        while true {
            let before = (cursor.line, cursor.column)
            try cursor.skipSpace()
            guard let byte = try cursor.peek() else { throw cursor.fault(.unfinished) }
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") {
                cursor.advance()
                if byte == UInt8(ascii: "/") {
                    try expect(">")
                    isClosing = true
                }
                break
            }
            guard before != (cursor.line, cursor.column) else { throw cursor.fault(.unexpected) }
            guard attributes.count < XMLReader.attributeLimit else { throw cursor.fault(.tooManyAttributes) }
            let attribute = try attribute()
            guard !attributes.contains(where: { $0.name == attribute.name }) else { throw cursor.fault(.doubledName) }
            attributes.append(attribute)
        }
        hasRoot = true
        open.append(name)
        return .elementBegins(name, attributes: attributes)
    }

    private mutating func closingTag() throws(DocumentError) -> Piece {
        cursor.advance()
        let name = try name()
        try cursor.skipSpace()
        try expect(">")
        guard open.popLast() == name else { throw cursor.fault(.mismatch) }
        return .elementEnds(name)
    }

    private mutating func attribute() throws(DocumentError) -> Attribute {
        let name = try name()
        try cursor.skipSpace()
        try expect("=")
        try cursor.skipSpace()
        let start = cursor
        guard let quote = try cursor.take() else { throw cursor.fault(.unfinished) }
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw start.fault(.unexpected) }
        var bytes: [UInt8] = []
        while let byte = try cursor.peek(), byte != quote {
            switch byte {
            case UInt8(ascii: "<"): throw cursor.fault(.unexpected)
            case UInt8(ascii: "&"): bytes.append(contentsOf: try reference())
            case 0x09, 0x0A, 0x0D:
                bytes.append(0x20)
                cursor.advance()
            case 0..<0x20: throw cursor.fault(.control)
            default:
                bytes.append(byte)
                cursor.advance()
            }
            if bytes.count > XMLReader.textLimit { throw start.fault(.tooLong) }
        }
        guard try cursor.take() != nil else { throw cursor.fault(.unfinished) }
        guard let value = String(validating: bytes, as: UTF8.self) else { throw start.fault(.encoding) }
        return Attribute(name, value)
    }
}
