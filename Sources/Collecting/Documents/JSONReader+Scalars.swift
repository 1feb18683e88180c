extension JSONReader {
    /// A string, from its opening quotation mark; empty where it is passed over.
    mutating func string() throws(DocumentError) -> String {
        let start = cursor
        cursor.advance()
        var bytes: [UInt8] = []
        while let byte = try cursor.peek() {
            switch byte {
            case UInt8(ascii: "\""):
                cursor.advance()
                guard !isSkipping else { return "" }
                guard let text = String(validating: bytes, as: UTF8.self) else { throw start.fault(.encoding) }
                return text
            case UInt8(ascii: "\\"): try escape(into: &bytes)
            case 0..<0x20: throw cursor.fault(.control)
            default:
                if !isSkipping { bytes.append(byte) }
                cursor.advance()
            }
            if bytes.count > JSONReader.textLimit { throw start.fault(.tooLong) }
        }
        throw cursor.fault(.unfinished)
    }

    private mutating func escape(into bytes: inout [UInt8]) throws(DocumentError) {
        cursor.advance()
        guard let letter = try cursor.peek() else { throw cursor.fault(.unfinished) }
        let meaning: UInt8
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): meaning = letter
        case UInt8(ascii: "b"): meaning = 0x08
        case UInt8(ascii: "f"): meaning = 0x0C
        case UInt8(ascii: "n"): meaning = 0x0A
        case UInt8(ascii: "r"): meaning = 0x0D
        case UInt8(ascii: "t"): meaning = 0x09
        case UInt8(ascii: "u"):
            cursor.advance()
            let scalar = try scalar()
            if !isSkipping { bytes.append(contentsOf: String(scalar).utf8) }
            return
        default: throw cursor.fault(.escape)
        }
        cursor.advance()
        if !isSkipping { bytes.append(meaning) }
    }

    /// The character of `\u` and four digits, or of two such that make one; what stands first is gone past.
    private mutating func scalar() throws(DocumentError) -> Character {
        var value = try unit()
        if 0xD800...0xDBFF ~= value {
            for expected in [UInt8(ascii: "\\"), UInt8(ascii: "u")] {
                guard try cursor.peek() == expected else { throw cursor.fault(.escape) }
                cursor.advance()
            }
            let low = try unit()
            guard 0xDC00...0xDFFF ~= low else { throw cursor.fault(.escape) }
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw cursor.fault(.escape) }
        return Character(scalar)
    }

    private mutating func unit() throws(DocumentError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = try cursor.peek() else { throw cursor.fault(.unfinished) }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw cursor.fault(.escape) }
            value = value << 4 | UInt32(digit)
            cursor.advance()
        }
        return value
    }

    /// A number as written.
    mutating func number() throws(DocumentError) -> String {
        let start = cursor
        var bytes: [UInt8] = []
        try pass([UInt8(ascii: "-")], into: &bytes)
        let whole = try digits(into: &bytes, start)
        guard whole == 1 || whole > 1 && bytes[bytes.count - whole] != UInt8(ascii: "0") else {
            throw start.fault(.number)
        }
        if try pass([UInt8(ascii: ".")], into: &bytes), try digits(into: &bytes, start) == 0 {
            throw start.fault(.number)
        }
        if try pass([UInt8(ascii: "e"), UInt8(ascii: "E")], into: &bytes) {
            try pass([UInt8(ascii: "+"), UInt8(ascii: "-")], into: &bytes)
            if try digits(into: &bytes, start) == 0 { throw start.fault(.number) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func digits(into bytes: inout [UInt8], _ start: ByteCursor) throws(DocumentError) -> Int {
        var count = 0
        while let byte = try cursor.peek(), byte &- 0x30 < 10 {
            count += 1
            bytes.append(byte)
            if bytes.count > JSONReader.textLimit { throw start.fault(.tooLong) }
            cursor.advance()
        }
        return count
    }

    /// Goes past one of some bytes, if it comes next.
    @discardableResult
    private mutating func pass(_ choices: [UInt8], into bytes: inout [UInt8]) throws(DocumentError) -> Bool {
        guard let byte = try cursor.peek(), choices.contains(byte) else { return false }
        bytes.append(byte)
        cursor.advance()
        return true
    }
}
