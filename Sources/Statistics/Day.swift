/// A day of the Gregorian calendar, as the number of days since 1970-01-01.
///
/// Days are what the ledger charges and what periods are made of. Years 1900 … 2199 are accepted: wide
/// enough for every series, narrow enough that a mistyped year is seen.
public struct Day: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01; negative before.
    public let number: Int32

    /// The years that dates may have.
    public static let years: ClosedRange<Int> = 1900...2199

    /// The first day that there is, 1900-01-01.
    public static let first = Day(number: -25567)
    /// The last day that there is, 2199-12-31.
    public static let last = Day(number: 84005)

    /// Takes a day number; `nil` outside 1900-01-01 … 2199-12-31.
    public init?(daysSince1970 number: Int) {
        guard (Int(Day.first.number)...Int(Day.last.number)).contains(number) else { return nil }
        self.number = Int32(number)
    }

    /// Takes a date; `nil` if there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard Day.years.contains(year), (1...12).contains(month), day >= 1,
            day <= Day.daysInMonth(month, of: year)
        else { return nil }
        number = Int32(Day.number(year: year, month: month, day: day))
    }

    private init(number: Int32) { self.number = number }

    /// Year, month (1 … 12) and day (1 … 31).
    public var date: (year: Int, month: Int, day: Int) {
        // Hinnant, "chrono-compatible low-level date algorithms", civil_from_days: years begin in March.
        let shifted = Int(number) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The day of the week, Monday 1 … Sunday 7.
    public var weekday: Int { (Int(number) + 25567) % 7 + 1 }

    /// How many days a month has.
    static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Hinnant's days_from_civil, for the years above.
    static func number(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Earlier days are less.
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: CustomStringConvertible {
    /// `2024-03-15`.
    public var description: String {
        let (year, month, day) = date
        return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
    }
}

/// A number of 0 … 99 with two digits.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
