/// Looks at the bytes of a part before anything parses them: text in UTF-8 without a document type.
///
/// A document type can declare entities, which a parser may expand without end or fetch from elsewhere. No spreadsheet
/// program writes one.
struct MarkupCheck {
    private static let declaration = Array("<!DOCTYPE".utf8)
    private var isStart = true
    /// How much of `declaration` stands at the end of what was seen.
    private var matched = 0

    /// Whether the next bytes may be parsed.
    mutating func accepts(_ bytes: [UInt8]) -> Bool {
        if isStart, !bytes.isEmpty {
            isStart = false
            guard MarkupCheck.isUTF8(bytes) else { return false }
        }
        for byte in bytes {
            if byte == 0 { return false }
            let letter = (0x61...0x7A).contains(byte) ? byte & 0xDF : byte
            if letter == MarkupCheck.declaration[matched] {
                matched += 1
                if matched == MarkupCheck.declaration.count { return false }
            } else {
                matched = letter == MarkupCheck.declaration[0] ? 1 : 0
            }
        }
        return true
    }

    /// Whether a part begins as markup in UTF-8, and declares no other encoding.
    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let trimmed = start.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard trimmed.first == UInt8(ascii: "<") else { return false }
        guard trimmed.starts(with: Array("<?xml".utf8)) else { return true }
        let line = String(decoding: trimmed.prefix { $0 != UInt8(ascii: ">") }.prefix(300), as: UTF8.self).lowercased()
        guard line.hasSuffix("?") else { return false }
        guard let place = line.firstRange(of: "encoding")?.upperBound else { return true }
        let name = line[place...].drop { $0 == "=" || $0.isWhitespace || $0 == "\"" || $0 == "'" }
        return ["utf-8", "us-ascii", "ascii"].contains(name.prefix { $0 != "\"" && $0 != "'" })
    }
}
