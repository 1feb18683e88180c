public import Statistics

/// When something was, as a record says it: a day or a longer period, and the time of day where it is given.
public struct WrittenTime: Sendable, Hashable {
    /// The day, or the period that is all that was written.
    public let period: Period
    /// Seconds after midnight, 0 … 86,399, where a time of day was written.
    public let second: Int?
    /// How far the clock was ahead of UTC, in minutes, where that was written.
    public let offset: Int?

    /// Takes a time.
    public init(_ period: Period, second: Int? = nil, offset: Int? = nil) {
        self.period = period
        self.second = second
        self.offset = offset
    }

    /// The first day of the period.
    public var day: Day { period.days.lowerBound }

    /// How many seconds passed until a later time; `nil` unless both have a time of day. The clocks are compared where
    /// both say how far they are ahead, else both are taken to stand in one place.
    public func seconds(until later: WrittenTime) -> Int? {
        guard let own = second, let other = later.second else { return nil }
        let days = Int(later.day.number) - Int(day.number)
        var passed = days * 86_400 + other - own
        if let ahead = offset, let laterAhead = later.offset { passed -= (laterAhead - ahead) * 60 }
        return passed
    }

    /// How many midnights passed until a later day; `nil` unless both are days.
    public func days(until later: WrittenTime) -> Int? {
        guard period.frequency == .daily, later.period.frequency == .daily else { return nil }
        return Int(later.day.number) - Int(day.number)
    }
}

/// Reads dates and times as records have them.
///
/// Each is read by itself: no date decides how another is read, so that no record changes what another counts as.
public struct TimeReader: Sendable {
    /// Which comes first in a date of three numbers that does not begin with the year.
    public enum Order: String, Sendable, CaseIterable {
        /// Not said: a date that may be two days is refused.
        case auto
        /// The day, as in Malaysia.
        case dayFirst = "day-first"
        /// The month, as in the United States.
        case monthFirst = "month-first"
    }

    /// What a text is.
    public enum Reading: Sendable, Hashable {
        /// A time.
        case time(WrittenTime)
        /// A date that may be one of two days.
        case ambiguous
        /// None.
        case malformed
    }

    private let order: Order

    /// Takes the order of day and month.
    public init(order: Order = .auto) { self.order = order }

    /// Reads `2024-03-15`, `20240315`, `15/3/2024`, `15 Mac 2024`, `March 15, 2024`, each with or without a time such
    /// as `14:30`, `14:30:05Z`, `2:30 PM`; and periods: `2024-03`, `2024-Q1`, `Mac 2024`, `2024`.
    ///
    /// Years have four digits.
    public func read(_ text: some StringProtocol) -> Reading {
        guard text.utf8.count <= 64 else { return .malformed }
        if let period = Period(text) { return .time(WrittenTime(period)) }
        let (date, clock) = TimeReader.parts(of: Substring(text))
        let time: (second: Int, offset: Int?)?
        if let clock {
            guard let read = TimeReader.time(clock) else { return .malformed }
            time = read
        } else {
            time = nil
        }
        switch period(date) {
        case .time(let written):
            guard time == nil || written.period.frequency == .daily else { return .malformed }
            return .time(WrittenTime(written.period, second: time?.second, offset: time?.offset))
        case let other: return other
        }
    }

    // MARK: - The date

    /// Divides a text before its time of day, if it has one.
    private static func parts(of text: Substring) -> (date: Substring, time: Substring?) {
        guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
        guard let mark = text[..<colon].lastIndex(where: { $0 == " " || $0 == "T" || $0 == "t" || $0 == "," }) else {
            return (text, nil)
        }
        var date = text[..<mark]
        while let last = date.last, last == " " || last == "," { date.removeLast() }
        return (date, text[text.index(after: mark)...])
    }

    private func period(_ text: Substring) -> Reading {
        let isMark = { (character: Character) in "-/., ".contains(character) }
        let parts = text.split(whereSeparator: isMark)
        guard let first = parts.first, parts.count <= 3 else { return .malformed }
        let numbers = parts.map { part in
            part.utf8.count <= 8 && part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
        }
        if parts.count == 1 {
            guard first.utf8.count == 8, let number = numbers[0] else { return .malformed }
            return day(number / 10_000, number / 100 % 100, number % 100)
        }
        if let named = parts.firstIndex(where: { TimeReader.month($0) != nil }),
            let month = TimeReader.month(parts[named])
        {
            let rest = numbers.indices.filter { $0 != named }
            let values = rest.compactMap { numbers[$0] }
            guard values.count == rest.count, let year = rest.last, parts[year].utf8.count == 4, named <= 1 else {
                return .malformed
            }
            if values.count == 1 {
                return Period(year: values[0], month: month).map { .time(WrittenTime($0)) } ?? .malformed
            }
            return day(values[1], month, values[0])
        }
        let values = numbers.compactMap(\.self)
        guard values.count == parts.count, values.count == 3 else { return .malformed }
        if first.utf8.count == 4 { return day(values[0], values[1], values[2]) }
        guard parts[2].utf8.count == 4, first.utf8.count <= 2, parts[1].utf8.count <= 2 else { return .malformed }
        switch order {
        case .dayFirst: return day(values[2], values[1], values[0])
        case .monthFirst: return day(values[2], values[0], values[1])
        case .auto:
            if values[0] == values[1] || values[0] > 12 { return day(values[2], values[1], values[0]) }
            if values[1] > 12 { return day(values[2], values[0], values[1]) }
            return .ambiguous
        }
    }

    private static func month(_ text: Substring) -> Int? {
        guard let (month, length) = MonthNames.leading(text), length == text.count else { return nil }
        return month
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> Reading {
        Day(year: year, month: month, day: day).map { .time(WrittenTime(Period(day: $0))) } ?? .malformed
    }

    // MARK: - The time of day

    private static func time(_ text: Substring) -> (second: Int, offset: Int?)? {
        var rest = text.drop { $0 == " " }
        var offset: Int?
        var half: Int?
        if let last = rest.last, last == "Z" || last == "z" {
            rest.removeLast()
            offset = 0
        } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let digits = rest[rest.index(after: sign)...].filter { $0 != ":" }
            guard digits.count == 4 || digits.count == 2, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
                let number = Int(digits)
            else { return nil }
            let ahead = digits.count == 2 ? number * 60 : number / 100 * 60 + number % 100
            guard ahead <= 15 * 60 else { return nil }
            offset = rest[sign] == "-" ? -ahead : ahead
            rest = rest[..<sign]
        } else {
            let folded = Folding.heading(rest.drop { !$0.isLetter })
            if let value = ["am": 0, "pg": 0, "pagi": 0, "pm": 12, "ptg": 12, "petang": 12][folded] {
                half = value
                rest = rest.prefix { !$0.isLetter }
            }
        }
        while rest.last == " " { rest.removeLast() }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        var values: [Int] = []
        for (place, part) in parts.enumerated() {
            // A fraction of a second is passed over.
            let whole = place == 2 ? part.prefix { $0 != "." } : part
            let fraction = part.dropFirst(whole.count)
            guard (1...2).contains(whole.utf8.count), whole.allSatisfy({ $0.isASCII && $0.isNumber }),
                fraction.isEmpty || fraction.utf8.count > 1,
                fraction.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }),
                let value = Int(whole)
            else { return nil }
            values.append(value)
        }
        var hour = values[0]
        if let half {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + half
        }
        let second = values.count == 3 ? values[2] : 0
        guard hour < 24, values[1] < 60, second < 60 else { return nil }
        return (hour * 3600 + values[1] * 60 + second, offset)
    }
}
