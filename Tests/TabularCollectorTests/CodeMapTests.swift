import Collecting
import CollectorSupport
import Testing

@testable import TabularCollector

private let mapping = """
    mapping: 1
    maps:
      offices:
        columns: [office, line]
        gives: [STATE, FORM]
        ignoreCase: true
        rows:
          - [Alor Setar, text, KDH, SEXTORTION]
          - [Alor Setar, phone, KDH, _O]
          - [Muar, phone, JHR, _O]
    dimensions:
      STATE: {map: offices}
      FORM: {map: offices}
    period: {column: month}
    count: {column: count}

    """

@Suite struct CodeMapTests {
    @Test func wordsOfTwoColumnsGiveCodesOfTwoDimensions() throws {
        let read = try collect(
            "office,line,month,count\nAlor Setar,Text,2024-01,1\nMUAR,phone,2024-01,2\nMuar,Phone,2024-02,3\n", mapping)
        #expect(words(read) == ["2024-01 KDH/SEXTORTION 1", "2024-01 JHR/_O 2", "2024-02 JHR/_O 3"])
        #expect(read.outline == ["note unused-map-row -:-"])
        #expect(
            read.findings.last?.message.english
                == "1 row of the map offices stood for nothing in this file: “Alor Setar / phone”")
    }

    @Test func whatTheMapDoesNotKnowIsToldOnceWithTheNearest() throws {
        let read = try collect("office,line,month,count\nMuor,phone,2024-01,1\n,,2024-01,1\n", mapping)
        #expect(read.errors == ["unknown-code 2:2", "missing-value 3:2"])
        #expect(
            read.findings.first?.message.english
                == "“Muor / phone” is not in the map offices; did you mean “Muar / phone”?")
        #expect(read.counts.isEmpty)
        let others = mapping.replacing("ignoreCase: true", with: "others: [_U, _O]")
        let rest = try collect("office,line,month,count\nMuor,phone,2024-01,1\n", others)
        #expect(words(rest) == ["2024-01 _U/_O 1"])
    }

    @Test func nothingOfAPersonIsRepeated() throws {
        let read = try collect("office,line,month,count\n900101-14-5678,phone,2024-01,1\n", mapping)
        #expect(read.errors == ["personal-data 2:1"])
        #expect(!"\(read.findings)".contains("5678"))
    }

    @Test(arguments: [
        ("gives: [STATE, FORM]", "gives: [STATE, FROM]", "5:20: cases has no dimension FROM (did you mean \"FORM\"?)"),
        (
            "[Muar, phone, JHR, _O]", "[Muar, phone, JHR]",
            "10:9: a row has 2 words and 2 codes, but this one has 3 entries"
        ),
        (
            "[Muar, phone, JHR, _O]", "[Muar, phone, JRH, _O]",
            "10:23: the codelist STATE has no code JRH (did you mean \"JHR\"?)"
        ),
        ("[Muar, phone", "[Alor setar, Phone", "10:9: Alor setar / Phone stands in line 9 already"),
        (
            "[Muar, phone, JHR, _O]", "[Muar, phone, NORTH, _O]",
            "12:16: the map offices gives NORTH, the sum of other codes (name one of its parts, or write totals: "
                + "{codes: true} if these rows are totals)"
        ),
        ("STATE: {map: offices}", "STATE: {map: ofices}", "12:16: there is no map ofices (did you mean \"offices\"?)"),
        (
            "FORM: {map: offices}", "FORM: {value: _O}",
            "13:3: the map offices gives FORM too (write FORM: {map: offices})"
        ),
        (
            "STATE: {map: offices}", "STATE: {map: offices, empty: _U}",
            "12:25: what a word stands for is said in the map; empty goes with column"
        ),
        ("STATE: {map: offices}", "STATE: {map: offices, column: a}", "12:11: name one of column, map and flags"),
        ("ignoreCase: true", "others: [_U]", "6:5: others has one code for each dimension that the map gives"),
        ("ignoreCase: true", "ignorCase: true", "6:5: unknown key \"ignorCase\" (did you mean \"ignoreCase\"?)"),
    ])
    func eachMistakeIsToldAtItsPlace(old: String, new: String, expected: String) throws {
        let found = try mistakes(mapping.replacing(old, with: new))
        #expect(found.contains(expected), "\(found)")
    }
}
