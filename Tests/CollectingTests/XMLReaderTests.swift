import Collecting
import Testing

@Suite struct XMLReaderTests {
    /// The pieces of a document, and the fault that ends it.
    private func pieces(_ bytes: [UInt8], chunk: Int = .max) -> [String] {
        var reader = XMLReader(MemorySource(bytes, chunk: chunk))
        var seen: [String] = []
        do throws(DocumentError) {
            while let piece = try reader.next() {
                switch piece {
                case .elementBegins(let name, let attributes):
                    seen.append("<\(name)\(attributes.map { " \($0.name)=\($0.value)" }.joined())>")
                case .elementEnds(let name): seen.append("</\(name)>")
                case .text(let text): seen.append(text)
                }
            }
        } catch {
            if case .fault(let fault) = error { seen.append("\(fault.kind) \(fault.line):\(fault.column)") }
        }
        return seen
    }

    private func pieces(_ text: String) -> [String] { pieces(Array(text.utf8)) }

    @Test func elementsAttributesAndTextsAreRead() {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a - comment -->
            <a x='1' y="&lt;&#233;&#x1F600;&quot;">
              <b:c/> text &amp; more <![CDATA[<raw> ]]]]>
            </a >
            <?end?>
            """
        #expect(
            pieces(text) == [
                "<a x=1 y=<é😀\">", "<b:c>", "</b:c>", "text & more ", "<raw> ]]", "</a>",
            ])
    }

    @Test(arguments: [
        ("", "unfinished 1:1"), ("<a>", "unfinished 1:4"), ("<a></b>", "mismatch 1:8"), ("<a/><b/>", "trailing 1:6"),
        ("<a x=1/>", "unexpected 1:6"), ("<a x='1'y='2'/>", "unexpected 1:9"), ("<a x='1' x='2'/>", "doubledName 1:15"),
        ("<a x='<'/>", "unexpected 1:7"), ("<a>&b;</a>", "escape 1:4"), ("<a>&#0;</a>", "escape 1:4"),
        ("<a>&#xD800;</a>", "escape 1:4"), ("text", "unexpected 1:5"), ("<a/>x", "trailing 1:6"),
        ("</a>", "mismatch 1:5"),
        ("<!DOCTYPE a><a/>", "documentType 1:3"), ("<a><!ENTITY b 'c'></a>", "documentType 1:6"),
        ("<1/>", "unexpected 1:2"), ("<a", "unfinished 1:3"), ("<a x", "unfinished 1:5"), ("<!-- ", "unfinished 1:6"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "encoding 1:2"), ("<a>\u{1}</a>", "control 1:4"),
    ])
    func whatIsWrongIsSaidWhereItStands(text: String, expected: String) { #expect(pieces(text).last == expected) }

    @Test func whatIsTooMuchIsRefused() {
        #expect(pieces((0..<40).map { _ in "<a>" }.joined()).last == "tooDeep 1:98")
        #expect(
            pieces("<a \((0..<70).map { "x\($0)='1'" }.joined(separator: " "))/>").last?.hasPrefix("tooMany") == true)
        #expect(pieces("<a x='\(String(repeating: "y", count: 5000))'/>").last == "tooLong 1:6")
        #expect(pieces("<a>\(String(repeating: "y", count: 5000))</a>") == ["<a>", "", "</a>"])
        #expect(pieces([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E]).last == "encoding 1:4")
    }

    @Test(arguments: [1, 2, 3, 5])
    func theSizeOfTheReadsDoesNotMatter(chunk: Int) {
        let text = Array("<?xml version='1.0'?><a é='&amp;x'>t<!-- c --><b/> <![CDATA[]]]]></a>".utf8)
        for length in 0...text.count {
            #expect(pieces(Array(text[..<length]), chunk: chunk) == pieces(Array(text[..<length])))
        }
    }
}
