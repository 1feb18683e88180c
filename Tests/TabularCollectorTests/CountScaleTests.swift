import Collecting
import CollectorSupport
import Testing

@testable import TabularCollector

private func mapping(_ keys: String) -> String {
    plainMapping.replacing("count: {column: count}\n", with: keys)
}

@Suite struct CountScaleTests {
    @Test(arguments: [
        ("12", NumberFormat.Reading.number(12_000)), ("1.5", .number(1500)), ("1.234", .malformed),
        ("1.2345", .fraction), ("0.001", .number(1)), ("-0.5", .number(-500)), ("-2.5", .number(-2500)),
        ("0.0001", .fraction), ("1.50", .number(1500)), ("9223372036854775807", .tooLarge), ("1.2k", .malformed),
        ("", .malformed), ("1..2", .malformed), (".5", .malformed),
    ])
    func thousandsAreExact(text: String, expected: NumberFormat.Reading) {
        #expect(CountScale(multiplier: 1000, suffixes: [:]).read(text, .plain) == expected)
    }

    @Test(arguments: [
        ("1.2k", NumberFormat.Reading.number(1200)), ("1.234 k", .number(1234)), ("3 juta", .number(3_000_000)),
        ("12", .number(12)), ("1.2", .fraction), ("0.1234k", .fraction), ("k", .malformed), ("1kk", .malformed),
        ("1.0000000000000000001k", .fraction),
    ])
    func aLetterMultiplies(text: String, expected: NumberFormat.Reading) {
        let scale = CountScale(multiplier: 1, suffixes: ["k": 1000, "juta": 1_000_000])
        #expect(scale.read(text, .plain) == expected)
    }

    @Test func countsAreReadInThousands() throws {
        let format = try #require(NumberFormat(decimal: ",", thousands: "."))
        #expect(CountScale(multiplier: 1000, suffixes: [:]).read("1.234,5", format) == .number(1_234_500))
        let read = try collect(
            heading + "KDH,_O,2024-01,1.5\nKDH,_O,2024-02,1.2345\nKDH,_O,2024-03,1000001\n",
            mapping("count: {column: count, multiplier: 1000}\n"))
        #expect(words(read) == ["2024-01 KDH/_O 1500"])
        #expect(read.errors == ["malformed-number 3:4", "absurd-count 4:4"])
        #expect(
            read.findings.first?.message.english == "“1.2345”, multiplied as the mapping says, is no whole number")
    }

    @Test func columnsOfPeriodsAreScaledToo() throws {
        let text = mapping("count: {suffixes: {k: 1000}}\n").replacing("{column: month}", with: "{headings: yyyy-MM}")
        let read = try collect("state,form,2024-01,2024-02\nKDH,_O,1.2k,7\n", text)
        #expect(words(read) == ["2024-01 KDH/_O 1200", "2024-02 KDH/_O 7"])
    }
}

@Suite struct UnitColumnTests {
    private let keys = """
        count: {column: count}
        unitColumn: {column: unit, count: [Number, Bilangan], leaveOut: ["%", Percent]}

        """
    private let head = "state,form,month,count,unit\n"

    @Test func sharesAreLeftOutAndUnknownUnitsRefused() throws {
        let read = try collect(
            head + "KDH,_O,2024-01,5,Number\nKDH,_O,2024-01,12.5,%\nJHR,_O,2024-01,2,Bilangan\nJHR,_O,2024-02,3,Numbr\n"
                + "JHR,_O,2024-03,3,\n", mapping(keys))
        #expect(words(read) == ["2024-01 KDH/_O 5", "2024-01 JHR/_O 2"])
        #expect(read.outline == ["error unknown-unit 5:5", "error unknown-unit 6:5", "note skipped-rows -:-"])
        #expect(
            read.findings.first?.message.english
                == "“Numbr” is no unit that unitColumn lists under count or leaveOut; did you mean “Number”?")
    }

    @Test func aUnitMayMultiply() throws {
        let thousand = keys.replacing("[Number, Bilangan]", with: "{Number: 1, \"'000\": 1000}")
        let read = try collect(head + "KDH,_O,2024-01,1.5,'000\nJHR,_O,2024-01,2,Number\n", mapping(thousand))
        #expect(words(read) == ["2024-01 KDH/_O 1500", "2024-01 JHR/_O 2"])
    }

    @Test(arguments: [
        (
            "count: {column: count, multiplier: 0}\n",
            "6:36: expected a whole number from 1 to 1000000000, found the number 0"
        ),
        ("count: {multiplier: 10}\n", "6:1: name the column of the counts"),
        (
            "count: {column: count}\nunitColumn: {column: u, count: [A], leaveOut: [A]}\n",
            "7:37: \"A\" is both counted and left out"
        ),
        ("count: {column: count}\nunitColumn: {column: u}\n", "7:13: the key \"count\" is missing"),
        (
            "count: rows\nunitColumn: {column: u, count: A}\n",
            "7:1: rows that are one unit each have no unit column"
        ),
    ])
    func eachMistakeIsToldAtItsPlace(keys: String, expected: String) throws {
        #expect(try mistakes(mapping(keys)) == [expected])
    }
}
