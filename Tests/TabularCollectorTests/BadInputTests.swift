import Bytes
import Collecting
import CollectorSupport
import FoundationEssentials
import TestSupport
import Testing

@testable import TabularCollector

private let row = "KDH,GROOMING,2024-01,5\n"
private let observed = ["2024-01 KDH/GROOMING 5", "2024-02 JHR/_O 1"]

@Suite struct BadInputTests {
    /// Each bad row stands in line 3, between two good ones, which are observed whatever it holds.
    @Test(arguments: [
        ("KDH,GROOMING,2024-03", "ragged-row 3:-"), ("KDH,GROOMING,2024-03,1,2", "ragged-row 3:-"),
        ("KDH,GROOMING,2024-03,1,234", "ragged-row 3:-"), ("KDH", "ragged-row 3:-"),
        ("KHD,GROOMING,2024-03,1", "unknown-code 3:1"), ("KDH,groming,2024-03,1", "unknown-code 3:2"),
        ("NORTH,GROOMING,2024-03,1", "subtotal-code 3:1"), ("_T,GROOMING,2024-03,1", "subtotal-code 3:1"),
        (",GROOMING,2024-03,1", "missing-value 3:1"), ("KDH,GROOMING,,1", "missing-value 3:3"),
        ("KDH,GROOMING,2024-13,1", "malformed-period 3:3"), ("KDH,GROOMING,March 2024,1", "malformed-period 3:3"),
        ("KDH,GROOMING,2024,1", "coarse-period 3:3"), ("KDH,GROOMING,2024-W09,1", "coarse-period 3:3"),
        ("KDH,GROOMING,2024-07,1", "future-period 3:3"), ("KDH,GROOMING,2024-06-16,1", "future-period 3:3"),
        ("KDH,GROOMING,2024-03,-1", "negative-count 3:4"), ("KDH,GROOMING,2024-03,\u{2212}5", "negative-count 3:4"),
        ("KDH,GROOMING,2024-03,1000000001", "absurd-count 3:4"),
        ("KDH,GROOMING,2024-03,99999999999999999999999", "absurd-count 3:4"),
        ("KDH,GROOMING,2024-03,1.5", "malformed-number 3:4"), ("KDH,GROOMING,2024-03,1.000", "malformed-number 3:4"),
        ("KDH,GROOMING,2024-03,<10", "malformed-number 3:4"), ("KDH,GROOMING,2024-03,five", "malformed-number 3:4"),
        ("KDH,GROOMING,2024-01,5", "doubled-row 3:-"), ("KDH,\"GROOMING\"x,2024-03,1", "malformed-row 3:-"),
        ("KDH,900101-14-5678,2024-03,1", "personal-data 3:2"), ("KDH,GROOMING,2024-03,a@b.my", "personal-data 3:4"),
        ("KDH,GROOMING,012-345 6789,1", "personal-data 3:3"),
    ])
    func aBadRowIsLocatedAndTheOthersKept(bad: String, expected: String) throws {
        let read = try collect(heading + row + bad + "\nJHR,_O,2024-02,1\n")
        #expect(read.errors == [expected])
        #expect(words(read) == observed)
    }

