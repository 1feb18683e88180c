import Collecting
import CollectorSupport
import Testing

@testable import TabularCollector

private func mapping(_ period: String, _ count: String = "count: {column: n}") -> String {
    """
    mapping: 1
    dimensions: {STATE: {column: state}, FORM: {value: _O}}
    period: \(period)
    \(count)

    """
}

@Suite struct DatePartTests {
    @Test(arguments: [
        ("{year: y, month: m}", "2024,3"), ("{year: y, month: m}", "2024.0,3.0"), ("{year: y, month: m}", "2024,Mac"),
        ("{year: y, month: m}", "2024,march"), ("{year: y, month: m}", "2024,Mar."),
        ("{year: {column: y, format: yy}, month: m}", "24,03"),
        ("{year: y, month: {column: m, words: {Ketiga: 3}}}", "2024,Ketiga"),
        ("{year: {value: 2024}, month: m}", "x,3"),
        ("{year: {column: y, words: {\"1445\": 2024}}, month: m}", "1445,3"),
    ])
    func yearAndMonthStandInColumns(period: String, fields: String) throws {
        let read = try collect("state,y,m,n\nKDH,\(fields),1\n", mapping(period))
        #expect(words(read) == ["2024-03 KDH/_O 1"])
    }

    @Test func aDayStandsInThreeColumns() throws {
        let read = try collect(
            "state,d,m,y,n\nKDH,31,Mac,2024,1\nKDH,31,4,2024,1\nKDH,32,4,2024,1\n",
            mapping("{year: y, month: m, day: d}"))
        #expect(words(read) == ["2024-03 KDH/_O 1"])
        #expect(read.errors == ["malformed-period 3:2", "malformed-period 4:2"])
        #expect(read.findings[0].message.english == "there is no such date: 2024 4 31")
        #expect(read.findings[1].message.english == "“32” is no day; expected a day, 1 to 31")
    }

    @Test(
        arguments: [
            (DatePart.quarter, "Q3", 3), (.quarter, "Suku 2", 2), (.quarter, "suku tahun ke-4", 4), (.quarter, "1", 1),
            (.quarter, "5", nil), (.week, "W09", 9), (.week, "Minggu 53", 53), (.week, "54", nil), (.month, "Ogos", 8),
            (.month, "13", nil), (.month, "Ogosto", nil), (.year, "24", nil), (.year, "2024", 2024), (.day, "0", nil),
        ] as [(DatePart, String, Int?)])
    func aPartIsReadAsPeopleWriteIt(part: DatePart, text: String, expected: Int?) {
        #expect(part.number(in: text, shortYear: false) == expected)
    }

    @Test(arguments: [
        ("2024/25", true), ("2023-24", true), ("2023/2024", true), ("2023\u{2013}2024", true), ("FY2023", true),
        ("FY 23", true), ("TK 2023", true), ("1999/00", true), ("2024", false), ("2023-12", false), ("2023/12", false),
        ("2023/2025", false), ("fyi", false), ("", false),
    ])
    func aFinancialYearIsKnown(text: String, expected: Bool) {
        #expect(FiscalYear.isNamed(in: text) == expected)
    }

    @Test func aFinancialYearIsRefusedInWords() throws {
        let parts = try collect("state,y,m,n\nKDH,2023/24,3,1\n", mapping("{year: y, month: m}"))
        #expect(parts.errors == ["malformed-period 2:2"])
        #expect(parts.findings.first?.message.english.hasPrefix("“2023/24” is a financial year") == true)
        let column = try collect("state,y,n\nKDH,FY2023,1\n", mapping("{column: y}"))
        #expect(column.findings.first?.message[.malay].contains("tahun kewangan") == true)
        let headings = try collect("state,2022/23\nKDH,1\n", mapping("{headings: yyyy-MM}", ""))
        #expect(headings.findings.first?.message.english.contains("financial year") == true)
        let title = "header: 2\n" + mapping("{headings: MMM, year: {in: title}}", "")
        let titled = try collect("Kes 2023/2024\nstate,Jan\nKDH,1\n", title)
        #expect(titled.errors == ["malformed-period 2:-"])
    }

