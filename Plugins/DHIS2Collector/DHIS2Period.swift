import Collecting

/// A period as DHIS2 writes it, in its own way or as ADX does.
enum DHIS2Period: Hashable {
    /// A year, quarter, month, ISO week or day.
    case period(Period)
    /// A period of a type that no dataset counts by, and what it is called.
    case other(Kind)

    /// The types of DHIS2 that have no frequency here.
    enum Kind: String, CaseIterable {
        case otherWeek, twoWeeks, twoMonths, otherQuarter, fourMonths, halfYear, otherYear
    }

    /// Reads a period; `nil` for a text that names none.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        if let slash = bytes.firstIndex(of: UInt8(ascii: "/")) {
            self.init(
                begin: String(text.utf8.prefix(slash)) ?? "", duration: String(text.utf8.dropFirst(slash + 1)) ?? "")
            return
        }
        guard bytes.count >= 4, bytes.count <= 20, let year = DHIS2Period.number(bytes[..<4]) else { return nil }
        let rest = bytes[4...]
        let letters = String(decoding: rest.filter { !($0 &- 0x30 < 10) }, as: UTF8.self)
        let digits = rest.filter { $0 &- 0x30 < 10 }
        let startsWithLetters = rest.first.map { !($0 &- 0x30 < 10) } ?? false
        let number = DHIS2Period.number(digits[...])
        switch (letters, digits.count) {
        case ("", 0): self.init(Period(year: year))
        case ("", 2): self.init(number.flatMap { Period(year: year, month: $0) })
        case ("", 4): self.init(DHIS2Period.day(year, digits).map(Period.init(day:)))
        case ("-", 2) where startsWithLetters: self.init(number.flatMap { Period(year: year, month: $0) })
        case ("--", 4) where rest.count == 6 && rest[rest.startIndex] == 0x2D && rest[rest.startIndex + 3] == 0x2D:
            self.init(DHIS2Period.day(year, digits).map(Period.init(day:)))
        case ("Q", 1) where startsWithLetters: self.init(number.flatMap { Period(year: year, quarter: $0) })
        case ("W", 1...2) where startsWithLetters: self.init(number.flatMap { Period(year: year, week: $0) })
        case ("WedW", 1...2), ("ThuW", 1...2), ("FriW", 1...2), ("SatW", 1...2), ("SunW", 1...2):
            self.init(.otherWeek, number, 1...53, startsWithLetters)
        case ("BiW", 1...2): self.init(.twoWeeks, number, 1...27, startsWithLetters)
        case ("B", 2): self.init(.twoMonths, number, 1...12, !startsWithLetters)
        case ("NovQ", 1): self.init(.otherQuarter, number, 1...4, startsWithLetters)
        case ("S", 1), ("AprilS", 1), ("NovS", 1): self.init(.halfYear, number, 1...2, startsWithLetters)
        case ("April", 0), ("July", 0), ("Oct", 0), ("Nov", 0), ("Feb", 0), ("Aug", 0), ("Sep", 0):
            self = .other(.otherYear)
        default: return nil
        }
    }

    private init?(_ period: Period?) {
        guard let period else { return nil }
        self = .period(period)
    }

    private init?(_ kind: Kind, _ number: Int?, _ range: ClosedRange<Int>, _ isInOrder: Bool) {
        guard let number, range.contains(number), isInOrder else { return nil }
        self = .other(kind)
    }

    /// The day and the duration of ADX: `2024-01-01/P1M`.
    private init?(begin: String, duration: String) {
        guard case .period(let day)? = DHIS2Period(begin), day.frequency == .daily, begin.utf8.count == 10 else {
            return nil
        }
        let first = day.days.lowerBound
        let frequency: (Frequency, otherwise: Kind?)
        switch duration {
        case "P1D": frequency = (.daily, nil)
        case "P7D", "P1W": frequency = (.weekly, .otherWeek)
        case "P1M": frequency = (.monthly, nil)
        case "P3M": frequency = (.quarterly, .otherQuarter)
        case "P1Y", "P12M": frequency = (.annual, .otherYear)
        case "P14D", "P2W":
            self = .other(.twoWeeks)
            return
        case "P2M":
            self = .other(.twoMonths)
            return
        case "P4M":
            self = .other(.fourMonths)
            return
        case "P6M":
            self = .other(.halfYear)
            return
        default: return nil
        }
        guard let period = Period(frequency.0, containing: first) else { return nil }
        if period.days.lowerBound == first {
            self = .period(period)
        } else if let kind = frequency.otherwise {
            self = .other(kind)
        } else {
            return nil
        }
    }

    private static func day(_ year: Int, _ digits: [UInt8]) -> Day? {
        guard let month = number(digits[..<2]), let day = number(digits[2...]) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 4, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

extension DHIS2Period.Kind {
    /// What it is called.
    var words: LocalizedText {
        switch self {
        case .otherWeek:
            LocalizedText("a week that does not begin on Monday", malay: "minggu yang tidak bermula pada hari Isnin")
        case .twoWeeks: LocalizedText("two weeks", malay: "dua minggu")
        case .twoMonths: LocalizedText("two months", malay: "dua bulan")
        case .otherQuarter:
            LocalizedText(
                "a quarter that does not begin in January, April, July or October",
                malay: "suku tahun yang tidak bermula pada Januari, April, Julai atau Oktober")
        case .fourMonths: LocalizedText("four months", malay: "empat bulan")
        case .halfYear: LocalizedText("half a year", malay: "setengah tahun")
        case .otherYear:
            LocalizedText("a year that does not begin in January", malay: "tahun yang tidak bermula pada Januari")
        }
    }
}

extension Frequency {
    /// The ways in which DHIS2 writes the periods that lie within those of a dataset.
    var periodsOfDHIS2: String {
        switch self {
        case .annual: "2024, 2024Q1, 202403, 20240315"
        case .quarterly: "2024Q1, 202403, 20240315"
        case .monthly: "202403, 20240315"
        case .weekly: "2024W9, 20240315"
        case .daily: "20240315"
        }
    }
}
