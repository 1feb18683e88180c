import Bytes
import Testing

@Suite struct EncodingTests {
    @Test func namesInCommonUse() {
        #expect(TextEncoding(named: "UTF8") == .utf8)
        #expect(TextEncoding(named: "ISO-8859-1") == .latin1)
        #expect(TextEncoding(named: "cp1252") == .windows1252)
        #expect(TextEncoding(named: "ebcdic") == nil)
        for encoding in TextEncoding.allCases { #expect(TextEncoding(named: encoding.rawValue) == encoding) }
    }

    private func decode(_ bytes: [UInt8], _ encoding: TextEncoding, chunk: Int = .max) throws -> [UInt8] {
        try DecodingSource(MemorySource(bytes, name: "m", chunk: chunk), encoding: encoding).readAll()
    }

    @Test(arguments: [1, 2, 3, 4, 100])
    func marksAreSkippedOnceAndOnlyAtTheBeginning(chunk: Int) throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(try decode(mark + Array("aé".utf8), .utf8, chunk: chunk).text == "aé")
        #expect(try decode(mark, .utf8, chunk: chunk).isEmpty)
        #expect(try decode(mark + mark, .utf8, chunk: chunk) == mark)
        #expect(try decode([0xEF, 0xBB], .utf8, chunk: chunk) == [0xEF, 0xBB])
        #expect(try decode([], .utf8, chunk: chunk).isEmpty)
        for start in [[0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0x61, 0]] as [[UInt8]] {
            for encoding in TextEncoding.allCases {
                #expect(throws: BytesError.utf16(name: "m")) { try decode(start, encoding, chunk: chunk) }
            }
        }
        #expect(throws: BytesError.markedAsUTF8(name: "m", declared: .latin1)) {
            try decode(mark, .latin1, chunk: chunk)
        }
    }

    @Test func latin1IsTheCharacterOfThatNumber() throws {
        let all = (1...255).map { UInt8($0) }
        let expected = String(String.UnicodeScalarView(all.map { Unicode.Scalar($0) }))
        #expect(try decode(all, .latin1, chunk: 7).text.unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test func windows1252HasItsOwnCharacters() throws {
        #expect(try decode([0x80, 0x93, 0x94, 0x96, 0x9F, 0x41, 0xE9], .windows1252).text == "€“”–ŸAé")
    }

    @Test(arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8])
    func undefinedBytesAreLocated(byte: UInt8) throws {
        let bytes = Array("a\nb\nxy".utf8) + [byte, 0x41]
        for chunk in [1, 100] {
            let error = BytesError.undefinedByte(name: "m", encoding: .windows1252, byte: byte, line: 3, offset: 6)
            #expect(throws: error) { try decode(bytes, .windows1252, chunk: chunk) }
        }
    }

    @Test func textIsPutTogetherWithoutFormatting() throws {
        var buffer = TextBuffer()
        for number in [0, -1, 10, Int64.max, .min] {
            buffer.append(number)
            buffer.append(byte: UInt8(ascii: " "))
        }
        buffer.append("é")
        buffer.append(bytes: [0x21].span)
        buffer.append(7)
        let sink = MemorySink()
        try sink.drain(&buffer)
        #expect(buffer.count == 0)
        try sink.write("!")
        try sink.commit()
        #expect(sink.bytes.text == "0 -1 10 9223372036854775807 -9223372036854775808 é!7!")
        #expect(sink.isCommitted)
        #expect(throws: BytesError.alreadyCommitted(name: "memory")) { try sink.write("x") }
    }
}
