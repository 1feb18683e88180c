import Collecting
import CollectorSupport
import Testing

@testable import TabularCollector

private let good = ["2024-01 KDH/GROOMING 5", "2024-02 JHR/_O 0"]
private let rows = "KDH,GROOMING,2024-01,5\nJHR,_O,2024-02,0\n"

/// The plain mapping with more keys.
private func with(_ keys: String) -> String { plainMapping + keys + "\n" }

@Suite struct ReadingTests {
    @Test func aPlainFileIsReadWithoutFindings() throws {
        let read = try collect(heading + rows)
        #expect(words(read) == good)
        #expect(read.findings.isEmpty)
    }

    @Test(arguments: [
        (heading + rows, "header: 1"), ("Cases by state\n\n" + heading + rows, "header: 3"),
        ("\"a \"b\nx,y\n" + heading + rows, "header: 3"),
        ((heading + rows).replacing(",", with: ";"), "separator: \";\""),
        ((heading + rows).replacing(",", with: "\t"), "separator: tab"),
        ((heading + rows).replacing(",", with: "|"), "separator: \"|\""),
        ("\u{FEFF}" + heading + rows, "encoding: utf-8"), ((heading + rows).replacing("\n", with: "\r\n"), "header: 1"),
        (heading.replacing("state", with: "'state'") + rows, "quote: \"'\""),
        (heading + "\n ,\u{A0}, \n,,,,\n" + rows + "\n\n", "header: 1"),
        (heading + rows.replacing(",", with: " , "), "header: 1"),
        (heading + rows.replacing("\n", with: ",,\n"), "header: 1"),
    ])
    func whatProgramsDoToAFileDoesNotMatter(text: String, key: String) throws {
        let read = try collect(text, with(key))
        #expect(words(read) == good)
        #expect(read.findings.isEmpty)
    }

    @Test func aFileWithoutHeadingsIsReadByNumbers() throws {
        let mapping = """
            mapping: 1
            header: 0
            dimensions: {STATE: {column: 1}, FORM: {column: 2}}
            period: {column: 3}
            count: {column: 4}
            """
        let read = try collect(rows, mapping)
        #expect(words(read) == good)
        #expect(read.findings.isEmpty)
        // A lost separator must not turn the next field into the count.
        let short = try collect(rows + "KDH,GROOMING,2024-03\nKDH,GROOMING,2024-03,1,234\n", mapping)
        #expect(words(short) == good)
        #expect(short.errors == ["ragged-row 3:-", "ragged-row 4:-"])
        #expect(short.findings.first?.message.english.contains("the first row has 4") == true)
        #expect(try collect("KDH,GROOMING,2024-03\n", mapping).errors == ["missing-column 1:-"])
    }

