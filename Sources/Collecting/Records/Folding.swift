/// Spellings that people take for the same: case, diacritics, punctuation and spacing aside.
public enum Folding {
    /// A text as its words: in lower case, without diacritics, one space for whatever stands between letters and
    /// digits. `<`, `>` and `+` stay, for they change what a number means.
    ///
    /// - Complexity: the length of the text.
    public static func words(_ text: some StringProtocol) -> String { folded(text, separator: " ") }

    /// A text as its words, nothing between them: `Report-Key`, `report_key` and `reportKey` are one heading.
    public static func heading(_ text: some StringProtocol) -> String { folded(text, separator: nil) }

    private static func folded(_ text: some StringProtocol, separator: Character?) -> String {
        var result = ""
        var isApart = false
        for scalar in text.unicodeScalars {
            guard let letters = letters(of: scalar) else {
                if !isPassedOver(scalar) { isApart = true }
                continue
            }
            if isApart, let separator, !result.isEmpty { result.append(separator) }
            isApart = false
            result += letters
        }
        return result
    }

    /// Marks that stand on the letter before them, and what cannot be seen.
    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .format: true
        default: false
        }
    }

    /// What a character stands for; `nil` if it is no letter, digit or sign that is kept.
    private static func letters(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A, 0x2B, 0x3C, 0x3E: return String(Character(scalar))
        case 0x41...0x5A: return Unicode.Scalar(scalar.value + 0x20).map { String(Character($0)) }
        case 0..<0x80: return nil
        default: break
        }
        let small = scalar.properties.lowercaseMapping
        if let first = small.unicodeScalars.first, let plain = plain[first] { return plain }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? small : nil
    }

    /// Letters of Latin-1 and of names of countries without their marks.
    private static let plain: [Unicode.Scalar: String] = [
        "à": "a", "á": "a", "â": "a", "ã": "a", "ä": "a", "å": "a", "æ": "ae", "ç": "c", "è": "e", "é": "e", "ê": "e",
        "ë": "e", "ì": "i", "í": "i", "î": "i", "ï": "i", "ñ": "n", "ò": "o", "ó": "o", "ô": "o", "õ": "o", "ö": "o",
        "ø": "o", "ù": "u", "ú": "u", "û": "u", "ü": "u", "ý": "y", "ÿ": "y", "ß": "ss", "š": "s", "ž": "z", "ł": "l",
    ]
}
