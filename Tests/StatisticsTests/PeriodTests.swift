import Statistics
import Testing

@Suite struct PeriodTests {
    @Test(arguments: [
        ("2024", Frequency.annual, "2024-01-01", "2024-12-31"), ("2024-Q1", .quarterly, "2024-01-01", "2024-03-31"),
        ("2023-Q4", .quarterly, "2023-10-01", "2023-12-31"), ("2024-02", .monthly, "2024-02-01", "2024-02-29"),
        ("1900-02", .monthly, "1900-02-01", "1900-02-28"), ("2024-W01", .weekly, "2024-01-01", "2024-01-07"),
        ("2020-W53", .weekly, "2020-12-28", "2021-01-03"), ("2021-W01", .weekly, "2021-01-04", "2021-01-10"),
        ("1969-W01", .weekly, "1968-12-30", "1969-01-05"), ("2024-03-15", .daily, "2024-03-15", "2024-03-15"),
    ])
    func readsWritesAndKnowsItsDays(text: String, frequency: Frequency, first: String, last: String) throws {
        let period = try #require(Period(text))
        #expect(period.frequency == frequency)
        #expect(period.description == text)
        #expect(period.days.lowerBound.description == first)
        #expect(period.days.upperBound.description == last)
    }

    @Test(arguments: [
        "", "24", "20244", "2024-", "2024-13", "2024-00", "2024-1", "2024-Q0", "2024-Q5", "2024-q1", "2024-W54",
        "2021-W53", "2024-W00", "2023-02-29", "2024-02-30", "2024/02", " 2024", "2024-02-1", "1899", "2200",
        "2024-001-1", "２０２４", "2024-Q-1", "2024--1",
    ])
    func refusesWhatIsNoPeriod(text: String) {
        #expect(Period(text) == nil)
    }

    @Test func everyDayOfThreeCenturiesFallsInOnePeriodOfEachFrequency() throws {
        var previous: [Frequency: Period] = [:]
        for number in Int(Day.first.number)...Int(Day.last.number) {
            let day = try #require(Day(daysSince1970: number))
            let (year, month, dayOfMonth) = day.date
            #expect(Day(year: year, month: month, day: dayOfMonth) == day)
            for frequency in Frequency.allCases {
                guard let period = Period(frequency, containing: day) else {
                    #expect(frequency == .weekly)
                    continue
                }
                guard period.days.contains(day) else {
                    Issue.record("\(day) is not in \(period)")
                    return
                }
                if let before = previous[frequency], before != period {
                    guard before.advanced(by: 1) == period, period.days.lowerBound == day,
                        before.days.upperBound.number + 1 == day.number
                    else {
                        Issue.record("\(before) is not followed by \(period)")
                        return
                    }
                }
                previous[frequency] = period
            }
        }
        #expect(previous[.daily]?.description == "2199-12-31")
    }

    @Test func theWeekdayIsTheCalendars() throws {
        #expect(try #require(Day(year: 1970, month: 1, day: 1)).weekday == 4)
        #expect(try #require(Day(year: 2024, month: 3, day: 15)).weekday == 5)
        #expect(Day.first.weekday == 1)
    }

    @Test(arguments: Frequency.allCases) func textComesBack(frequency: Frequency) throws {
        let start = try #require(Day(year: 2019, month: 12, day: 20))
        for offset in 0..<900 {
            let day = try #require(Day(daysSince1970: Int(start.number) + offset))
            let period = try #require(Period(frequency, containing: day))
            #expect(Period(period.description) == period)
        }
    }

    @Test func arithmeticStaysInTheCalendar() throws {
        let january = try #require(Period("2024-01"))
        #expect(january.advanced(by: -1)?.description == "2023-12")
        #expect(january.advanced(by: 14)?.description == "2025-03")
        #expect(january.distance(to: try #require(Period("2025-01"))) == 12)
        #expect(january.distance(to: try #require(Period("2025"))) == nil)
        #expect(Period("2199-12")?.advanced(by: 1) == nil)
        #expect(Period("1900-01-01")?.advanced(by: -1) == nil)
        #expect(january.advanced(by: .max) == nil)
        #expect(january.advanced(by: .min) == nil)
    }

    @Test func theYearBeforeIsTheSamePeriodOrNone() {
        #expect(Period("2024-Q3")?.yearBefore?.description == "2023-Q3")
        #expect(Period("2024-02-29")?.yearBefore == nil)
        #expect(Period("2020-W53")?.yearBefore == nil)
        #expect(Period("2021-W09")?.yearBefore?.description == "2020-W09")
        #expect(Period("1900")?.yearBefore == nil)
    }

    @Test func containment() throws {
        let year = try #require(Period("2024"))
        #expect(year.contains(try #require(Period("2024-Q2"))))
        #expect(year.contains(year))
        #expect(try #require(Period("2024-03")).contains(try #require(Period("2024-03-31"))))
        #expect(try !#require(Period("2024-03")).contains(try #require(Period("2024-W09"))))
        #expect(try !#require(Period("2024-03")).contains(year))
    }

    @Test func ordersByDayThenLengthAcrossFrequencies() throws {
        let texts = ["2024", "2024-Q1", "2024-01", "2024-W01", "2024-01-01", "2024-02", "2024-Q2"]
        let periods = try texts.map { try #require(Period($0)) }
        #expect(periods.shuffled().sorted() == periods)
    }

    @Test func rangesCountAndFind() throws {
        let range = try #require(PeriodRange("2023-11..2024-02"))
        #expect(range.map(\.description) == ["2023-11", "2023-12", "2024-01", "2024-02"])
        #expect(range.index(of: try #require(Period("2024-01"))) == 2)
        #expect(range.index(of: try #require(Period("2024-03"))) == nil)
        #expect(range.index(of: try #require(Period("2024"))) == nil)
        #expect(range.description == "2023-11..2024-02")
        #expect(PeriodRange("2024")?.count == 1)
        for text in ["2024..2023", "2024..2024-Q1", "..", "2024..", "2024-01...2024-02", "x"] {
            #expect(PeriodRange(text) == nil, "\(text)")
        }
    }
}
