import Bytes
import Testing

@Suite struct TextEncodingTests {
    @Test func namesInCommonUse() {
        #expect(TextEncoding(named: "UTF8") == .utf8)
        #expect(TextEncoding(named: "ISO-8859-1") == .latin1)
        #expect(TextEncoding(named: "cp1252") == .windows1252)
        #expect(TextEncoding(named: "ebcdic") == nil)
    }
}
