extension Period: CustomStringConvertible {
    /// The SDMX TIME_PERIOD: `2024`, `2024-Q1`, `2024-03`, `2024-W09` or `2024-03-15`.
    public var description: String {
        let (year, month, _) = days.lowerBound.date
        switch frequency {
        case .annual: return "\(year)"
        case .quarterly: return "\(year)-Q\((month - 1) / 3 + 1)"
        case .monthly: return "\(year)-\(twoDigits(month))"
        case .weekly:
            let (isoYear, week) = weekOfYear
            return "\(isoYear)-W\(twoDigits(week))"
        case .daily: return days.lowerBound.description
        }
    }

    /// Reads an SDMX TIME_PERIOD of one of the five frequencies, exactly as `description` writes it.
    ///
    /// `nil` if the text is none or names no period of the calendar 1900 … 2199.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 4, let year = Period.number(bytes[..<4]) else { return nil }
        let rest = bytes[4...]
        let dash = UInt8(ascii: "-")
        guard rest.isEmpty || rest.first == dash else { return nil }
        let tail = rest.dropFirst()
        switch tail.count {
        case 0 where rest.isEmpty:
            self.init(year: year)
        case 2 where tail.first == UInt8(ascii: "Q"):
            guard let quarter = Period.number(tail.dropFirst()) else { return nil }
            self.init(year: year, quarter: quarter)
        case 2:
            guard let month = Period.number(tail) else { return nil }
            self.init(year: year, month: month)
        case 3 where tail.first == UInt8(ascii: "W"):
            guard let week = Period.number(tail.dropFirst()) else { return nil }
            self.init(year: year, week: week)
        case 5 where tail[tail.startIndex + 2] == dash:
            guard let month = Period.number(tail.prefix(2)), let day = Period.number(tail.suffix(2)),
                let date = Day(year: year, month: month, day: day)
            else { return nil }
            self.init(day: date)
        default:
            return nil
        }
    }

    /// A number of digits alone.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard digit.isASCIIDigit else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return digits.isEmpty ? nil : value
    }
}
