import Aggregation
import Bytes
import Testing

@Suite struct CSVReadingTests {
    @Test(arguments: [
        ("", []),
        ("\n\n\r\n", []),
        ("a", [["a"]]),
        ("a,b\n", [["a", "b"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\r", [["a", "b"]]),
        (",\n", [["", ""]]),
        (",,\r\n,\r\n", [["", "", ""], ["", ""]]),
        ("a,\n", [["a", ""]]),
        (",a\n", [["", "a"]]),
        ("\"\"\n", [[""]]),
        ("\"\",\"\"\n", [["", ""]]),
        ("\"a\"\n", [["a"]]),
        ("\"a\",b\r\n", [["a", "b"]]),
        ("a,\"b\"\r\n", [["a", "b"]]),
        ("a,\"b\"\r", [["a", "b"]]),
        ("a,\"b\"", [["a", "b"]]),
        ("\"a,b\",c\n", [["a,b", "c"]]),
        ("\"a\nb\",c\nd,e\n", [["a\nb", "c"], ["d", "e"]]),
        ("\"a\r\nb\",c\r\nd,e\r\n", [["a\r\nb", "c"], ["d", "e"]]),
        ("\"\n\n\"\n\nx\n", [["\n\n"], ["x"]]),
        ("\"a\"\"b\"\n", [["a\"b"]]),
        ("\"\"\"\"\n", [["\""]]),
        ("\"\"\"a\"\"\",\"\"\"\"\"\"\n", [["\"a\"", "\"\""]]),
        ("5\" pipe,x\n", [["5\" pipe", "x"]]),
        ("a\"\"b,c\"\n", [["a\"\"b", "c\""]]),
        (" \"a\",b\n", [[" \"a\"", "b"]]),
        ("a\rb,c\n", [["a\rb", "c"]]),
        ("é,\"ü,🙂\"\n", [["é", "ü,🙂"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
        ("\n\na\n\n\nb\n\n", [["a"], ["b"]]),
    ])
    func readsWhatRFC4180Says(text: String, expected: [[String]]) throws {
        let seen = try readAll(text)
        #expect(rows(seen) == expected)
        #expect(problems(seen).isEmpty)
    }

    @Test func countsBlankLinesAndKnowsWhereItIs() throws {
        var reader = RecordReader(MemorySource("h\n\n\"a\nb\"\n\r\nc\n\n"), format: .csv)
        var places: [[Int]] = []
        while try reader.next() != nil { places.append([reader.recordNumber, reader.lineNumber]) }
        #expect(places == [[1, 1], [2, 3], [3, 6]])
        #expect(reader.blankLines == 3)
    }

    @Test func otherSeparatorsAndNoQuotes() throws {
        let semicolon = try #require(CSVDialect(separator: UInt8(ascii: ";"), quote: UInt8(ascii: "'")))
        #expect(try rows(readAll("a,b;'c;''d'\n", .csv(semicolon))) == [["a,b", "c;'d"]])
        let bare = try #require(CSVDialect(separator: 0x09, quote: nil))
        #expect(try rows(readAll("\"a\tb\"\n\"c\n", .csv(bare))) == [["\"a", "b\""], ["\"c"]])
        for (separator, quote) in [(0x0A, 0x22), (0x22, 0x22), (0x2C, 0x0D), (0, 0x22), (0xE9, 0x22)] {
            #expect(CSVDialect(separator: UInt8(separator), quote: UInt8(quote)) == nil)
        }
    }

    @Test(arguments: [
        ("a,\"b\nc,d\ne,f\n", ["1@1:3!\(RecordProblem.Kind.unterminatedQuote)"], [["c", "d"], ["e", "f"]]),
        ("h\na,\"b\"x\nc,d\n", ["2@2:6!\(RecordProblem.Kind.textAfterQuote)"], [["h"], ["c", "d"]]),
        ("\"é\nb\"\rx\nc\n", ["1@2:3!\(RecordProblem.Kind.textAfterQuote)"], [["c"]]),
        ("\"", ["1@1:1!\(RecordProblem.Kind.unterminatedQuote)"], []),
        ("a\nb\u{0}c\nd\n", ["2@2:1!\(RecordProblem.Kind.binary)"], [["a"]]),
        ("\u{0}", ["1@1:1!\(RecordProblem.Kind.binary)"], []),
        (
            "1,2,3,4\n5,6,7,8,9\n\"1\",2,3,4,5\n1\n",
            [
                "2@2:8!\(RecordProblem.Kind.tooManyFields(limit: 4))",
                "3@3:10!\(RecordProblem.Kind.tooManyFields(limit: 4))",
            ], [["1", "2", "3", "4"], ["1"]]
        ),
        (
            "123456789012345678901\n12345678901234567890\r\n\"2345678901234567890\"\r\nx\n",
            [
                "1@1:1!\(RecordProblem.Kind.recordTooLong(limit: 20))",
                "2@2:1!\(RecordProblem.Kind.recordTooLong(limit: 20))",
                "3@3:1!\(RecordProblem.Kind.recordTooLong(limit: 20))",
            ], [["x"]]
        ),
        ("12345678901234567890\nx\n", [], [["12345678901234567890"], ["x"]]),
        ("\"345678901234567890\"\nx\n", [], [["345678901234567890"], ["x"]]),
        (
            "\"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\n", ["1@1:1!\(RecordProblem.Kind.unterminatedQuote)"],
            ["b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"].map { [$0] }
        ),
    ])
    func malformedRecordsAreLocatedAndTheNextLineIsRead(text: String, wrong: [String], good: [[String]]) throws {
        let seen = try readAll(text, limits: RecordLimits(recordBytes: 20, fields: 4))
        #expect(problems(seen).map { Seen.problem($0).description } == wrong)
        #expect(rows(seen) == good)
    }

    @Test func invalidTextIsLocatedByteByByte() throws {
        let bytes = Array("aé,\"x\"\"".utf8) + [0xE9] + Array("\"\nok,é\n".utf8)
        let seen = try readAll(MemorySource(bytes))
        #expect(rows(seen) == [["ok", "é"]])
        let problem = try #require(problems(seen).first)
        #expect(problem.kind == .invalidUTF8(offset: 3))
        #expect([problem.record, problem.line, problem.column, problem.field] == [1, 1, 8, 2])
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x99], [0xFF],
        ] as [[UInt8]])
    func overlongSurrogateAndTruncatedSequencesAreRefused(bytes: [UInt8]) throws {
        let seen = try readAll(MemorySource(Array("ok,12345678".utf8) + bytes + Array("\nfine\n".utf8)))
        #expect(problems(seen).map(\.kind) == [.invalidUTF8(offset: 8)])
        #expect(rows(seen) == [["fine"]])
    }
}
