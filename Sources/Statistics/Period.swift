/// A stretch of the calendar that a value is for: a year, quarter, month, ISO week or day.
///
/// Within a frequency periods are numbered one after another, so that the next, the previous and the
/// distance are sums. A week belongs to the ISO year that holds its Thursday. Periods lie wholly within
/// 1900-01-01 … 2199-12-31.
public struct Period: Hashable, Sendable {
    /// Which kind of period this is.
    public let frequency: Frequency
    /// Its number among those of its frequency; consecutive periods have consecutive numbers.
    public let ordinal: Int32

    private init(_ frequency: Frequency, _ ordinal: Int) {
        self.frequency = frequency
        self.ordinal = Int32(ordinal)
    }

    /// The period of a number, as `ordinal` gives it; `nil` beyond the calendar.
    public init?(_ frequency: Frequency, ordinal: Int) {
        guard (-30_000...90_000).contains(ordinal) else { return nil }
        self.init(frequency, ordinal)
        guard liesInCalendar else { return nil }
    }

    /// A year; `nil` outside 1900 … 2199.
    public init?(year: Int) {
        guard Day.years.contains(year) else { return nil }
        self.init(.annual, year)
    }

    /// A quarter, 1 … 4; `nil` if there is none such.
    public init?(year: Int, quarter: Int) {
        guard Day.years.contains(year), (1...4).contains(quarter) else { return nil }
        self.init(.quarterly, year * 4 + quarter - 1)
    }

    /// A month, 1 … 12; `nil` if there is none such.
    public init?(year: Int, month: Int) {
        guard Day.years.contains(year), (1...12).contains(month) else { return nil }
        self.init(.monthly, year * 12 + month - 1)
    }

    /// An ISO 8601 week, 1 … 52 or 53; `nil` if the year has none such.
    public init?(year: Int, week: Int) {
        guard Day.years.contains(year), (1...53).contains(week) else { return nil }
        // The week that holds 4 January is the first of its year.
        let number = Period.weekOrdinal(dayNumber: Day.number(year: year, month: 1, day: 4)) + week - 1
        let thursday = number * 7 - 3 + 3
        guard let middle = Day(daysSince1970: thursday), middle.date.year == year,
            Day(daysSince1970: thursday - 3) != nil, Day(daysSince1970: thursday + 3) != nil
        else { return nil }
        self.init(.weekly, number)
    }

    /// One day.
    public init(day: Day) { self.init(.daily, Int(day.number)) }

    /// The period of a frequency in which a day lies; `nil` only for a week that reaches over the ends of
    /// the calendar.
    public init?(_ frequency: Frequency, containing day: Day) {
        let (year, month, _) = day.date
        switch frequency {
        case .annual: self.init(.annual, year)
        case .quarterly: self.init(.quarterly, year * 4 + (month - 1) / 3)
        case .monthly: self.init(.monthly, year * 12 + month - 1)
        case .weekly:
            let candidate = Period(.weekly, Period.weekOrdinal(dayNumber: Int(day.number)))
            guard candidate.liesInCalendar else { return nil }
            self = candidate
        case .daily: self.init(day: day)
        }
    }

    /// Weeks are numbered from the one that begins on Monday 1969-12-29, day −3.
    private static func weekOrdinal(dayNumber: Int) -> Int {
        let shifted = dayNumber + 3
        return shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
    }

    /// First and last day number, without a check against the calendar's ends.
    private var dayNumbers: (first: Int, last: Int) {
        let number = Int(ordinal)
        switch frequency {
        case .annual:
            return (Day.number(year: number, month: 1, day: 1), Day.number(year: number, month: 12, day: 31))
        case .quarterly:
            let (year, quarter) = (number / 4, number % 4)
            let lastMonth = quarter * 3 + 3
            return (
                Day.number(year: year, month: lastMonth - 2, day: 1),
                Day.number(year: year, month: lastMonth, day: Day.daysInMonth(lastMonth, of: year))
            )
        case .monthly:
            let (year, month) = (number / 12, number % 12 + 1)
            return (
                Day.number(year: year, month: month, day: 1),
                Day.number(year: year, month: month, day: Day.daysInMonth(month, of: year))
            )
        case .weekly: return (number * 7 - 3, number * 7 + 3)
        case .daily: return (number, number)
        }
    }

    private var liesInCalendar: Bool {
        let (first, last) = dayNumbers
        return Day(daysSince1970: first) != nil && Day(daysSince1970: last) != nil
    }

    /// The days from the first to the last of the period.
    public var days: ClosedRange<Day> {
        let (first, last) = dayNumbers
        return (Day(daysSince1970: first) ?? .first)...(Day(daysSince1970: last) ?? .last)
    }
}

// MARK: - Arithmetic

extension Period {
    /// The period `count` steps later (earlier if negative); `nil` beyond the calendar.
    public func advanced(by count: Int) -> Period? {
        let (moved, overflow) = Int(ordinal).addingReportingOverflow(count)
        return overflow ? nil : Period(frequency, ordinal: moved)
    }

    /// How many steps lead to another period of the same frequency; `nil` if the frequencies differ.
    public func distance(to other: Period) -> Int? {
        frequency == other.frequency ? Int(other.ordinal) - Int(ordinal) : nil
    }

    /// Whether every day of the other period is a day of this one.
    public func contains(_ other: Period) -> Bool {
        days.contains(other.days.lowerBound) && days.contains(other.days.upperBound)
    }

    /// The same period a year before: the same quarter, month, ISO week or day of the year before; `nil`
    /// where there is none (29 February, week 53) or beyond the calendar.
    public var yearBefore: Period? {
        switch frequency {
        case .annual: return advanced(by: -1)
        case .quarterly: return advanced(by: -4)
        case .monthly: return advanced(by: -12)
        case .weekly:
            let (year, week) = weekOfYear
            return Period(year: year - 1, week: week)
        case .daily:
            let (year, month, day) = days.lowerBound.date
            return Day(year: year - 1, month: month, day: day).map(Period.init(day:))
        }
    }

    /// ISO year and week number of the week that begins this period.
    var weekOfYear: (year: Int, week: Int) {
        let thursday = Int(days.lowerBound.number) + 3
        let year = (Day(daysSince1970: thursday) ?? .last).date.year
        return (year, (thursday - Day.number(year: year, month: 1, day: 1)) / 7 + 1)
    }
}

extension Period: Comparable {
    /// By first day; of two that begin together the longer comes first.
    public static func < (left: Period, right: Period) -> Bool {
        if left.frequency == right.frequency { return left.ordinal < right.ordinal }
        let (leftFirst, rightFirst) = (left.days.lowerBound, right.days.lowerBound)
        return leftFirst == rightFirst ? left.frequency < right.frequency : leftFirst < rightFirst
    }
}
