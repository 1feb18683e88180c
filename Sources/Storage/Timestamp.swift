public import Statistics

/// A moment of Coordinated Universal Time, in whole seconds.
///
/// Years 1900 … 2199, as for days. It is always given: nothing here looks at a clock.
public struct Timestamp: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds; negative before.
    public let secondsSince1970: Int64

    private static let secondsADay: Int64 = 86400

    /// Takes a number of seconds; `nil` outside the years 1900 … 2199.
    public init?(secondsSince1970 seconds: Int64) {
        let first = Int64(Day.first.number) * Timestamp.secondsADay
        let end = (Int64(Day.last.number) + 1) * Timestamp.secondsADay
        guard (first..<end).contains(seconds) else { return nil }
        secondsSince1970 = seconds
    }

    /// The day in Coordinated Universal Time.
    public var day: Day {
        let number = (secondsSince1970 - secondOfDay) / Timestamp.secondsADay
        // The initialiser holds it within the calendar.
        return Day(daysSince1970: Int(number)) ?? .first
    }

    /// Seconds since the day began, 0 … 86,399.
    public var secondOfDay: Int64 {
        let rest = secondsSince1970 % Timestamp.secondsADay
        return rest < 0 ? rest + Timestamp.secondsADay : rest
    }

    /// The earlier is less.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }
}

extension Timestamp: CustomStringConvertible {
    /// `2026-11-24T01:42:54Z`.
    public var description: String {
        let second = secondOfDay
        let parts = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day)T\(parts[0]):\(parts[1]):\(parts[2])Z"
    }

    /// Reads exactly what `description` writes; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 else { return nil }
        func number(_ start: Int, _ count: Int) -> Int? {
            var value = 0
            for byte in bytes[start..<start + count] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        for (place, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "Z")]
        where bytes[place] != mark.utf8.first {
            return nil
        }
        guard let year = number(0, 4), let month = number(5, 2), let date = number(8, 2),
            let day = Day(year: year, month: month, day: date), let hour = number(11, 2), hour < 24,
            let minute = number(14, 2), minute < 60, let second = number(17, 2), second < 60
        else { return nil }
        self.init(
            secondsSince1970: Int64(day.number) * Timestamp.secondsADay + Int64(hour * 3600 + minute * 60 + second))
    }
}
