import Aggregation
import Bytes
import Testing

@Suite struct NDJSONReadingTests {
    @Test(arguments: [
        ("{}", [[]]),
        (" { } \r\n\n{\"a\":\"b\"}", [[], ["a=b"]]),
        (
            "{\"a\" : 1 ,\t\"b\":-0.5e+3, \"c\":true,\"d\":false,\"e\":null}",
            [["a=1", "b=-0.5e+3", "c=true", "d=false", "e="]]
        ),
        (#"{"\u0061\n":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude42x"}"#, [["a\n=\"\\/\u{8}\u{C}\n\r\té🙂x"]]),
        ("{\"é\":\"🙂\",\"\":\"\"}", [["é=🙂", "="]]),
        ("{\"a\":0}\n{\"a\":10}", [["a=0"], ["a=10"]]),
    ])
    func readsFlatObjects(text: String, expected: [[String]]) throws {
        let seen = try readAll(text, .ndjson)
        #expect(rows(seen) == expected)
        #expect(problems(seen).isEmpty)
    }

    @Test(
        arguments: [
            ("[1]", .noObject, 1), ("x", .noObject, 1), ("{", .noName, 2), ("{a:1}", .noName, 2),
            ("{\"a\" 1}", .noColon, 6), ("{\"a\":}", .noValue, 6), ("{\"a\":", .noValue, 6),
            ("{\"a\":01}", .noValue, 6),
            ("{\"a\":1.}", .noValue, 6), ("{\"a\":-}", .noValue, 6), ("{\"a\":1e}", .noValue, 6),
            ("{\"a\":tru}", .noValue, 6),
            ("{\"a\":truex}", .noComma, 10), ("{\"a\":{}}", .nested, 6), ("{\"a\":[]}", .nested, 6),
            ("{\"a\":1,}", .noName, 8), ("{\"a\":1", .noComma, 7), ("{\"a\":1 \"b\":2}", .noComma, 8),
            ("{\"a\":1}{", .trailingText, 8), ("{\"a\":\"b", .unterminatedString, 6), ("{\"a", .unterminatedString, 2),
            ("{\"a\":\"\t\"}", .controlCharacter, 7), ("{\"é\":\"\\x\"}", .badEscape, 7),
            ("{\"a\":\"\\u12g4\"}", .badEscape, 7),
            ("{\"a\":\"\\ud800\"}", .loneSurrogate, 7), ("{\"a\":\"\\udc00\"}", .loneSurrogate, 7),
            ("{\"a\":\"\\ud800\\u0041\"}", .loneSurrogate, 7), ("{\"a\":\"\\", .unterminatedString, 7),
            ("{\"a\":1,\"a\":2}", .doubledName, 8), ("{\"a\":1,\"\\u0061\":2}", .doubledName, 8),
        ] as [(String, RecordProblem.JSONFault, Int)])
    func malformedLinesAreLocated(text: String, fault: RecordProblem.JSONFault, column: Int) throws {
        let seen = try readAll("{\"x\":1}\n" + text + "\n{\"y\":2}\n", .ndjson)
        #expect(rows(seen) == [["x=1"], ["y=2"]])
        let problem = try #require(problems(seen).first)
        #expect(problem.kind == .malformedJSON(fault))
        #expect([problem.record, problem.line, problem.column] == [2, 2, column])
    }

    @Test func fieldsAreFoundByName() throws {
        var reader = RecordReader(MemorySource("{\"a\":null,\"b\":\"\"}"), format: .ndjson)
        let first = try reader.next()
        #expect(first == .record)
        let places = [reader.index(named: "b"), reader.index(named: "c")]
        #expect(places == [1, nil])
        let nulls = [reader.isNull(0), reader.isNull(1)]
        #expect(nulls == [true, false])
        let length = reader.withField(1) { $0.count }
        #expect(length == 0)
        let second = try reader.next()
        #expect(second == nil)
    }
}
