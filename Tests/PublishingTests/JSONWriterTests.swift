import Bytes
import Foundation
import TestSupport
import Testing

@testable import Publishing

/// The bytes that a writer was made to write.
private func bytes(_ write: (inout JSONWriter) -> Void) throws -> [UInt8] {
    var json = JSONWriter()
    write(&json)
    let sink = MemorySink()
    try json.finish(to: sink)
    return sink.bytes
}

private func parse(_ bytes: [UInt8]) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
}

@Suite struct JSONWriterTests {
    @Test func membersAndElementsAreSeparatedByCommas() throws {
        let written = try bytes { json in
            json.beginObject()
            json.member("a", 1)
            json.key("b")
            json.beginArray()
            json.beginArray()
            json.endArray()
            json.value(true)
            json.null()
            json.beginObject()
            json.endObject()
            json.value("x")
            json.endArray()
            json.member("c", nil as String?)
            json.member("d", nil as Int64?)
            json.member("e", false)
            json.endObject()
        }
        let text = String(decoding: written, as: UTF8.self)
        #expect(text == #"{"a":1,"b":[[],true,null,{},"x"],"c":null,"d":null,"e":false}"# + "\n")
    }

    @Test(arguments: [
        ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f"# + "\u{7F}\""), ("\n\r\t\"\\/", #""\n\r\t\"\\/""#),
        ("\u{8}\u{C}", #""\u0008\u000c""#), ("é👩‍👩‍👧\u{2028}", "\"é👩‍👩‍👧\u{2028}\""),
    ])
    func aTextIsEscapedWhereItMustBe(text: String, written: String) throws {
        #expect(try String(decoding: bytes { $0.value(text) }, as: UTF8.self) == written + "\n")
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func aParserReadsBackAnyText(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        // Names are told apart by a number, for equal ones would be one member.
        let pairs = (0..<20).map { ("\($0)" + numbers.text(), numbers.text()) }
        let written = try bytes { json in
            json.beginObject()
            for (name, text) in pairs { json.member(name, text) }
            json.endObject()
        }
        let read = try object(parse(written))
        #expect(read.count == pairs.count)
        for (name, text) in pairs {
            // Compared by scalars: equality of strings would take what Unicode calls equivalent.
            let value = try #require(read[name] as? String)
            #expect(Array(value.unicodeScalars) == Array(text.unicodeScalars))
        }
    }

    @Test(arguments: [
        0, -0.0, 0.1, 1e-7, 0x1p-1022, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -2.5, 1e22, 123456789.123,
    ])
    func aNumberReadsBackAsTheSame(number: Double) throws {
        #expect(try parse(bytes { $0.value(number) }) as? Double == number)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNoNumberIsNull(number: Double) throws {
        #expect(try String(decoding: bytes { $0.value(number) }, as: UTF8.self) == "null\n")
    }

    @Test(arguments: [Int64.min, -1, 0, .max])
    func aWholeNumberKeepsEveryDigit(number: Int64) throws {
        #expect(try String(decoding: bytes { $0.value(number) }, as: UTF8.self) == "\(number)\n")
    }

    @Test func drainingInTheMiddleChangesNothing() throws {
        var json = JSONWriter()
        let sink = MemorySink()
        json.beginArray()
        for number in 0..<5 {
            json.value(number)
            try json.drain(to: sink)
            #expect(json.pendingCount == 0)
        }
        json.endArray()
        try json.finish(to: sink)
        #expect(sink.text == "[0,1,2,3,4]\n")
    }
}
