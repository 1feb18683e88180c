/// What of a submitted value may be shown to its submitter.
public enum Excerpt {
    /// The most characters that are shown.
    public static let limit = 40

    /// The value in quotation marks, cut at 40 characters, with control characters made visible; `nil` if it
    /// looks like personal data and must not be repeated.
    public static func quoting(_ value: String) -> String? {
        cutting(value).map { "\u{201C}\($0)\u{201D}" }
    }

    /// The value as `quoting` shows it, without the quotation marks.
    public static func cutting(_ value: String) -> String? {
        guard !looksPersonal(value) else { return nil }
        // Scalars, not graphemes: one grapheme may be of any length.
        let scalars = value.unicodeScalars
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: scalars.prefix(limit).map { isInvisible($0) ? "\u{FFFD}" : $0 })
        return String(shown) + (scalars.dropFirst(limit).isEmpty ? "" : "…")
    }

    /// Whether a value looks like an identity number (MyKad), a telephone number or an address for mail.
    ///
    /// Wide on purpose: a count or a code that is hidden without need costs a look into the file, a number
    /// that is repeated cannot be taken back. A date at the front is not taken for a number.
    public static func looksPersonal(_ value: String) -> Bool {
        let scalars = Array(value.unicodeScalars.prefix(400))
        return looksLikeMail(scalars) || hasLongDigitRun(scalars[leadingDate(scalars)...])
    }

    /// Characters that steer a terminal, break a line or turn the direction of the text that follows.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// How many characters at the front are a date such as `2024-03-15` or `15/3/2024`: its digits are no
    /// one's number. Nothing where more digits follow, as in `03-88-88881234`.
    private static func leadingDate(_ scalars: [Unicode.Scalar]) -> Int {
        var lengths = [0]
        var end = 0
        for scalar in scalars.prefix(11) {
            if ("0"..."9").contains(scalar) {
                lengths[lengths.count - 1] += 1
            } else if ["-", "/", "."].contains(scalar), lengths.count < 3 {
                lengths.append(0)
            } else {
                break
            }
            end += 1
        }
        guard lengths.count == 3, (1...2).contains(lengths[1]) else { return 0 }
        let isDate =
            lengths[0] == 4 && (1...2).contains(lengths[2]) || (1...2).contains(lengths[0]) && lengths[2] == 4
        return isDate ? end : 0
    }

    /// Something, an at sign, something with a dot.
    private static func looksLikeMail(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let sign = scalars.firstIndex(where: { $0 == "@" || $0 == "\u{FF20}" }), sign > 0 else { return false }
        return scalars[(sign + 1)...].contains(".")
    }

    /// Nine or more digits of any script, however they are grouped by spaces, dashes, dots, brackets or
    /// slashes: a MyKad number has 12 (`YYMMDD-PB-###G`), a Malaysian telephone number 9 to 11 with its
    /// leading zero or +60.
    private static func hasLongDigitRun(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        var digits = 0
        var separators = 0
        for scalar in scalars {
            switch scalar.properties.generalCategory {
            case .decimalNumber:
                digits += 1
                separators = 0
                if digits >= 9 { return true }
            case .spaceSeparator, .dashPunctuation, .format:
                separators += 1
            default:
                if [".", "(", ")", "/", "\u{2212}", "_", "'", "|"].contains(scalar) {
                    separators += 1
                } else {
                    digits = 0
                }
            }
            if separators > 4 { digits = 0 }
        }
        return false
    }
}
