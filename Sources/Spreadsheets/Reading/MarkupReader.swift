/// Reads a part as a stream of elements: the XML that spreadsheet programs write, and no more.
///
/// There are no document types, hence no entities but the five that every document has and characters by number, and
/// nothing outside the part is ever asked for. A part that is not well-formed, or not in UTF-8, is an error at the place
/// where that is found. (The parsers at hand do more than is wanted here, and end the process at bytes that are no
/// text.)
struct MarkupReader {
    /// The most that may be open within each other; a workbook has about ten.
    private static let deepest = 100
    /// The most bytes of a name, and the most attributes of an element.
    private static let longestName = 256
    private static let mostAttributes = 256
    /// Text is given out in pieces of about this many bytes.
    private static let piece = 1 << 14

    let part: PartReader
    private var block: [UInt8] = []
    private var place = 0
    private var open: [String] = []
    private var hasRoot = false
    private var isStart = true

    private init(_ part: PartReader) { self.part = part }

    /// Gives a part's elements to a handler, and gives it back.
    ///
    /// - Throws: `SpreadsheetError` as the handler, and if the part is not well-formed or cut off.
    static func read<Handler: MarkupHandler>(
        _ part: PartReader, _ handler: Handler
    ) throws(SpreadsheetError) -> Handler {
        var reader = MarkupReader(part)
        var handler = handler
        try reader.skipMark()
        while let byte = try reader.peek() {
            if byte == UInt8(ascii: "<") {
                reader.place += 1
                try reader.readTag(&handler)
            } else {
                try reader.readText(&handler)
            }
            reader.isStart = false
        }
        guard reader.hasRoot, reader.open.isEmpty else { throw reader.damaged }
        return handler
    }

    var damaged: SpreadsheetError { .damagedPart(part.name) }

    // MARK: - Bytes

    /// The next byte, which stays; `nil` at the end.
    mutating func peek() throws(SpreadsheetError) -> UInt8? {
        if place == block.count {
            block = try part.read(upTo: 1 << 16)
            place = 0
            if block.isEmpty { return nil }
        }
        return block[place]
    }

    /// The next byte; the end is damage, since something is open.
    mutating func next() throws(SpreadsheetError) -> UInt8 {
        guard let byte = try peek() else { throw damaged }
        place += 1
        // No text of a workbook has these, but for tabs and ends of lines.
        guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { throw damaged }
        return byte
    }

    private mutating func skipMark() throws(SpreadsheetError) {
        guard try peek() == 0xEF else { return }
        for byte: UInt8 in [0xEF, 0xBB, 0xBF] { guard try next() == byte else { throw damaged } }
    }

    private mutating func skipSpace() throws(SpreadsheetError) {
        while let byte = try peek(), Self.isSpace(byte) { place += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private func text(_ bytes: [UInt8]) throws(SpreadsheetError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw damaged }
        return text
    }

    // MARK: - Tags

    private mutating func readTag<Handler: MarkupHandler>(_ handler: inout Handler) throws(SpreadsheetError) {
        switch try peek() {
        case UInt8(ascii: "?"): try readInstruction()
        case UInt8(ascii: "!"): try readDeclaration(&handler)
        case UInt8(ascii: "/"):
            place += 1
            let name = try readName()
            try skipSpace()
            guard try next() == UInt8(ascii: ">"), open.popLast() == name else { throw damaged }
            try handler.end(Self.local(name))
        default: try readElement(&handler)
        }
    }

    private mutating func readElement<Handler: MarkupHandler>(_ handler: inout Handler) throws(SpreadsheetError) {
        let name = try readName()
        guard !open.isEmpty || !hasRoot, open.count < Self.deepest else { throw damaged }
        hasRoot = true
        var attributes = MarkupAttributes()
        while true {
            let hadSpace = try peek().map(Self.isSpace) ?? false
            try skipSpace()
            switch try peek() {
            case UInt8(ascii: ">"):
                place += 1
                open.append(name)
                return try handler.begin(Self.local(name), attributes)
            case UInt8(ascii: "/"):
                place += 1
                guard try next() == UInt8(ascii: ">") else { throw damaged }
                try handler.begin(Self.local(name), attributes)
                return try handler.end(Self.local(name))
            default:
                guard hadSpace, attributes.count < Self.mostAttributes else { throw damaged }
                let attribute = try readName()
                try skipSpace()
                guard try next() == UInt8(ascii: "=") else { throw damaged }
                try skipSpace()
                guard attributes.add(attribute, try readValue()) else { throw damaged }
            }
        }
    }

    private mutating func readName() throws(SpreadsheetError) -> String {
        var bytes: [UInt8] = []
        while let byte = try peek(), !Self.isSpace(byte), !Self.endsName.contains(byte) {
            bytes.append(try next())
            guard bytes.count <= Self.longestName else { throw damaged }
        }
        guard !bytes.isEmpty else { throw damaged }
        return try text(bytes)
    }

    private static let endsName = Array("=/><\"'&!?".utf8)

    private mutating func readValue() throws(SpreadsheetError) -> String {
        let quote = try next()
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw damaged }
        var bytes: [UInt8] = []
        while true {
            let byte = try next()
            if byte == quote { return try text(bytes) }
            switch byte {
            case UInt8(ascii: "<"): throw damaged
            case UInt8(ascii: "&"): bytes += try readReference()
            case _ where Self.isSpace(byte): bytes.append(0x20)
            default: bytes.append(byte)
            }
            guard bytes.count <= ReadingLimits.cellTextBytes else {
                throw .tooLarge(.text, limit: ReadingLimits.cellTextBytes)
            }
        }
    }

