import Statistics
import Testing

@Suite struct DayTests {
    /// Walks the whole calendar with its rules alone, and finds the same dates.
    @Test func everyDayOfTheCalendarHasItsDate() {
        var (year, month, day, weekday) = (1900, 1, 1, 1)  // A Monday.
        var wrong: [Int] = []
        for number in Int(Day.first.number)...Int(Day.last.number) {
            let found = Day(daysSince1970: number)
            if found.map({ $0.date == (year, month, day) && $0.weekday == weekday }) != true
                || Day(year: year, month: month, day: day) != found
            {
                wrong.append(number)
            }
            let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            day += 1
            if day > length { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
            weekday = weekday % 7 + 1
        }
        #expect(wrong.isEmpty)
        #expect((year, month, day) == (2200, 1, 1))
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1),
        (2024, 1, 0), (2024, 1, 32), (2024, -1, 1), (1899, 12, 31), (2200, 1, 1), (0, 1, 1), (Int.max, 1, 1),
        (2024, Int.max, Int.max),
    ])
    func thereIsNoSuchDay(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }

    @Test func theCalendarHasEnds() {
        #expect(Day.first.description == "1900-01-01")
        #expect(Day.last.description == "2199-12-31")
        #expect(Day(daysSince1970: Int(Day.first.number) - 1) == nil)
        #expect(Day(daysSince1970: Int(Day.last.number) + 1) == nil)
        #expect(Day(daysSince1970: .max) == nil && Day(daysSince1970: .min) == nil)
        #expect(Day(daysSince1970: 0)?.description == "1970-01-01")
        #expect(Day.first < Day.last && !(Day.last < Day.first))
    }
}
