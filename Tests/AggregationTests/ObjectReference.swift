import Aggregation

/// Flat objects read byte by byte without a thought for speed: what the reader must say of any text.
struct ObjectReference {
    private struct Fault: Error {
        var kind: RecordProblem.JSONFault
        var offset: Int
    }

    private let line: [UInt8]
    private var index = 0
    private var names: [(text: [UInt8], start: Int, isEscaped: Bool)] = []
    private var fields: [String] = []

    private init(_ line: ArraySlice<UInt8>) { self.line = Array(line) }

    /// Everything there is to say about a text in UTF-8 without zero bytes.
    static func read(_ bytes: [UInt8]) -> [(text: String, fields: [String]?)] {
        var seen: [(text: String, fields: [String]?)] = []
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        for (number, full) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = full.last == 0x0D ? full.dropLast() : full
            if line.isEmpty { continue }
            let record = seen.count + 1
            var reader = ObjectReference(line)
            do {
                try reader.object()
                let text = "\(Seen.record(number: record, line: number + 1, fields: reader.fields))"
                seen.append((text, reader.fields))
            } catch {
                guard let fault = error as? Fault else { continue }
                let column = reader.line[..<fault.offset].count { $0 & 0xC0 != 0x80 } + 1
                let kind = RecordProblem.Kind.malformedJSON(fault.kind)
                seen.append(("\(record)@\(number + 1):\(column)!\(kind)", nil))
            }
        }
        return seen
    }

    private var byte: UInt8? { index < line.count ? line[index] : nil }

    private mutating func skipSpaces() {
        while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0D { index += 1 }
    }

    private mutating func take(_ wanted: Character, or fault: RecordProblem.JSONFault) throws {
        skipSpaces()
        guard let byte, byte == wanted.asciiValue else { throw Fault(kind: fault, offset: index) }
        index += 1
    }

    private mutating func object() throws {
        try take("{", or: .noObject)
        skipSpaces()
        if byte != UInt8(ascii: "}") {
            repeat {
                skipSpaces()
                let start = index
                try take("\"", or: .noName)
                let name = try string()
                if !name.isEscaped, names.contains(where: { !$0.isEscaped && $0.text == name.text }) {
                    throw Fault(kind: .doubledName, offset: start)
                }
                names.append((name.text, start, name.isEscaped))
                try take(":", or: .noColon)
                skipSpaces()
                fields.append("\(String(decoding: name.text, as: UTF8.self))=\(try value())")
                skipSpaces()
                guard byte == UInt8(ascii: ",") else { break }
                index += 1
            } while true
            try take("}", or: .noComma)
        } else {
            index += 1
        }
        skipSpaces()
        if index < line.count { throw Fault(kind: .trailingText, offset: index) }
        // Where a name was written with escapes, all are looked at once more.
        for (place, name) in names.enumerated() where names[..<place].contains(where: { $0.text == name.text }) {
            throw Fault(kind: .doubledName, offset: name.start)
        }
    }

    private mutating func value() throws -> String {
        switch byte {
        case UInt8(ascii: "\""):
            index += 1
            return String(decoding: try string().text, as: UTF8.self)
        case UInt8(ascii: "{"), UInt8(ascii: "["): throw Fault(kind: .nested, offset: index)
        default: break
        }
        let rest = String(decoding: line[index...], as: UTF8.self)
        for word in ["true", "false", "null"] where rest.hasPrefix(word) {
            index += word.utf8.count
            return word == "null" ? "" : word
        }
        guard
            let number = rest.prefixMatch(
                of: #/-?(?:0|[1-9][0-9]*)(?![0-9])(?:\.[0-9]+|(?!\.))(?:[eE][+\-]?[0-9]+|(?![eE]))/#)
        else {
            throw Fault(kind: .noValue, offset: index)
        }
        index += number.0.utf8.count
        return String(number.0)
    }

    /// From after an opening quote to after the closing one.
    private mutating func string() throws -> (text: [UInt8], isEscaped: Bool) {
        let open = index - 1
        var text: [UInt8] = []
        var isEscaped = false
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return (text, isEscaped)
            case 0..<0x20: throw Fault(kind: .controlCharacter, offset: index)
            case UInt8(ascii: "\\"):
                isEscaped = true
                text += try escape().utf8
            default:
                text.append(byte)
                index += 1
            }
        }
        throw Fault(kind: .unterminatedString, offset: open)
    }

    private mutating func escape() throws -> String {
        let start = index
        guard start + 1 < line.count else { throw Fault(kind: .unterminatedString, offset: start) }
        let letters: [Character: String] = [
            "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
        ]
        let letter = Character(Unicode.Scalar(line[start + 1]))
        index += 2
        if let meaning = letters[letter] { return meaning }
        guard letter == "u", let unit = unit(at: start + 2) else { throw Fault(kind: .badEscape, offset: start) }
        index += 4
        if let scalar = Unicode.Scalar(unit) { return String(Character(scalar)) }
        guard unit < 0xDC00, line[index...].starts(with: Array("\\u".utf8)), let low = self.unit(at: index + 2),
            0xDC00...0xDFFF ~= low,
            let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
        else { throw Fault(kind: .loneSurrogate, offset: start) }
        index += 6
        return String(Character(scalar))
    }

    private func unit(at start: Int) -> UInt16? {
        guard start + 4 <= line.count else { return nil }
        let digits = line[start..<start + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