    @Test func monthsStandInTheHeadingsAndTheYearInTheRowsOrAbove() throws {
        let expected = ["2024-01 KDH/_O 1", "2024-03 KDH/_O 3"]
        let rows = mapping("{headings: MMM, year: tahun}", "")
        #expect(try words(collect("state,tahun,Jan,Feb,Mac\nKDH,2024,1,,3\n", rows)) == expected)
        let title = "header: 3\n" + mapping("{headings: MMM, year: {in: title}}", "")
        let titled = try collect("Jadual 12: Kes mengikut negeri, 2024\n\nstate,Jan,Feb,Mac\nKDH,1,,3\n", title)
        #expect(words(titled) == expected)
        let above = "header: 2\n" + mapping("{headings: MMM, year: {in: above}}", "")
        let over = try collect(",2023,,2024,\nstate,Dis,Nov,Jan,Mac\nKDH,7,8,1,3\n", above)
        #expect(words(over) == ["2023-12 KDH/_O 7", "2023-11 KDH/_O 8"] + expected)
        let none = try collect(",,2024\nstate,Dis,Jan\nKDH,7,1\n", above)
        #expect(none.errors == ["malformed-period 2:2"])
    }

    @Test func yearsMayStandInTheHeadingsAndMonthsInTheRows() throws {
        let read = try collect("state,m,2023,2024\nKDH,Mac,1,2\n", mapping("{headings: yyyy, month: m}", ""))
        #expect(words(read) == ["2023-03 KDH/_O 1", "2024-03 KDH/_O 2"])
        let again = try collect("state,m,2023,2023\nKDH,Mac,1,2\n", mapping("{headings: yyyy, month: m}", ""))
        #expect(again.errors == ["doubled-column 1:4"])
    }

    /// A sheet of a whole year has months that have not begun; only a count in one is an error.
    @Test func aMonthToComeMayStandEmpty() throws {
        let rows = mapping("{headings: MMM, year: tahun}", "")
        #expect(try collect("state,tahun,Jan,Dis\nKDH,2024,1,\n", rows).errors.isEmpty)
        #expect(try collect("state,tahun,Jan,Dis\nKDH,2024,1,2\n", rows).errors == ["future-period 2:4"])
    }

    @Test func aPeriodStandsInTheTitle() throws {
        let text = "Laporan bulanan\n\"Kes, Mac 2024 (sementara)\"\nstate,n\nKDH,1\n"
        let title = "header: 3\n" + mapping("{title: MMM yyyy}")
        #expect(try words(collect(text, title)) == ["2024-03 KDH/_O 1"])
        let twice = try collect(text.replacing("Laporan bulanan", with: "Laporan Feb 2024"), title)
        #expect(twice.errors == ["malformed-period 3:-"])
        #expect(twice.counts.isEmpty)
        #expect(try collect(text.replacing("2024", with: "x"), title).errors == ["malformed-period 3:-"])
    }

    @Test func theYearOfATitleMustBeTheOnlyOne() throws {
        let title = "header: 2\n" + mapping("{headings: MMM, year: {in: title}}", "")
        let read = try collect("2023 dan 2024\nstate,Jan\nKDH,1\n", title)
        #expect(
            read.findings.first?.message.english
                == "the lines above this one name more than one year; say in the mapping which it is")
    }

    @Test(arguments: [
        (
            "{month: m}",
            "3:10: these parts make no period (name a year alone, with a quarter, with a month, with an ISO week, or "
                + "with month and day)"
        ),
        (
            "{year: y, month: m, week: w}",
            "3:10: these parts make no period (name a year alone, with a quarter, with a month, with an ISO week, or "
                + "with month and day)"
        ),
        ("{headings: MMM}", "3:10: the headings name no year (say where it stands: year: {column: …})"),
        ("{year: y, column: c}", "3:10: the parts of a date go with headings or stand alone"),
        (
            "{year: {in: titel}}",
            "3:21: expected one of title or above, found the text \"titel\" (did you mean \"title\"?)"
        ),
        ("{year: {format: yy}}", "3:16: name one of column, value and in"),
        ("{year: y, month: {in: title}}", "3:27: the title gives the year alone (or a period: {title: MMM yyyy})"),
        (
            "{year: {column: y, format: yyy}}",
            "3:36: expected one of yyyy or yy, found the text \"yyy\" (did you mean \"yyyy\"?)"
        ),
        (
            "{headings: yyyy-MM, month: m}",
            "3:10: with parts of the date beside them, headings give one part alone (write yyyy, MMM, M, Q or w)"
        ),
        ("{column: y, total: t}", "3:21: total goes with headings"),
    ])
    func eachMistakeIsToldAtItsPlace(period: String, expected: String) throws {
        let found = try mistakes(mapping(period))
        #expect(
            found.first { $0.contains("3:") }.map { $0.drop { $0 != ":" } } == expected.drop { $0 != ":" }, "\(found)")
    }
}