    @Test func periodsMayStandInTheHeadings() throws {
        let mapping = """
            mapping: 1
            dimensions: {STATE: {column: state}, FORM: {value: _O}}
            period: {headings: MMM yyyy}
            missing: ["n/a"]
            """
        let read = try collect("state,note,Jan 2024,Mac 2024\nKedah,x,3,0\nPerlis,y,,4\nJohor,z,n/a,5\n", mapping)
        #expect(
            words(read) == [
                "2024-01 KDH/_O 3", "2024-03 KDH/_O 0", "2024-03 PLS/_O 4", "2024-03 JHR/_O 5",
            ])
        #expect(read.outline == ["note unused-column -:-", "note missing-value -:-"])
        #expect(read.findings.last?.message.english == "2 counts are missing; they are not taken as zero")
        // A row with one bad cell gives none of its cells, and what it would have repeated is no repetition.
        let bad = try collect("state,Jan 2024,Feb 2024\nKDH,3,x\nKDH,1,2\nKDH,,2\nJHR,,2\nJHR,1,2\n", mapping)
        #expect(words(bad) == ["2024-01 KDH/_O 1", "2024-02 KDH/_O 2", "2024-02 JHR/_O 2"])
        #expect(bad.errors == ["malformed-number 2:3", "doubled-row 4:-", "doubled-row 6:-"])
        #expect(bad.findings.map(\.message.english).contains { $0.contains("as row 3;") })
        let afterwards = try collect("state,Jan 2024,Feb 2024\nJHR,,2\nJHR,1,2\nJHR,1,\n", mapping)
        #expect(words(afterwards) == ["2024-02 JHR/_O 2", "2024-01 JHR/_O 1"])
    }

    @Test(arguments: [
        ("yyyy-MM-dd", "2024-03-31"), ("d/M/yyyy", "1/3/2024"), ("dd/MM/yyyy", "01/03/2024"), ("MMM yyyy", "Mac 2024"),
        ("MMM yyyy", "march 2024"), ("yyyyMM", "202403"), ("M/yy", "3/24"), ("yyyy-MM*", "2024-03-05 10:00"),
        ("sdmx", "2024-03"), ("sdmx", "2024-03-09"),
    ])
    func datesAreReadInTheirFormatAndPlacedInTheirMonth(format: String, text: String) throws {
        let mapping = plainMapping.replacing("{column: month}", with: "{column: month, format: \(format)}")
        #expect(try words(collect(heading + "KDH,_O,\(text),1\n", mapping)) == ["2024-03 KDH/_O 1"])
    }

    @Test func thePeriodOfTheSubmissionStandsWhereTheFileNamesNone() throws {
        let mapping = plainMapping.replacing("period: {column: month}\n", with: "")
        let text = "state,form,count\nKDH,_O,1\n"
        #expect(try words(collect(text, mapping, period: Period("2024-04"))) == ["2024-04 KDH/_O 1"])
        let none = try collect(text, mapping)
        #expect(none.counts.isEmpty)
        #expect(none.outline == ["error missing-value -:-"])
        let fixed = mapping + "period: {value: 2024-02}\n"
        #expect(try words(collect(text, fixed)) == ["2024-02 KDH/_O 1"])
    }

    @Test func rowsAreLeftOutByTheirValues() throws {
        let skip = with("rows: {skip: [{column: state, values: [Malaysia, All]}, {column: state, startsWith: Note}]}")
        let text = heading + "Malaysia,x,y,z\n" + rows + "Note: provisional,,,\nAll\n"
        let read = try collect(text, skip)
        #expect(words(read) == good)
        #expect(read.outline == ["note skipped-rows -:-"])
        #expect(read.findings.first?.message.english == "3 rows were left out, as the mapping says")
        let keep = with("rows: {keep: [{column: state, values: KDH}]}")
        #expect(try words(collect(heading + rows, keep)) == [good[0]])
        let all = try collect(heading + rows, with("rows: {skip: [{column: count, startsWith: [\"5\", \"0\"]}]}"))
        #expect(all.outline == ["note skipped-rows -:-", "error no-rows -:-"])
    }

    @Test func encodingsAreReadAsDeclared() throws {
        let mapping = plainMapping.replacing("{column: state}", with: "{column: état, codes: {Kédah: KDH, “K”: JHR}}")
        let latin = Array("état,form,month,count\nKédah,_O,2024-01,1\n".unicodeScalars.map { UInt8($0.value) })
        let expected = ["2024-01 KDH/_O 1"]
        #expect(try words(collect(latin, mapping + "encoding: latin-1\n")) == expected)
        #expect(try words(collect(latin, mapping + "encoding: windows-1252\n")) == expected)
        let windows = latin + [0x93, UInt8(ascii: "K"), 0x94] + Array(",_O,2024-02,2\n".utf8)
        #expect(try words(collect(windows, mapping + "encoding: windows-1252\n")).last == "2024-02 JHR/_O 2")
        #expect(try collect(latin, mapping).errors == ["wrong-encoding 1:-"])
        #expect(try collect(windows + [0x81], mapping + "encoding: windows-1252\n").errors == ["wrong-encoding 4:-"])
        let marked = [0xEF, 0xBB, 0xBF] + latin
        #expect(try collect(marked, mapping + "encoding: latin-1\n").errors == ["wrong-encoding -:-"])
        #expect(try collect([0xFF, 0xFE, 0x41, 0x00]).errors == ["wrong-encoding -:-"])
    }

    @Test func numbersAreReadAsDeclared() throws {
        let text = heading + "KDH,_O,2024-01,\"1,234\"\n"
        #expect(try words(collect(text, with("numbers: {thousands: \",\"}"))) == ["2024-01 KDH/_O 1234"])
        let refused = try collect(text)
        #expect(refused.errors == ["malformed-number 2:4"])
        #expect(refused.counts.isEmpty)
        let european = heading + "KDH,_O,2024-01,1.234\nKDH,_O,2024-02,\"7,0\"\n"
        let mapping = with("numbers: {thousands: \".\", decimal: \",\"}")
        #expect(try words(collect(european, mapping)) == ["2024-01 KDH/_O 1234", "2024-02 KDH/_O 7"])
    }

    @Test func aMissingCountIsNoZero() throws {
        let text = heading + "KDH,_O,2024-01,\nKDH,_O,2024-02,-\nKDH,_O,2024-03,0\n"
        let read = try collect(text, with("missing: [\"-\"]"))
        #expect(words(read) == ["2024-03 KDH/_O 0"])
        #expect(read.outline == ["note missing-value -:-"])
        #expect(try collect(text).errors == ["malformed-number 3:4"])
    }

    @Test func rowsMayBeCountedInstead() throws {
        let mapping = plainMapping.replacing("{column: count}", with: "rows")
        let read = try collect("state,form,month\nKDH,_O,2024-01\nKDH,_O,2024-01\n", mapping)
        #expect(words(read) == ["2024-01 KDH/_O 1", "2024-01 KDH/_O 1"])
        #expect(read.findings.isEmpty)
    }

    @Test func repeatedRowsAreRefusedOrAdded() throws {
        let text = heading + rows + "Kedah,GROOMING,2024-01,9\n"
        let refused = try collect(text)
        #expect(words(refused) == good)
        #expect(refused.errors == ["doubled-row 4:-"])
        #expect(refused.findings.first?.message.english.contains("as row 2;") == true)
        let added = try collect(text, with("duplicates: add"))
        #expect(words(added) == good + ["2024-01 KDH/GROOMING 9"])
        #expect(added.findings.isEmpty)
    }

    @Test func emptyAndOtherWordsStandForWhatTheMappingSays() throws {
        let state =
            "{column: state, empty: _U, ignoreCase: true, codes: {Kelantan: JHR}, ranges: [{to: 17, code: PLS}]}"
        let mapping = plainMapping.replacing("{column: state}", with: state)
            .replacing("{column: form}", with: "{column: form, others: _O}")
        let text =
            heading + ",x,2024-01,1\nPULAU pinang,grooming,2024-01,2\nkelantan,GROOMING,2024-01,3\n17.0,,2024-01,4\n"
        let read = try collect(text, mapping)
        #expect(
            words(read) == [
                "2024-01 _U/_O 1", "2024-01 PNG/_O 2", "2024-01 JHR/GROOMING 3", "2024-01 PLS/_O 4",
            ])
    }
}
