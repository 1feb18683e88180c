/// How a source writes dates or periods, as a pattern of letters.
///
/// `yyyy` or `yy` (20yy) a year, `M` or `MM` a month in digits, `MMM` a month by name in English or Malay,
/// `d` or `dd` a day, `Q` a quarter, `w` or `ww` an ISO week; `*` at the end, whatever follows. Text in
/// single quotes and all other characters stand for themselves.
public struct PeriodPattern: Sendable, Hashable {
    private enum Element: Sendable, Hashable {
        case year
        case shortYear
        case month(least: Int)
        case monthName
        case day(least: Int)
        case quarter
        case week(least: Int)
        case literal(Character)
        case rest
    }

    /// The pattern as written.
    public let text: String
    private let elements: [Element]

    /// Takes a pattern; `nil` if it has no year, names a part twice, or names parts that make no period.
    public init?(_ text: String) {
        var elements: [Element] = []
        var characters = Substring(text)
        while let letter = characters.first {
            let run = characters.prefix { $0 == letter }.count
            switch (letter, run) {
            case ("y", 4): elements.append(.year)
            case ("y", 2): elements.append(.shortYear)
            case ("M", 1...2): elements.append(.month(least: run))
            case ("M", 3...4): elements.append(.monthName)
            case ("d", 1...2): elements.append(.day(least: run))
            case ("Q", 1): elements.append(.quarter)
            case ("w", 1...2): elements.append(.week(least: run))
            case ("y", _), ("M", _), ("d", _), ("Q", _), ("w", _): return nil
            case ("'", _):
                characters.removeFirst()
                guard let close = characters.firstIndex(of: "'") else { return nil }
                elements += characters[..<close].map(Element.literal)
                characters = characters[characters.index(after: close)...]
                continue
            case ("*", _):
                guard characters.count == 1 else { return nil }
                elements.append(.rest)
            default: elements += repeatElement(.literal(letter), count: run)
            }
            characters = characters.dropFirst(run)
        }
        let parts = elements.compactMap { element -> String? in
            switch element {
            case .year, .shortYear: "y"
            case .month, .monthName: "M"
            case .day: "d"
            case .quarter: "Q"
            case .week: "w"
            case .literal, .rest: nil
            }
        }
        guard ["y", "My", "Mdy", "Qy", "wy"].contains(parts.sorted().joined())
        else { return nil }
        self.text = text
        self.elements = elements
    }

    /// The period that a text names in this pattern; `nil` if it is written otherwise or there is none such.
    public func period(from text: some StringProtocol) -> Period? {
        var rest = Substring(text)
        var year = 0
        var (month, day, quarter, week): (Int?, Int?, Int?, Int?)
        for element in elements {
            switch element {
            case .year:
                guard let value = PeriodPattern.digits(&rest, 4...4) else { return nil }
                year = value
            case .shortYear:
                guard let value = PeriodPattern.digits(&rest, 2...2) else { return nil }
                year = 2000 + value
            case .month(let least):
                month = PeriodPattern.digits(&rest, least...2)
                guard month != nil else { return nil }
            case .monthName:
                guard let (named, length) = MonthNames.leading(rest) else { return nil }
                month = named
                rest = rest.dropFirst(length)
                if rest.first == "." { rest.removeFirst() }
            case .day(let least):
                day = PeriodPattern.digits(&rest, least...2)
                guard day != nil else { return nil }
            case .quarter:
                quarter = PeriodPattern.digits(&rest, 1...1)
                guard quarter != nil else { return nil }
            case .week(let least):
                week = PeriodPattern.digits(&rest, least...2)
                guard week != nil else { return nil }
            case .literal(let character):
                guard rest.first == character else { return nil }
                rest.removeFirst()
            case .rest: rest = ""
            }
        }
        guard rest.isEmpty else { return nil }
        if let day, let month { return Day(year: year, month: month, day: day).map(Period.init(day:)) }
        if let month { return Period(year: year, month: month) }
        if let quarter { return Period(year: year, quarter: quarter) }
        if let week { return Period(year: year, week: week) }
        return Period(year: year)
    }

    /// 15 January 2024, or the period in which it lies, in this pattern: for people to whom letters say less.
    public var example: String {
        elements.map { element in
            switch element {
            case .year: "2024"
            case .shortYear: "24"
            case .month(let least): least == 2 ? "01" : "1"
            case .monthName: "Jan"
            case .day: "15"
            case .quarter: "1"
            case .week(let least): least == 2 ? "03" : "3"
            case .literal(let character): String(character)
            case .rest: ""
            }
        }.joined()
    }

    /// Takes digits off the front: as many as there are, within a range.
    private static func digits(_ rest: inout Substring, _ count: ClosedRange<Int>) -> Int? {
        let run = rest.prefix(count.upperBound).prefix { $0.isASCII && $0.isNumber }
        guard run.count >= count.lowerBound else { return nil }
        rest = rest.dropFirst(run.count)
        return Int(run)
    }
}

extension PeriodPattern: CustomStringConvertible {
    /// The pattern as written.
    public var description: String { text }
}
