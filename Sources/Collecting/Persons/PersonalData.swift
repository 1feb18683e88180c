/// What looks like a person's number or address, which no submission may hold.
///
/// A submission that holds such a thing is refused as a whole, and the thing is not repeated. For that it has to be
/// recognised in every column, asked for or not, and a file of counts, dates, keys and addresses of pages must not be
/// taken for one. So a number is recognised by its own plan and not by its length:
///
/// - *identity numbers* (MyKad): 12 digits, together or as `YYMMDD-PB-###G`, of a date that exists and a place code that
///   is in use;
/// - *telephone numbers*: Malaysian ones by area code and length (`0…`, `+60…`, `60…`), others where a `+` stands before
///   them; not within the address of a page, but for those that are made of a number;
/// - *addresses for mail*.
///
/// A number that is part of a longer one, or of a word such as a hexadecimal key, is none.
public enum PersonalData {
    /// What it looks like.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// An identity number.
        case identityNumber
        /// A telephone number.
        case telephoneNumber
        /// An address for mail.
        case mailAddress
    }

    /// What a field is for.
    public enum Use: Sendable, Hashable, CaseIterable {
        /// Anything.
        case anything
        /// The key of a unit: a pseudonym, which may look like anything but an identity number.
        case key
    }

    /// Whether bytes are worth a closer look: they hold an `@`, or 9 digits with nothing but marks between them.
    ///
    /// One pass and no memory: for a whole record at once, before its fields are looked at one by one.
    ///
    /// - Parameter bytes: text in UTF-8, or in any encoding that has ASCII in it.
    /// - Returns: never `false` where `kind` finds something.
    /// - Complexity: O(bytes).
    public static func mayBe(in bytes: Span<UInt8>) -> Bool {
        // An at sign, or the first byte of a wide one.
        var signs: UInt8 = 0
        for index in bytes.indices { signs |= (bytes[index] == 0x40 ? 1 : 0) | (bytes[index] == 0xEF ? 1 : 0) }
        if signs != 0 { return true }
        guard bytes.count >= fewestDigits else { return false }
        // Nine bytes in a row have to be of a number: where the last of nine is not, none before it begins one.
        var start = 0
        while start + fewestDigits <= bytes.count {
            var place = start + fewestDigits - 1
            while place >= start, isOfANumber(bytes[place]) { place -= 1 }
            if place < start {
                place = start
                if hasEnoughDigits(bytes, from: &place) { return true }
            }
            start = place + 1
        }
        return false
    }

    /// Whether the bytes of numbers from a place on have 9 digits, days left out; moves on to where they end.
    private static func hasEnoughDigits(_ bytes: Span<UInt8>, from place: inout Int) -> Bool {
        var digits = 0
        while place < bytes.count, isOfANumber(bytes[place]) {
            if isDigit(bytes[place]) || bytes[place] >= 0xC6 && bytes[place] != 0xE2 {
                if digits == 0, let end = dateEnd(in: bytes, at: place) {
                    place = end
                    continue
                }
                digits += 1
                if digits == fewestDigits { return true }
            }
            place += 1
        }
        return false
    }

    /// Whether a byte may belong to a number: a digit, what may stand between digits, or a part of a character beyond
    /// ASCII, for digits, dashes and spaces are there too.
    private static func isOfANumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x20, 0x28...0x29, 0x2B, 0x2D...0x2F, 0x5F, 0x80...: true
        default: false
        }
    }

    /// Behind a day that stands at the front of a number, such as `2024-03-15` or `15/03/2024`: half of all files have one
    /// in each row, and a time behind it, so that these are told apart here.
    private static func dateEnd(in bytes: Span<UInt8>, at start: Int) -> Int? {
        let end = start + 10
        guard end <= bytes.count, end == bytes.count || !isDigit(bytes[end]) else { return nil }
        let isYearFirst = isMark(bytes[start + 4])
        let (marks, year) = isYearFirst ? ((4, 7), start) : ((2, 5), start + 6)
        for place in 0..<10 {
            let byte = bytes[start + place]
            guard place == marks.0 || place == marks.1 ? isMark(byte) : isDigit(byte) else { return nil }
        }
        let isCentury = bytes[year] == 0x31 && bytes[year + 1] == 0x39 || bytes[year] == 0x32 && bytes[year + 1] == 0x30
        return isCentury ? end : nil
    }

    private static func isMark(_ byte: UInt8) -> Bool { (0x2D...0x2F).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// What bytes look like; `nil` for nothing of a person's.
    ///
    /// - Parameters:
    ///   - bytes: a field, in UTF-8 or any encoding that has ASCII in it.
    ///   - use: what the field is for.
    /// - Returns: what was found first.
    /// - Complexity: O(bytes), without memory where `mayBe` says no.
    public static func kind(in bytes: Span<UInt8>, of use: Use = .anything) -> Kind? {
        guard mayBe(in: bytes) else { return nil }
        let text = PlainText(bytes)
        if use == .anything, text.hasMailAddress { return .mailAddress }
        for run in text.numberRuns(ofAtLeast: fewestDigits) {
            // Where it stands is asked last, for it is seldom asked.
            if run.hasIdentityNumber(inPage: false), run.hasIdentityNumber(inPage: text.page(at: run.start) != .none) {
                return .identityNumber
            }
            if use == .anything, run.hasTelephoneNumber, text.page(at: run.start) != .any { return .telephoneNumber }
        }
        return nil
    }

    /// What a text looks like.
    public static func kind(in text: String, of use: Use = .anything) -> Kind? {
        kind(in: Array(text.utf8).span, of: use)
    }

    /// A text with everything hidden that may be a person's number or address, if there is any: for messages that
    /// repeat what someone typed.
    public static func hidden(in text: String) -> String {
        guard kind(in: text) != nil else { return text }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        return words.map { word in
            word.contains { $0.isNumber || $0 == "@" || $0 == "\u{FF20}" } ? "…" : String(word)
        }.joined(separator: " ")
    }

    /// The digits of the shortest telephone number.
    private static let fewestDigits = 9
}
