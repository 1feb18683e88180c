import Aggregation
import Bytes
import FuzzChecks
import Testing

/// The short form of `make fuzz`: the same checks on the same inputs every time, with overflow checks.
@Suite struct FuzzChecksTests {
    private static let seeds: [UInt64] = [1, 2, 3, 4]

    private func check(_ corpus: [[UInt8]], _ seed: UInt64, count: Int, _ property: ([UInt8]) -> String?) {
        var inputs = Mutations(of: corpus, seed: seed)
        for input in corpus { #expect(property(input) == nil, "\(input)") }
        for _ in 0..<count {
            let input = inputs.next()
            if let fault = property(input) {
                Issue.record("\(fault): \(input)")
                return
            }
        }
    }

    @Test("CSV", arguments: seeds)
    func rows(seed: UInt64) {
        let texts = [
            "x,y\nx,\"y\"\n", "a\nb\n\na\r\n\"c\"\r\n", "\"a\nb\",c\nd,\"e\"\"f\"\n", "x,y,z\n\"x\"y,z\nx,y",
            "\u{FEFF}é,ü\n\"平台\",1\n", "\"open\nnever,closed\n", "a\0b,c\nlong text of a field that goes on,1\n",
            String(repeating: "x,1\ny,2\n", count: 12),
        ]
        check(
            texts.flatMap { text in [0, 2, 6, 0xF4].map { [$0] + text.utf8 } }, seed, count: 1_500, FuzzChecks.readers)
    }

    @Test("NDJSON", arguments: seeds)
    func objects(seed: UInt64) {
        let texts = [
            #"{"a":"x","k":"1"}"#, #"{"a":1,"k":true}"# + "\n" + #"{"k":null,"a":-2.5e3}"#,
            #"{"a":"\u00e9\ud83d\ude00","k":"\\\"\n"}"#, #"{"a":{"b":[1,2]},"k":[]}"# + "\r\n\n" + #"{"a":"","k":"x"}"#,
            #"{ "a" : "x" , "b" : "long text that goes on and on" , "k" : "2" }"#, #"{"a":"é","a":"b","k":"1"}"#,
        ]
        check(texts.flatMap { text in [1, 9, 0xF1].map { [$0] + text.utf8 } }, seed, count: 1_500, FuzzChecks.readers)
    }

    @Test("gzip", arguments: seeds)
    func gzip(seed: UInt64) {
        // `a,b\n1,2\n`, and five times `3,4\n`, as gzip wrote them, without the mark.
        let one: [UInt8] = [
            8, 0, 0, 0, 0, 0, 2, 3, 75, 212, 73, 226, 50, 212, 49, 226, 2, 0, 123, 7, 151, 10, 8, 0, 0, 0,
        ]
        let two: [UInt8] = [
            8, 0, 0, 0, 0, 0, 2, 3, 51, 214, 49, 225, 50, 70, 195, 0, 249, 149, 154, 14, 20, 0, 0, 0,
        ]
        check([one, two, one + GzipSource.mark + two, two + [0, 0]], seed, count: 3_000, FuzzChecks.gzip)
    }

    @Test("JSON and XML", arguments: seeds)
    func documents(seed: UInt64) {
        let json = [
            #"{"dataValues":[{"value":"1","period":"202401","c":{"a":"b"}}],"n":[1,-2.5e+3,true,null]}"#,
            #"{"\u00e9":"\ud83d\ude00\n\\","empty":[],"none":{}}"#, "\u{FEFF}[[[\"é\"]]]", " 7 ",
        ]
        let xml = [
            "<?xml version='1.0'?><a b='1' c=\"&lt;&#233;\"><d/>text &amp;<![CDATA[ ]]]]><!-- c --></a>",
            "\u{FEFF}<p:a xmlns:p='u'><p:b>é</p:b></p:a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        ]
        let corpus = json.flatMap { text in [0, 24].map { [$0] + text.utf8 } }
        check(
            corpus + xml.flatMap { text in [1, 25].map { [$0] + text.utf8 } }, seed, count: 1_500, FuzzChecks.documents)
    }

    @Test("Workbooks", arguments: seeds)
    func workbooks(seed: UInt64) {
        let texts: [(UInt8, String)] = [
            (
                5,
                "<row r='2'><c r='B2' t='inlineStr'><is><t>a&amp;b</t></is></c><c s='0'><f>1</f><v>45366.5</v></c></row>"
            ),
            (5, "<row><c t='e'><v>#REF!</v></c><!-- x --><c t='b'><v>1</v></c></row><row r='9'/>"),
            (6, "<si><r><t>a_x000D_b</t></r><rPh><t>c</t></rPh></si><si><t><![CDATA[<]]></t></si>"),
            (
                7,
                "<numFmts><numFmt numFmtId='170' formatCode='[$-409]d/m;@'/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs>"
            ),
            (
                3,
                "<?xml version='1.0' encoding='UTF-8'?><workbook><workbookPr date1904='1'/><sheets><sheet name='A' id='r1'/></sheets></workbook>"
            ),
        ]
        check(texts.map { [$0.0] + Array($0.1.utf8) }, seed, count: 300, FuzzChecks.workbooks)
    }

    @Test("Partial aggregates", arguments: seeds)
    func partials(seed: UInt64) throws {
        let text = "p,a,n,key\n1,x,5,k\n2,y,6,k\n1,x,7,l\n1,é,0,m\n"
        let measures: [AggregationPlan.Measure] = [
            .rows, .sum(column: "n"), .distinct(column: "key", maxCells: nil), .distinct(column: "key", maxCells: 1),
        ]
        let corpus = try measures.map { measure in
            let plan = try AggregationPlan(period: .init("p"), by: [.init("a")], measure: measure)
            let result = try ColumnAggregation.run(
                plan, sources: [MemorySource(text)], format: .csv,
                options: AggregationOptions(
                    seed: HashSeed(low: 1, high: 2),
                    digest: { key in Digest32(UInt64(key[0]) << 56, UInt64(key.count), 3, 4) }))
            let partial = try #require(result.partial)
            let sink = MemorySink()
            try partial.write(to: sink, sealing: FuzzChecks.OpenSeal())
            #expect(sink.bytes.starts(with: FuzzChecks.partialBeginning))
            return Array(sink.bytes.dropFirst(FuzzChecks.partialBeginning.count))
        }
        check(corpus, seed, count: 2_000, FuzzChecks.partials)
    }

    @Test("A check that fails is seen") func aFaultIsSeen() {
        withKnownIssue { check([[1, 2, 3]], 1, count: 200) { $0.contains(0x7B) ? "found" : nil } }
    }
}
