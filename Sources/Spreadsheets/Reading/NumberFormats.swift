/// Which formats of cells show a number as a date.
struct NumberFormats: MarkupHandler {
    /// By the number by which a cell names its format.
    private(set) var isDate: [Bool] = []
    private var own: [Int: Bool] = [:]
    private var isInFormats = false

    mutating func begin(_ element: String, _ attributes: MarkupAttributes) throws(SpreadsheetError) {
        switch element {
        case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
                own[id] = NumberFormats.showsDate(code)
            }
        case "cellXfs": isInFormats = true
        case "xf" where isInFormats:
            guard isDate.count < ReadingLimits.formats else {
                throw .tooLarge(.formats, limit: ReadingLimits.formats)
            }
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            isDate.append(own[id] ?? NumberFormats.builtIn.contains(id))
        default: break
        }
    }

    func text(_ text: String) {}

    mutating func end(_ element: String) {
        if element == "cellXfs" { isInFormats = false }
    }

    /// The formats that need no code and show a day (ECMA-376, part 1, 18.8.30), those of East Asia too.
    private static let builtIn: Set<Int> = Set([14, 15, 16, 17, 22] + Array(27...31) + [36] + Array(50...58))

    /// Whether a format's code shows years, months or days.
    static func showsDate(_ code: String) -> Bool {
        var (letters, isQuoted, isInBrackets, isEscaped) = (Set<Character>(), false, false, false)
        var bracket = ""
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                isQuoted = character != "\""
            } else if isInBrackets {
                isInBrackets = character != "]"
                // Hours, minutes or seconds gone by: no day.
                if isInBrackets {
                    bracket.append(character)
                } else if Set("hms").isSuperset(of: bracket) {
                    return false
                }
            } else {
                switch character {
                case "\"": isQuoted = true
                case "[":
                    isInBrackets = true
                    bracket = ""
                case "\\", "_", "*": isEscaped = true
                case ";": return NumberFormats.haveDate(letters)
                default: letters.insert(character)
                }
            }
        }
        return NumberFormats.haveDate(letters)
    }

    /// An `m` beside hours or seconds means minutes. `General` is no code of dates.
    private static func haveDate(_ letters: Set<Character>) -> Bool {
        guard !letters.contains("g"), !letters.contains("0"), !letters.contains("#") else { return false }
        return letters.contains("y") || letters.contains("d")
            || letters.contains("m") && !letters.contains("h") && !letters.contains("s")
    }
}

/// Days as workbooks count them.
struct SerialDates {
    private let isFrom1904: Bool

    init(from1904: Bool) { isFrom1904 = from1904 }

    /// The day of a number in ISO 8601; `nil` if it is none: below the first day, or after the year 9999.
    ///
    /// The calendar of 1900 has a 29 February that never was, number 60; it is taken for the day before.
    func day(_ number: Double) -> String? {
        guard number >= 1, number < 2_958_466 else { return nil }
        let serial = Int(number)
        // Days since 1 January 1970.
        let days = isFrom1904 ? serial - 24_107 : serial - (serial < 60 ? 25_568 : 25_569)
        return SerialDates.written(days)
    }

    /// Hinnant's `civil_from_days` (howardhinnant.github.io/date_algorithms.html), for days from the year 1 on.
    private static func written(_ days: Int) -> String? {
        let shifted = days + 719_468
        guard shifted >= 0 else { return nil }
        let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        guard year <= 9_999 else { return nil }
        let padded = { (number: Int, width: Int) in
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