    private static func local(_ name: String) -> String {
        name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    // MARK: - What is no element

    /// `<?xml …?>`, which may name the encoding, and others, which mean nothing here.
    private mutating func readInstruction() throws(SpreadsheetError) {
        place += 1
        var bytes: [UInt8] = []
        while true {
            let byte = try next()
            if byte == UInt8(ascii: ">"), bytes.last == UInt8(ascii: "?") { break }
            bytes.append(byte)
            guard bytes.count <= 1_000 else { throw .refusedPart(part.name) }
        }
        guard isStart, bytes.starts(with: Array("xml".utf8)) else { return }
        let line = String(decoding: bytes, as: UTF8.self).lowercased()
        guard let end = line.firstRange(of: "encoding")?.upperBound else { return }
        let name = line[end...].drop { $0 == "=" || $0.isWhitespace || $0 == "\"" || $0 == "'" }
        guard ["utf-8", "us-ascii", "ascii"].contains(name.prefix { $0 != "\"" && $0 != "'" }) else {
            throw .refusedPart(part.name)
        }
    }

    /// A comment, or text in which nothing is marked up; a document type is refused before anything of it is read.
    private mutating func readDeclaration<Handler: MarkupHandler>(
        _ handler: inout Handler
    ) throws(SpreadsheetError) {
        place += 1
        switch try next() {
        case UInt8(ascii: "-"):
            guard try next() == UInt8(ascii: "-") else { throw damaged }
            _ = try readUntil("-->", keepsText: false)
        case UInt8(ascii: "["):
            for letter in "CDATA[".utf8 { guard try next() == letter else { throw damaged } }
            guard !open.isEmpty else { throw damaged }
            try handler.text(try text(try readUntil("]]>", keepsText: true)))
        default: throw .refusedPart(part.name)
        }
    }

    private mutating func readUntil(_ end: String, keepsText: Bool) throws(SpreadsheetError) -> [UInt8] {
        let end = Array(end.utf8)
        var bytes: [UInt8] = []
        while true {
            bytes.append(try next())
            if bytes.suffix(end.count).elementsEqual(end) { return bytes.dropLast(end.count) }
            if !keepsText, bytes.count > end.count { bytes.removeFirst() }
            guard bytes.count <= ReadingLimits.cellTextBytes else {
                throw .tooLarge(.text, limit: ReadingLimits.cellTextBytes)
            }
        }
    }

    // MARK: - Text

    private mutating func readText<Handler: MarkupHandler>(_ handler: inout Handler) throws(SpreadsheetError) {
        var bytes: [UInt8] = []
        while let byte = try peek(), byte != UInt8(ascii: "<") {
            // Pieces end before a character, not within one.
            if bytes.count >= Self.piece, byte & 0xC0 != 0x80 { break }
            guard bytes.count < Self.piece + 8 else { throw damaged }
            switch try next() {
            case UInt8(ascii: "&"): bytes += try readReference()
            case 0x0D:
                // Ends of lines are one, however they were written.
                if try peek() != 0x0A { bytes.append(0x0A) }
            case let byte: bytes.append(byte)
            }
        }
        if open.isEmpty {
            guard bytes.allSatisfy(Self.isSpace) else { throw damaged }
        } else {
            try handler.text(try text(bytes))
        }
    }

    /// What stands for a character, behind its ampersand.
    private mutating func readReference() throws(SpreadsheetError) -> [UInt8] {
        var name: [UInt8] = []
        while true {
            let byte = try next()
            if byte == UInt8(ascii: ";") { break }
            name.append(byte)
            guard name.count <= 10 else { throw damaged }
        }
        let text = String(decoding: name, as: UTF8.self)
        switch text {
        case "amp": return [UInt8(ascii: "&")]
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "quot": return [UInt8(ascii: "\"")]
        case "apos": return [UInt8(ascii: "'")]
        default: break
        }
        let digits = text.hasPrefix("#x") ? text.dropFirst(2) : text.dropFirst()
        guard text.hasPrefix("#"), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
            let number = UInt32(digits, radix: text.hasPrefix("#x") ? 16 : 10),
            number >= 0x20 || [9, 10, 13].contains(number),
            let scalar = Unicode.Scalar(number)
        else { throw damaged }
        return Array(String(Character(scalar)).utf8)
    }
}
