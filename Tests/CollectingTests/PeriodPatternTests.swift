import Collecting
import Testing

@Suite struct PeriodPatternTests {
    @Test(arguments: [
        ("yyyy", "2024", "2024"), ("yy", "24", "2024"), ("yyyy-MM", "2024-03", "2024-03"),
        ("M/yyyy", "3/2024", "2024-03"),
        ("M/yyyy", "12/2024", "2024-12"), ("MM/yy", "03/24", "2024-03"), ("yyyyMMdd", "20240315", "2024-03-15"),
        ("d/M/yyyy", "5/3/2024", "2024-03-05"), ("d/M/yyyy", "15/03/2024", "2024-03-15"),
        ("dd.MM.yyyy", "29.02.2024", "2024-02-29"), ("MMM yyyy", "Mac 2024", "2024-03"),
        ("MMMM yyyy", "September 2024", "2024-09"), ("MMM yyyy", "Sept. 2024", "2024-09"),
        ("MMM-yy", "OGOS-24", "2024-08"),
        ("MMMyyyy", "Dis2024", "2024-12"), ("d MMM yyyy", "1 Julai 2024", "2024-07-01"),
        ("yyyy-'Q'Q", "2024-Q2", "2024-Q2"), ("'Suku' Q yyyy", "Suku 4 2024", "2024-Q4"),
        ("Q/yyyy", "1/2024", "2024-Q1"),
        ("yyyy-'W'ww", "2024-W09", "2024-W09"), ("w yyyy", "9 2024", "2024-W09"),
        ("yyyy*", "2024 (provisional)", "2024"),
        ("yyyy-MM-dd*", "2024-03-15T10:00:00Z", "2024-03-15"), ("yyyy*", "2024", "2024"),
        ("'dd'yyyy", "dd2024", "2024"),
        ("Tahun' 'yyyy", "Tahun 2024", "2024"),
    ])
    func whatFitsIsRead(pattern: String, text: String, period: String) throws {
        let read = try #require(PeriodPattern(pattern))
        #expect(read.period(from: text) == Period(period))
        #expect(Period(period) != nil)
        #expect(read.description == pattern)
        let example = try #require(read.period(from: read.example))
        #expect(example.contains(Period(day: try #require(Day(year: 2024, month: 1, day: 15)))))
        // What merely begins or ends with it does not fit, unless the pattern says so.
        if !pattern.hasSuffix("*") { #expect(read.period(from: text + "x") == nil) }
        #expect(read.period(from: "x" + text) == nil)
    }

    @Test(arguments: [
        ("yyyy", "24"), ("yyyy", ""), ("yyyy", "20245"), ("yyyy", "1899"), ("yyyy", "2200"), ("yy", "2024"),
        ("yyyy-MM", "2024-3"), ("yyyy-MM", "2024-13"), ("yyyy-MM", "2024-00"), ("yyyy-MM", "2024/03"),
        ("d/M/yyyy", "29/2/2023"), ("d/M/yyyy", "31/4/2024"), ("d/M/yyyy", "0/4/2024"), ("d/M/yyyy", "3/15/2024"),
        ("dd/MM/yyyy", "5/3/2024"), ("MMM yyyy", "Foo 2024"), ("MMM yyyy", "Ma 2024"), ("yyyy-'Q'Q", "2024-Q5"),
        ("yyyy-'Q'Q", "2024-Q0"), ("yyyy-'W'ww", "2023-W53"), ("yyyy-'W'ww", "2024-W00"), ("yyyy-MM", "２０２４-03"),
        ("yyyy", " 2024"),
    ])
    func whatDoesNotFitOrDoesNotExistIsRefused(pattern: String, text: String) throws {
        #expect(try #require(PeriodPattern(pattern)).period(from: text) == nil)
    }

    @Test(arguments: [
        "", "MM", "yyy", "yyyyy", "y", "MMMMM yyyy", "ddd/MM/yyyy", "QQ yyyy", "www yyyy", "yyyy yyyy", "yyyy yy",
        "yyyy-dd", "dd", "yyyy-MM-MM", "yyyy-Q-MM", "yyyy-w-dd", "yyyy 'open", "*yyyy", "yyyy**", "text",
    ])
    func whatMakesNoPeriodIsNoPattern(text: String) {
        #expect(PeriodPattern(text) == nil)
    }

    @Test func everyDayIsReadBackFromEveryOrder() throws {
        let orders = try ["yyyy-MM-dd", "d/M/yyyy", "M/d/yyyy"].map { try #require(PeriodPattern($0)) }
        for number in stride(from: -25_567, through: 84_005, by: 97) {
            let day = try #require(Day(daysSince1970: number))
            let (year, month, date) = day.date
            for (pattern, text) in zip(
                orders, [day.description, "\(date)/\(month)/\(year)", "\(month)/\(date)/\(year)"])
            {
                #expect(pattern.period(from: text) == Period(day: day))
            }
        }
    }

    @Test(arguments: [
        ("January", 1), ("Januari", 1), ("Jan", 1), ("FEBRUARI", 2), ("feb", 2), ("March", 3), ("Mac", 3), ("mar", 3),
        ("April", 4), ("May", 5), ("Mei", 5), ("June", 6), ("Jun", 6), ("July", 7), ("Julai", 7), ("jul", 7),
        ("August", 8), ("Ogos", 8), ("Aug", 8), ("September", 9), ("Sept", 9), ("Oktober", 10), ("October", 10),
        ("Okt", 10), ("November", 11), ("Disember", 12), ("December", 12), ("Dis", 12), ("dec", 12),
    ])
    func monthsHaveTheirNamesInBothLanguages(name: String, month: Int) {
        for text in [name, name + " 2024", name + "-24", name.uppercased()] {
            let found = MonthNames.leading(text)
            #expect(found?.month == month)
            #expect(found?.length == name.count)
        }
    }

    @Test(arguments: ["", "Ja", "Xyz", "2024", " Jan", "M\u{E4}rz"])
    func otherWordsAreNoMonths(text: String) {
        #expect(MonthNames.leading(text) == nil)
    }
}
