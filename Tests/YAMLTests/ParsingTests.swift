import Testing
import YAML

@Suite struct ParsingTests {
    @Test(arguments: [
        ("", "null@1:1"),
        ("# only a comment\n", "null@1:1"),
        ("a", "a@1:1"),
        ("---\n- 1\n- 'x y'\n- \"z\"\n-\n...\n", "[1@2:3, 'x y'@3:3, 'z'@4:3, null@5:2]@2:1"),
        ("a: 1\nb:\n  c: ~\n", "{a@1:1: 1@1:4, b@2:1: {c@3:3: null@3:6}@3:3}@1:1"),
        ("{en: Reports, ms: Laporan}", "{en@1:2: Reports@1:6, ms@1:15: Laporan@1:19}@1:1"),
        ("t: |\n  one\n  two\n", "{t@1:1: 'one\ntwo\n'@1:4}@1:1"),
        ("t: >-\n  one\n  two\n", "{t@1:1: 'one two'@1:4}@1:1"),
        ("%YAML 1.2\n---\nno: 010\n", "{no@3:1: 010@3:5}@3:1"),
        ("a: 1\r\nb: 2\r\n", "{a@1:1: 1@1:4, b@2:1: 2@2:4}@1:1"),
        ("\"<<\": 1", "{<<@1:1: 1@1:7}@1:1"),
        ("é€😀: ü", "{é€😀@1:1: ü@1:6}@1:1"),
        ("\u{FEFF}a: b", "{a@1:1: b@1:4}@1:1"),
        ("'null': 'null'", "{null@1:1: 'null'@1:9}@1:1"),
    ])
    func givesValuesWithPlaces(text: String, expected: String) throws {
        #expect(try outline(read(text, .node)) == expected)
    }

    @Test(arguments: [
        (
            "a: &x 1\nb: *x\n",
            [
                "1:4: anchors (&name) are not read (leave the anchor out)",
                "2:4: aliases (*name) are not read (write the value out)",
            ]
        ),
        (
            "a: 1\nb: 2\na: 3\na: 4\n",
            [
                "3:1: the key \"a\" comes twice (it is first at line 1, column 1)",
                "4:1: the key \"a\" comes twice (it is first at line 1, column 1)",
            ]
        ),
        ("<<: {a: 1}\n", ["1:1: merge keys (<<) are not read (write the entries out)"]),
        (
            "[1, 2]: x\n{a: b}: y\n",
            [
                "1:1: a key must be text, but this is a list",
                "2:1: a key must be text, but this is a mapping",
            ]
        ),
        ("a: 1\n--- \nb: 2\n", ["2:1: a second document begins here (a file holds one; split it)"]),
        (
            "a: !!int 3\n",
            ["1:4: tags (!name) are not read (leave the tag out, or put a text that begins with \"!\" in quotes)"]
        ),
        ("? \n: 3\n", ["1:2: a key is missing before \":\""]),
    ])
    func refusesWhatFilesDoNotNeed(text: String, expected: [String]) {
        #expect(problems(text, .node) == expected)
    }

    @Test(arguments: [
        ("a:\n\tb: 1\n", "2:1: a tab stands where only spaces may (indent with spaces)"),
        (
            "a: b: c\n",
            "1:5: a \":\" is not allowed here (put a text that holds \": \" in quotes; else check the indentation)"
        ),
        ("a: [1, 2\nb: 3\n", "2:2: expected \",\" or \"]\", in what begins on line 1"),
        ("a: {b: 1\n", "2:1: expected \",\" or \"}\", in what begins on line 1"),
        (
            "a: 1\n  b: 2\n",
            "2:4: a \":\" is not allowed here (put a text that holds \": \" in quotes; else check the indentation)"
        ),
        ("a: \"x\n", "2:1: the file ends within a quoted text, in what begins on line 1 (close the quotation mark)"),
        ("a: 1\nb\n", "3:1: expected \":\" after the key, in what begins on line 2"),
        (
            "- a\nb: 1\n",
            "2:1: expected \"- \", the next entry of the list, in what begins on line 1 "
                + "(check the indentation of this line and of the lines above)"
        ),
        (
            "a: @x\n",
            "1:4: a value cannot begin with this character "
                + "(put quotation marks around a text with special characters)"
        ),
        (
            "a: \"\\q\"\n",
            "1:5: an unknown escape in a text in double quotes "
                + "(write \\\\ for a backslash, or use single quotes)"
        ),
        ("a: b\n\u{1}\n", "2:1: a control character is not allowed"),
    ])
    func putsSyntaxInPlainWords(text: String, expected: String) {
        #expect(problems(text, .node) == [expected])
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF], "1:4"), ([0xC3, 0xA9, 0x0A, 0xC3, 0xA9, 0xC3], "2:2"),
            ([0x61, 0x0D, 0x0A, 0x62, 0x0D, 0x63, 0xED, 0xA0, 0x80], "3:2"), ([0xFE, 0xFF, 0x00, 0x61], "1:1"),
        ] as [([UInt8], String)])
    func findsBytesThatAreNoText(bytes: [UInt8], place: String) {
        #expect(problems(bytes, .node) == ["\(place): this is no text in UTF-8 (save the file as UTF-8)"])
    }

    @Test func limitsDepthAndSize() throws {
        let deep = { (levels: Int) in
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(problems(deep(64), .node) == [])
        #expect(
            problems(deep(65), .node)
                == ["1:65: more than 64 levels of lists and mappings inside each other"])
        #expect(problems(deep(200_000), .node).count == 1)

        #expect(try YAMLReader.read(Array("abcd".utf8), file: "f", as: .text, sizeLimit: 4) == "abcd")
        let error = #expect(throws: YAMLError.self) {
            try YAMLReader.read(Array("abcde".utf8), file: "f", as: .text, sizeLimit: 4)
        }
        #expect(error?.description == "f:1:1: the file has 5 bytes; at most 4 are read")
    }

    @Test func keepsNoMoreProblemsThanHelp() {
        let text = String(repeating: "a: 1\n", count: 3000)
        #expect(problems(text, .node).count == YAMLReader.problemLimit)
    }
}
