import Collecting
import Testing

@Suite struct JSONReaderTests {
    /// The pieces of a document, and the fault that ends it, as `kind line:column`.
    private func pieces(_ bytes: [UInt8], chunk: Int = .max) -> [String] {
        var reader = JSONReader(MemorySource(bytes, chunk: chunk))
        var seen: [String] = []
        do throws(DocumentError) {
            while let piece = try reader.next() { seen.append("\(piece)") }
        } catch {
            if case .fault(let fault) = error { seen.append("\(fault.kind) \(fault.line):\(fault.column)") }
        }
        return seen
    }

    private func pieces(_ text: String) -> [String] { pieces(Array(text.utf8)) }

    @Test func everyKindOfValueIsRead() {
        let text = #"{"a": [1, -2.5e+3, true, false, null], "b": {}, "c": "x\n\u00e9\ud83d\ude00\/", "d": []}"#
        #expect(
            pieces(text) == [
                "objectBegins", "name(\"a\")", "arrayBegins", "number(\"1\")", "number(\"-2.5e+3\")", "boolean(true)",
                "boolean(false)", "null", "arrayEnds", "name(\"b\")", "objectBegins", "objectEnds", "name(\"c\")",
                "string(\"x\\né😀/\")", "name(\"d\")", "arrayBegins", "arrayEnds", "objectEnds",
            ])
        #expect(pieces("\u{FEFF} 7 ") == ["number(\"7\")"])
    }

    @Test(arguments: [
        ("", "unfinished 1:1"), ("{", "unfinished 1:2"), ("[1,", "unfinished 1:4"), ("[1 2]", "unexpected 1:4"),
        ("{\"a\" 1}", "unexpected 1:6"), ("{a: 1}", "unexpected 1:2"), ("[1,]", "unexpected 1:4"),
        ("{\"a\": 1,}", "unexpected 1:9"), ("tru", "unfinished 1:4"), ("trux", "unexpected 1:4"), ("01", "number 1:1"),
        ("-", "number 1:1"), ("1.", "number 1:1"), ("1e", "number 1:1"), ("\"\\x\"", "escape 1:3"),
        ("\"\\ud800\"", "escape 1:8"), ("\"\\udc00\"", "escape 1:8"), ("\"\\u12\"", "escape 1:6"),
        ("\"a\nb\"", "control 1:3"),
        ("1 1", "trailing 1:3"), ("[\n\n  é]", "unexpected 3:3"), ("]", "unexpected 1:1"), ("[}", "unexpected 1:2"),
        ("\"abc", "unfinished 1:5"), ("nul", "unfinished 1:4"), ("+1", "unexpected 1:1"),
    ])
    func whatIsWrongIsSaidWhereItStands(text: String, expected: String) { #expect(pieces(text).last == expected) }

    @Test func whatIsTooDeepTooLongOrNoTextIsRefused() {
        let deep = String(repeating: "[", count: 40)
        #expect(pieces(deep).last == "tooDeep 1:33")
        #expect(pieces("\"\(String(repeating: "a", count: 5000))\"").last == "tooLong 1:1")
        #expect(pieces([0x22, 0xFF, 0x22]).last == "encoding 1:1")
        #expect(pieces(String(repeating: "1", count: 5000)).last == "tooLong 1:1")
    }

    @Test func aValueIsPassedOverWhateverItIs() throws {
        let long = String(repeating: "x", count: 100_000)
        var reader = JSONReader(MemorySource("{\"a\": [{\"b\": \"\(long)\"}, 1], \"c\": null, \"d\": 2}"))
        #expect(try reader.next() == .objectBegins)
        #expect(try reader.next() == .name("a"))
        #expect(try !reader.skipValue())
        #expect(try reader.next() == .name("c"))
        #expect(try reader.skipValue())
        #expect(try reader.next() == .name("d"))
        #expect(try reader.next() == .number("2"))
        #expect(try reader.next() == .objectEnds)
        #expect(try reader.next() == nil)
    }

    @Test(arguments: [1, 2, 3, 5])
    func theSizeOfTheReadsDoesNotMatter(chunk: Int) {
        let text = Array(#"{"é": ["\ud83d\ude00", 12.5, null, {"x": "\\"}]}"#.utf8)
        for length in 0...text.count {
            #expect(pieces(Array(text[..<length]), chunk: chunk) == pieces(Array(text[..<length])))
        }
    }
}
