import Collecting

/// A part of a date that a table may give in a column of its own.
enum DatePart: String, Sendable, CaseIterable {
    case year, quarter, month, week, day

    /// How people are told what it should look like.
    func words(shortYear: Bool) -> String {
        switch self {
        case .year: shortYear ? "a year of two digits, 24" : "a year, 2024"
        case .quarter: "a quarter, 1 to 4 or Q1"
        case .month: "a month, 1 to 12, Mac or March"
        case .week: "an ISO week, 1 to 53 or W9"
        case .day: "a day, 1 to 31"
        }
    }

    /// The number that a text gives; `nil` if it is written otherwise.
    ///
    /// A year has four digits, or two where `shortYear` says so: `24` is not guessed to be 2024. A month may be named
    /// in English or Malay. Spreadsheets write 3 as `3.0`.
    func number(in text: String, shortYear: Bool) -> Int? {
        if self == .month, let (month, length) = MonthNames.leading(text),
            text.count == length || text.dropFirst(length) == "."
        {
            return month
        }
        var digits = text[...]
        for prefix in prefixes where text.lowercased().hasPrefix(prefix) {
            digits = text.dropFirst(prefix.count).drop { $0 == " " || $0 == "-" }
            break
        }
        guard case .number(let number) = NumberFormat.plain.read(digits) else { return nil }
        if self == .year, shortYear { return digits.count == 2 ? 2000 + Int(number) : nil }
        return range.contains(number) ? Int(number) : nil
    }

    private var range: ClosedRange<Int64> {
        switch self {
        case .year: 1000...9999
        case .quarter: 1...4
        case .month: 1...12
        case .week: 1...53
        case .day: 1...31
        }
    }

    /// What people write before the number, the longest first.
    private var prefixes: [String] {
        switch self {
        case .quarter: ["suku tahun ke", "suku tahun", "suku ke", "quarter", "suku", "qtr", "q"]
        case .week: ["minggu", "week", "wk", "w"]
        default: []
        }
    }
}

/// Parts of a date as far as they are known.
struct DateParts: Sendable, Hashable {
    private var numbers: [DatePart: Int] = [:]

    subscript(part: DatePart) -> Int? {
        get { numbers[part] }
        set { numbers[part] = newValue }
    }

    /// Whether these parts together name a period, whatever their numbers.
    static func makePeriod(_ parts: Set<DatePart>) -> Bool {
        let sets: [Set<DatePart>] = [
            [.year], [.year, .quarter], [.year, .month], [.year, .week], [.year, .month, .day],
        ]
        return sets.contains(parts)
    }

    /// The period; `nil` if there is none such, as 31 April.
    var period: Period? {
        guard let year = numbers[.year] else { return nil }
        if let month = numbers[.month] {
            guard let day = numbers[.day] else { return Period(year: year, month: month) }
            return Day(year: year, month: month, day: day).map(Period.init(day:))
        }
        if let quarter = numbers[.quarter] { return Period(year: year, quarter: quarter) }
        if let week = numbers[.week] { return Period(year: year, week: week) }
        return Period(year: year)
    }

    /// The parts as they were read, for people: `2023 4 31`.
    var words: String {
        DatePart.allCases.compactMap { numbers[$0].map(String.init) }.joined(separator: " ")
    }
}

/// Where the parts of a period stand.
struct PeriodParts: Sendable {
    /// Where one part stands.
    enum Place: Sendable {
        case column(TabularMapping.Column)
        case value(Int)
        /// In the lines above the headings: the only year that they name.
        case title
        /// In the line above the headings, over this column or over one to its left.
        case above
    }

    /// How one part is had.
    struct Source: Sendable {
        let part: DatePart
        let place: Place
        /// Whether a year has two digits.
        let shortYear: Bool
        /// The source's own words for numbers.
        let words: [String: Int]

        func number(in text: String) -> Int? {
            words[text] ?? part.number(in: text, shortYear: shortYear)
        }
    }

    /// In the order year, quarter, month, week, day.
    let sources: [Source]
    /// The part that the headings of the columns of counts give, if they give one.
    let heading: Source?
}

/// Periods that are no calendar periods.
enum FiscalYear {
    /// Whether a text names a year that begins within a calendar year and ends in the next: `2023/24`, `2023-2024`,
    /// `FY2023`, `TK 2023`.
    static func isNamed(in text: String) -> Bool {
        var rest = text.lowercased()[...]
        for prefix in ["fy", "tahun kewangan", "financial year", "fiscal year", "tk"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count).drop { $0 == " " }
            return rest.first?.isNumber == true
        }
        let year = rest.prefix { $0.isASCII && $0.isNumber }
        guard year.count == 4, let first = Int(year) else { return false }
        rest = rest.dropFirst(4).drop { $0 == " " }
        guard let mark = rest.first, "/-\u{2013}".contains(mark) else { return false }
        rest = rest.dropFirst().drop { $0 == " " }
        guard rest.count == 2 || rest.count == 4, let last = Int(rest) else { return false }
        return last == (rest.count == 2 ? (first + 1) % 100 : first + 1)
    }
}
