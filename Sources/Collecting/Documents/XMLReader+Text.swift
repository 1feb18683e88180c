extension XMLReader {
    /// The text up to the next tag; `nil` where it is white space alone.
    mutating func text() throws(DocumentError) -> String? {
        let start = cursor
        var bytes: [UInt8] = []
        var isBlank = true
        var isLong = false
        while let byte = try cursor.peek(), byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                isBlank = false
                bytes.append(contentsOf: try reference())
            } else {
                let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
                guard isSpace || byte >= 0x20 else { throw cursor.fault(.control) }
                isBlank = isBlank && isSpace
                // A long text is nothing that is kept, and white space alone may be of any length.
                if !(isBlank && isSpace) { bytes.append(byte) }
                cursor.advance()
            }
            if bytes.count > XMLReader.textLimit {
                isLong = true
                bytes = []
            }
        }
        guard !isBlank else { return nil }
        guard !isLong else { return "" }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw start.fault(.encoding) }
        return text
    }

    /// What a reference stands for: a predefined entity, or a character by its number.
    mutating func reference() throws(DocumentError) -> [UInt8] {
        let start = cursor
        cursor.advance()
        var name: [UInt8] = []
        while let byte = try cursor.take() {
            if byte == UInt8(ascii: ";") { break }
            name.append(byte)
            if name.count > 10 { throw start.fault(.escape) }
        }
        switch String(decoding: name, as: UTF8.self) {
        case "amp": return [UInt8(ascii: "&")]
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "quot": return [UInt8(ascii: "\"")]
        case "apos": return [UInt8(ascii: "'")]
        case let text where text.hasPrefix("#"):
            let digits = text.dropFirst()
            let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let number, number >= 0x20 || [0x09, 0x0A, 0x0D].contains(number),
                let scalar = Unicode.Scalar(number)
            else { throw start.fault(.escape) }
            return Array(String(Character(scalar)).utf8)
        default: throw start.fault(.escape)
        }
    }

    /// A name: letters, digits, `_ - . :` and whatever is not ASCII, not beginning with a digit, dash or point.
    mutating func name() throws(DocumentError) -> String {
        let start = cursor
        var bytes: [UInt8] = []
        while let byte = try cursor.peek(), XMLReader.isNamePart(byte) {
            bytes.append(byte)
            if bytes.count > XMLReader.textLimit { throw start.fault(.tooLong) }
            cursor.advance()
        }
        guard let first = bytes.first, !(0x30...0x39 ~= first), first != UInt8(ascii: "-"), first != UInt8(ascii: ".")
        else { throw try cursor.peek() == nil ? cursor.fault(.unfinished) : start.fault(.unexpected) }
        guard let name = String(validating: bytes, as: UTF8.self) else { throw start.fault(.encoding) }
        return name
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: ":"), 0x80...:
            true
        default: false
        }
    }

    /// Passes over an instruction; a declaration of another encoding than UTF-8 is a fault.
    mutating func instruction() throws(DocumentError) {
        let start = cursor
        cursor.advance()
        var head: [UInt8] = []
        var last: UInt8 = 0
        while let byte = try cursor.take() {
            if last == UInt8(ascii: "?"), byte == UInt8(ascii: ">") {
                let text = String(decoding: head, as: UTF8.self).lowercased()
                guard text.hasPrefix("xml "), text.contains("encoding") else { return }
                guard text.contains("utf-8") || text.contains("us-ascii") else { throw start.fault(.encoding) }
                return
            }
            if head.count < 200 { head.append(byte) }
            last = byte
        }
        throw cursor.fault(.unfinished)
    }

    /// What stands after `<!`: a comment, passed over; a section of character data, given; else a fault.
    mutating func declaration() throws(DocumentError) -> String? {
        cursor.advance()
        switch try cursor.peek() {
        case UInt8(ascii: "-"):
            try expect("--")
            _ = try passed(to: "-->", keeping: false)
            return nil
        case UInt8(ascii: "["):
            try expect("[CDATA[")
            guard depth > 0 else { throw cursor.fault(.unexpected) }
            return try passed(to: "]]>", keeping: true)
        case nil: throw cursor.fault(.unfinished)
        default: throw cursor.fault(.documentType)
        }
    }

    /// Goes past a text and what closes it; gives the text where it is wanted and not too long.
    private mutating func passed(to close: String, keeping: Bool) throws(DocumentError) -> String {
        let start = cursor
        let close = Array(close.utf8)
        var tail: [UInt8] = []
        var bytes: [UInt8] = []
        while let byte = try cursor.take() {
            tail.append(byte)
            if tail.count > close.count {
                let first = tail.removeFirst()
                if keeping, bytes.count <= XMLReader.textLimit { bytes.append(first) }
            }
            guard tail == close else { continue }
            guard bytes.count <= XMLReader.textLimit else { return "" }
            guard let text = String(validating: bytes, as: UTF8.self) else { throw start.fault(.encoding) }
            return text
        }
        throw cursor.fault(.unfinished)
    }

    /// Goes past a text that must stand here.
    mutating func expect(_ text: String) throws(DocumentError) {
        for expected in text.utf8 {
            guard let byte = try cursor.peek() else { throw cursor.fault(.unfinished) }
            guard byte == expected else { throw cursor.fault(.unexpected) }
            cursor.advance()
        }
    }
}
