public import Statistics

/// An instant, in whole seconds since 1970-01-01 00:00 UTC.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01 00:00 UTC.
    public let seconds: Int64

    /// The instants there are: the years 1900 to 2199.
    private static let bounds = Int64(Day.first.number) * 86_400...Int64(Day.last.number) * 86_400 + 86_399

    /// Takes seconds since 1970; what lies outside 1900 … 2199 becomes the nearest end.
    public init(seconds: Int64) {
        self.seconds = min(max(seconds, Timestamp.bounds.lowerBound), Timestamp.bounds.upperBound)
    }

    /// Reads `2026-11-24T01:42:54Z`; `nil` for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let day = Period(text.prefix(10)), day.frequency == .daily,
            let hour = Timestamp.number(bytes[11...12], below: 24),
            let minute = Timestamp.number(bytes[14...15], below: 60),
            let second = Timestamp.number(bytes[17...18], below: 60)
        else { return nil }
        seconds = Int64(day.days.lowerBound.number) * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// The instant so many seconds later.
    public func advanced(bySeconds count: Int64) -> Timestamp {
        let (sum, overflow) = seconds.addingReportingOverflow(count)
        return Timestamp(seconds: overflow ? (count < 0 ? .min : .max) : sum)
    }

    /// `2026-11-24T01:42:54Z`.
    public var description: String {
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = Int(seconds - Int64(days) * 86_400)
        let day = Day(daysSince1970: days) ?? .last
        return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    /// Earlier instants are less.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func number(_ digits: ArraySlice<UInt8>, below limit: Int64) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return value < limit ? value : nil
    }
}
