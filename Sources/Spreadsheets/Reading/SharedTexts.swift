/// The texts that the cells of a workbook share, in order.
struct SharedTexts: MarkupHandler {
    private(set) var texts: [String] = []
    private var text = RichText()
    private var bytes = 0
    private let limits: ReadingLimits

    init(_ limits: ReadingLimits) { self.limits = limits }

    mutating func begin(_ element: String, _ attributes: MarkupAttributes) {
        if element == "si" { text = RichText() }
        text.begin(element)
    }

    mutating func text(_ part: String) throws(SpreadsheetError) { try text.add(part) }

    mutating func end(_ element: String) throws(SpreadsheetError) {
        text.end(element)
        guard element == "si" else { return }
        // An empty text takes memory too.
        bytes += text.text.utf8.count + MemoryLayout<String>.size
        guard bytes <= limits.textBytes else { throw .tooLarge(.text, limit: limits.textBytes) }
        texts.append(EscapedText.plain(text.text))
    }
}

/// Text in pieces, each with a look of its own: all of it but how to pronounce it.
struct RichText {
    private(set) var text = ""
    private var isInText = false
    private var isReading = false

    mutating func begin(_ element: String) {
        switch element {
        case "t": isInText = true
        case "rPh": isReading = true
        default: break
        }
    }

    mutating func add(_ part: String) throws(SpreadsheetError) {
        guard isInText, !isReading else { return }
        text += part
        guard text.utf8.count <= ReadingLimits.cellTextBytes else {
            throw .tooLarge(.text, limit: ReadingLimits.cellTextBytes)
        }
    }

    mutating func end(_ element: String) {
        switch element {
        case "t": isInText = false
        case "rPh": isReading = false
        default: break
        }
    }
}

/// Characters that markup cannot hold stand as `_x000D_` in a workbook.
enum EscapedText {
    /// The text with those characters as they are.
    static func plain(_ text: String) -> String {
        guard text.utf8.count >= 7, text.contains("_x") else { return text }
        var plain = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var place = 0
        while place < scalars.count {
            if let scalar = escaped(scalars, place) {
                plain.append(scalar)
                place += 7
            } else {
                plain.append(scalars[place])
                place += 1
            }
        }
        return String(plain)
    }

    private static func escaped(_ scalars: [Unicode.Scalar], _ place: Int) -> Unicode.Scalar? {
        guard place + 6 < scalars.count, scalars[place] == "_", scalars[place + 1] == "x", scalars[place + 6] == "_"
        else { return nil }
        let digits = scalars[(place + 2)...(place + 5)]
        guard digits.allSatisfy({ $0.isASCII && $0.properties.isHexDigit }) else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: digits)
        return UInt32(String(text), radix: 16).flatMap(Unicode.Scalar.init)
    }
}