    @Test func everyFaultOfARowIsTold() throws {
        let read = try collect(heading + "KHD,GROMING,2024-3,-1\n")
        #expect(
            read.errors == ["unknown-code 2:1", "unknown-code 2:2", "malformed-period 2:3", "negative-count 2:4"])
        #expect(read.findings[0].location.heading == "state")
        #expect(read.findings[0].message.english == "“KHD” is no code of STATE (State); did you mean “KDH”?")
        #expect(read.findings[0].message[.malay] == "“KHD” bukan kod STATE (Negeri); adakah anda maksudkan “KDH”?")
    }

    @Test(arguments: [
        ("", "empty-file -:-"), (heading, "no-rows -:-"), (heading + "\n,,,\n\n", "no-rows -:-"),
        (String(heading.dropLast()), "no-rows -:-"), ("state,form,month\nx,y,z\n", "missing-column 1:-"),
        ("state,form,month,count,state\n" + row, "doubled-column 1:5"),
        ("\"state\"x,form\n" + row, "malformed-row 1:-"),
        ("\u{0}\u{1}\u{2}", "binary-file 1:-"), ("PK\u{3}\u{4}\u{14}\u{0}\u{6}\u{0}", "binary-file 1:-"),
        ("\"state,form,month,count\n" + row, "malformed-row 1:-"),
    ])
    func aFileThatIsNoTableGivesOneErrorAndNoObservation(text: String, expected: String) throws {
        let read = try collect(text)
        #expect(read.errors == [expected])
        #expect(read.counts.isEmpty)
    }

    @Test func allMissingColumnsAreNamedWithTheNearest() throws {
        let read = try collect("State,froms,month,count\n" + row)
        #expect(
            read.findings.map(\.message.english) == [
                "there is no column \"state\"; did you mean “State”?",
                "there is no column \"form\"; did you mean “froms”?",
            ])
    }

    @Test func aDateIsAskedForByExample() throws {
        let mapping = plainMapping.replacing("{column: month}", with: "{column: month, format: d/M/yyyy}")
        let read = try collect(heading + "KDH,GROOMING,2024-01,5\n", mapping)
        #expect(
            read.findings.map(\.message.english) == [
                "“2024-01” is no date or period written as d/M/yyyy (15/1/2024)"
            ])
    }

    @Test func aBinaryFileEndsTheReadingWhereItIsSeen() throws {
        let read = try collect(heading + row + "\u{0}\u{0}\nJHR,_O,2024-02,1\n")
        #expect(read.errors == ["binary-file 3:-"])
        #expect(words(read) == [observed[0]])
    }

    @Test func aQuoteThatIsNeverClosedTakesNothingWithIt() throws {
        let read = try collect(heading + row + "\"KDH,GROOMING,2024-03,1\nJHR,_O,2024-02,1\n")
        #expect(read.errors == ["malformed-row 3:-"])
        #expect(words(read).first == observed[0])
        #expect(Set(words(read)).isSubset(of: observed))
    }

    @Test func bytesThatAreNoUTF8SpoilTheirRowAlone() throws {
        let bytes = Array((heading + row).utf8) + [0xE9, 0x2C] + Array("_O,2024-02,1\nJHR,_O,2024-02,1\n".utf8)
        let read = try collect(bytes)
        #expect(read.errors == ["wrong-encoding 3:-"])
        #expect(words(read) == observed)
    }

    @Test func aLineOfAHundredMegabytesIsOneFinding() throws {
        let source = LongLineSource(
            head: heading + row, length: 100_000_000, tail: "\nJHR,_O,2024-02,1\n")
        let read = try collect(source)
        #expect(read.errors == ["row-too-long 3:-"])
        #expect(words(read) == observed)
        #expect(source.largestRead < 16 << 20)
    }

    @Test func aFileThatShrinksWhileItIsReadIsAFault() throws {
        let folder = try Folder()
        let rows = (0..<60_000).map { "KDH,note \($0),2024-01,5\n" }
        let path = try folder.file("shrinks.csv", heading + rows.joined())
        let source = try FileSource(path)
        let cutting = CuttingSource(source) { try? Data(heading.utf8).write(to: URL(filePath: path)) }
        let size = try #require(source.size)
        #expect(throws: BytesError.changedWhileRead(path: path, opened: size, found: Int64(heading.utf8.count))) {
            _ = try collect(cutting)
        }
    }

    @Test func aFileCutWithinItsLastLineIsSaidToBe() throws {
        let read = try collect(heading + row + "JHR,_O,2024-02,12")
        #expect(read.outline == ["warning unfinished-file 3:-"])
        #expect(try collect(heading + row + "JHR,_O,2024-02,12\r").findings.isEmpty)
    }

    @Test func aMillionUnknownWordsDoNotAllLookForTheirNearest() throws {
        let read = try collect(heading + String(repeating: "KHD,_O,2024-01,1\n", count: 300))
        #expect(read.errors.count == 300)
        #expect(read.findings[0].message.english.contains("KDH"))
        #expect(!read.findings[299].message.english.contains("KDH"))
    }

    /// Whatever column they stand in, and also where a file without headings is read as if it had some.
    @Test(
        arguments: [
            "900101-14-5678", "900101145678", "+60 12-345 6789", "012.345.6789", "(03) 8888 1234", "ali@contoh.my",
            "\u{FF19}\u{FF10}\u{FF10}101-14-5678",
        ], 0..<4)
    func nothingOfAPersonIsRepeated(secret: String, column: Int) throws {
        var fields = ["KDH", "GROOMING", "2024-01", "5"]
        fields[column] = secret
        let line = fields.joined(separator: ",") + "\n"
        let byNumber = """
            mapping: 1
            dimensions: {STATE: {column: 1}, FORM: {column: 2}}
            period: {column: 3}
            count: {column: 4}
            """
        let spoilt = "xx,xx,xx,xx\n"
        for read in [try collect(heading + line), try collect(line + spoilt, byNumber), try collect(line)] {
            #expect(read.counts.isEmpty)
            #expect(!read.errors.isEmpty)
            #expect(!"\(read.findings)".contains(secret))
        }
        #expect(try collect(heading + line).errors == ["personal-data 2:\(column + 1)"])
    }

    @Test func aRowOutsideOfWhatWasDeclaredIsAnError() throws {
        let march = try #require(PeriodRange("2024-03"))
        let read = try collect(
            heading + "KDH,GROOMING,2024-03,1\nKDH,GROOMING,2024-04,2\nPLS,GROOMING,2024-03-31,3\n", coverage: march)
        #expect(read.errors == ["outside-coverage 3:3"])
        #expect(words(read) == ["2024-03 KDH/GROOMING 1", "2024-03 PLS/GROOMING 3"])
    }
}
