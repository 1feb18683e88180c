/// What of a submitted value may be shown to its submitter.
public enum Excerpt {
    /// The most characters that are shown.
    public static let limit = 40

    /// The value in quotation marks, cut at 40 characters, with control characters made visible; `nil` if it
    /// looks like personal data and must not be repeated.
    public static func quoting(_ value: String) -> String? {
        guard !looksPersonal(value) else { return nil }
        let shown = value.prefix(limit).map { character in
            character.unicodeScalars.contains { $0.properties.generalCategory == .control }
                ? "\u{FFFD}" : String(character)
        }
        return "\u{201C}\(shown.joined())\(value.count > limit ? "…" : "")\u{201D}"
    }

    /// Whether a value looks like an identity number (MyKad), a telephone number or an address for mail.
    ///
    /// Wide on purpose: a count or a code that is hidden without need costs a look into the file, a number
    /// that is repeated cannot be taken back.
    public static func looksPersonal(_ value: String) -> Bool {
        let bytes = Array(value.utf8.prefix(400))
        return looksLikeMail(bytes) || hasLongDigitRun(bytes[leadingDate(bytes)...])
    }

    /// How many bytes at the front are a date such as `2024-03-15` or `15/3/2024`: its digits are no one's number.
    private static func leadingDate(_ bytes: [UInt8]) -> Int {
        let marks: Set<UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")]
        let fields = bytes.prefix(10).prefix { (0x30...0x39).contains($0) || marks.contains($0) }
        let lengths = fields.split(omittingEmptySubsequences: false) { marks.contains($0) }.map(\.count)
        let isDate =
            lengths.count == 3 && lengths[1] <= 2 && lengths[1] > 0
            && (lengths[0] == 4 && (1...2).contains(lengths[2]) || (1...2).contains(lengths[0]) && lengths[2] == 4)
        return isDate ? fields.count : 0
    }

    /// Something, an at sign, something with a dot.
    private static func looksLikeMail(_ bytes: [UInt8]) -> Bool {
        guard let sign = bytes.firstIndex(of: UInt8(ascii: "@")), sign > 0 else { return false }
        return bytes[(sign + 1)...].contains(UInt8(ascii: "."))
    }

    /// Nine or more digits, however they are grouped by spaces, hyphens, dots, brackets or slashes: a MyKad
    /// number has 12 (`YYMMDD-PB-###G`), a Malaysian telephone number 9 to 11 with its leading zero or +60.
    private static func hasLongDigitRun(_ bytes: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        var separators = 0
        for byte in bytes {
            switch byte {
            case 0x30...0x39:
                digits += 1
                separators = 0
                if digits >= 9 { return true }
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: "/"):
                separators += 1
                if separators > 2 { digits = 0 }
            default:
                digits = 0
            }
        }
        return false
    }
}
