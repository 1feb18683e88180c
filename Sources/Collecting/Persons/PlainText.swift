/// A text as far as numbers and addresses are read in it: ASCII in small letters, digits of every script as ASCII ones,
/// every dash as `-` and every space as a blank; other letters as `{`, and all else as a zero byte.
struct PlainText {
    private let bytes: [UInt8]

    static let letter = UInt8(ascii: "{")
    private static let nothing: UInt8 = 0

    init(_ raw: Span<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var isASCII = true
        for index in raw.indices {
            isASCII = isASCII && raw[index] < 0x80
            bytes.append(PlainText.plain(raw[index]))
        }
        if !isASCII {
            // Of text in another encoding the bytes beyond ASCII are letters, whatever they are.
            var copy: [UInt8] = []
            copy.reserveCapacity(raw.count)
            for index in raw.indices { copy.append(raw[index]) }
            if let text = String(validating: copy, as: UTF8.self) {
                bytes = text.unicodeScalars.compactMap(PlainText.plain)
            }
        }
        self.bytes = PlainText.withoutUUIDs(bytes)
    }

    /// The byte of an ASCII character.
    private static func plain(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39, 0x61...0x7A: byte
        case 0x41...0x5A: byte | 0x20
        case 0x80...: letter
        case 0x20, 0x28...0x29, 0x2B, 0x2D...0x2F, 0x3A, 0x40, 0x5F: byte
        case 0x09...0x0D: 0x20
        default: nothing
        }
    }

    /// The byte of a character; `nil` for one that is not seen.
    private static func plain(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII { return plain(UInt8(scalar.value)) }
        // Wide forms of ASCII.
        if (0xFF01...0xFF5E).contains(scalar.value) { return plain(UInt8(scalar.value - 0xFEE0)) }
        switch scalar.properties.generalCategory {
        case .decimalNumber: return scalar.properties.numericValue.map { 0x30 + UInt8($0) }
        case .dashPunctuation: return UInt8(ascii: "-")
        case .mathSymbol where scalar == "\u{2212}": return UInt8(ascii: "-")
        case .spaceSeparator: return UInt8(ascii: " ")
        case .format, .nonspacingMark: return nil
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return letter
        default: return nothing
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7B).contains(byte) }

    // MARK: - Keys

    /// The text without universally unique identifiers, whose digits are nobody's.
    private static func withoutUUIDs(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= 36 else { return bytes }
        var bytes = bytes
        var start = 0
        while start + 36 <= bytes.count {
            guard isUUID(bytes[start..<start + 36]),
                start == 0 || !isDigit(bytes[start - 1]) && !isLetter(bytes[start - 1]),
                start + 36 == bytes.count || !isDigit(bytes[start + 36]) && !isLetter(bytes[start + 36])
            else {
                start += 1
                continue
            }
            for place in start..<start + 36 { bytes[place] = letter }
            start += 36
        }
        return bytes
    }

    private static func isUUID(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.enumerated().allSatisfy { place, byte in
            [8, 13, 18, 23].contains(place)
                ? byte == UInt8(ascii: "-") : isDigit(byte) || (0x61...0x66).contains(byte)
        }
    }

    // MARK: - Mail

    /// Whether there is a name, an at sign, and a domain that ends in a point and at least two letters.
    var hasMailAddress: Bool {
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "@") && place > 0 {
            let last = bytes[place - 1]
            guard PlainText.isDigit(last) || PlainText.isLetter(last) || [0x2D, 0x2E, 0x5F, 0x2B].contains(last) else {
                continue
            }
            let domain = bytes[(place + 1)...].prefix {
                PlainText.isDigit($0) || PlainText.isLetter($0) || $0 == 0x2D || $0 == 0x2E
            }
            let labels = domain.split(separator: 0x2E)
            guard labels.count >= 2, domain.first != 0x2E, let end = labels.last else { continue }
            if end.count >= 2, end.allSatisfy({ PlainText.isLetter($0) || $0 == 0x2D }) { return true }
        }
        return false
    }

    // MARK: - Numbers

    /// The most marks between two groups of digits of one number.
    private static let mostMarks = 3

    /// The runs of digits with nothing but marks between them, of at least so many digits.
    func numberRuns(ofAtLeast fewest: Int) -> [NumberRun] {
        var runs: [NumberRun] = []
        var place = 0
        while place < bytes.count {
            guard PlainText.isDigit(bytes[place]) else {
                place += 1
                continue
            }
            let (end, digits) = extent(from: place)
            if digits >= fewest { runs.append(run(place..<end)) }
            place = end
        }
        return runs
    }

    /// Where a run ends, and how many digits it has.
    private func extent(from start: Int) -> (end: Int, digits: Int) {
        var (end, digits, place) = (start, 0, start)
        while place < bytes.count {
            if PlainText.isDigit(bytes[place]) {
                digits += 1
                end = place + 1
            } else if !NumberRun.isMark(bytes[place]) || place - end >= PlainText.mostMarks {
                break
            }
            place += 1
        }
        return (end, digits)
    }

    private func run(_ places: Range<Int>) -> NumberRun {
        var groups: [NumberRun.Group] = []
        var place = places.lowerBound
        var marks = Array(
            bytes[..<place].suffix(PlainText.mostMarks).reversed().prefix(while: NumberRun.isMark).reversed())
        while place < places.upperBound {
            let digits = bytes[place..<places.upperBound].prefix(while: PlainText.isDigit)
            groups.append(NumberRun.Group(digits: digits.map { $0 & 0x0F }, before: marks))
            marks = Array(bytes[digits.endIndex..<places.upperBound].prefix(while: NumberRun.isMark))
            place = digits.endIndex + marks.count
        }
        let word = bytes[..<places.lowerBound].suffix(NumberRun.longestWord + 1).reversed()
            .prefix(while: PlainText.isLetter)
        let end = places.upperBound
        return NumberRun(
            groups: groups, start: places.lowerBound, wordBefore: word.reversed(),
            isWordAfter: end < bytes.count && PlainText.isLetter(bytes[end]))
    }

    // MARK: - Pages

    /// In what kind of address of a page a place lies.
    enum Page {
        case none
        /// A page that is named by a telephone number.
        case ofANumber
        case any
    }

    /// In what kind of address of a page a place lies.
    func page(at place: Int) -> Page {
        let word = bytes[..<place].suffix(2000).reversed().prefix { $0 != 0x20 }.reversed()
        let text = String(decoding: word.map { $0 == PlainText.nothing ? 0x7C : $0 }, as: UTF8.self)
        guard text.contains("://") || text.hasPrefix("www.") else { return .none }
        return text.contains("wa.me/") || text.contains("whatsapp.") ? .ofANumber : .any
    }
}
