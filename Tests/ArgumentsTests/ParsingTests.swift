import Arguments
import Testing

@Suite struct ParsingTests {
    @Test func givesTypedValues() throws {
        let words = [
            "aggregate", "a.csv", "--by", "STATE,FORM", "-", "--where=AGE=5", "--by=YEAR", "--k", "3", "-o", "-7",
            "--format=json-stat", "--where", "X=", "-t", "--epsilon", "1", "--delta=1e-6", "--json", "--", "--by",
        ]
        let run = try #require(try Sample.run(words))
        #expect(run.name == "aggregate")
        #expect(run.values[Sample.inputs] == ["a.csv", "-", "--by"])
        #expect(run.values[Sample.by] == ["STATE", "FORM", "YEAR"])
        #expect(
            run.values[Sample.conditions] == [
                Condition(column: "AGE", value: "5"), Condition(column: "X", value: ""),
            ])
        #expect(run.values[Sample.k] == 3)
        #expect(run.values[Sample.offset] == -7)
        #expect(run.values[Sample.format] == .jsonStat)
        #expect(run.values[Sample.totals] && run.values[Sample.json] && !run.values[Sample.exact])
        #expect(run.values[Sample.epsilon] == "1")
        #expect(run.values[Sample.delta] == "1e-6")
        #expect(run.values[Sample.out] == nil)
    }

    @Test func leavesDefaultsWhereNothingIsGiven() throws {
        let values = try #require(try Sample.run(["aggregate", "x", "--by", "A", "--exact"])).values
        #expect(values[Sample.k] == 10)
        #expect(values[Sample.format] == .csv)
        #expect(values[Sample.offset] == nil)
        #expect(values[Sample.conditions].isEmpty)
        #expect(values[Sample.workspace] == "./workspace")
        #expect(!values.has(Sample.k) && values.has(Sample.exact) && !values.has(Sample.totals))
    }

    @Test func theEnvironmentStandsIn() throws {
        let environment = ["SAMPLE_WORKSPACE": "/srv", "SAMPLE_K": "5"]
        let base = ["collectors"]
        #expect(try Sample.run(base, environment: environment)?.values[Sample.workspace] == "/srv")
        #expect(try Sample.run(base, environment: ["SAMPLE_WORKSPACE": ""])?.values[Sample.workspace] == "./workspace")
        let both = try Sample.run(base + ["--workspace", "w"], environment: environment)
        #expect(both?.values[Sample.workspace] == "w")
    }

    @Test(arguments: [
        (["release", "cases", "--periods", "2024..2025"], "release"),
        (["release", "withdraw", "3"], "release withdraw"),
        (["collectors"], "collectors"), (["collectors", "--json"], "collectors"),
        (["collectors", "describe", "x"], "collectors describe"), (["provider", "add", "x"], "provider add"),
        (["provider", "list"], "provider list"),
    ])
    func findsTheCommand(words: [String], name: String) throws {
        #expect(try Sample.run(words)?.name == name)
    }

    @Test(
        arguments: [
            (["collectors", "describe", "x"], nil), (["collectors", "describe", "x", "f"], "f"),
            (["collectors", "describe", "--", "x", "--json"], "--json"), (["collectors", "describe", "x", "-1"], "-1"),
        ] as [([String], String?)])
    func optionalPositionals(words: [String], file: String?) throws {
        let values = try #require(try Sample.run(words)).values
        #expect(values[Sample.collector] == "x")
        #expect(values[Sample.file] == file)
    }

    @Test(arguments: [
        ("A,B", ["A", "B"]), (#"A\,B"#, ["A,B"]), (#"A\\,B"#, [#"A\"#, "B"]), (#"A\nB"#, [#"A\nB"#]),
        (#"A\"#, [#"A\"#]), (" A, B", [" A", " B"]),
    ])
    func splitsAtCommas(text: String, parts: [String]) throws {
        let values = try #require(try Sample.run(["aggregate", "x", "--exact", "--by", text])).values
        #expect(values[Sample.by] == parts)
    }

    @Test(arguments: [
        ["-1", "-.5", "-", "--", "-x"], ["a,b", "c d"], [#"back\slash"#, "=", "é"], ["--help", "--by=1"],
    ])
    func valuesComeBackFromTheirWords(texts: [String]) throws {
        // Every choice of optional parts, with awkward texts in every place.
        for choice in 0..<64 {
            var words = ["aggregate", "--by=" + texts.map { $0.replacing(",", with: "\\,") }.joined(separator: ",")]
            if choice & 1 != 0 { words += ["--k=7"] }
            if choice & 2 != 0 { words += texts.map { "--where=\($0)c=\($0)" } }
            if choice & 4 != 0 { words += ["-o", "-3"] }
            if choice & 8 != 0 { words += ["--totals", "--json"] }
            if choice & 16 != 0 { words += ["--out=\(texts[0])"] }
            words += choice & 32 != 0 ? ["--epsilon=-1", "--delta=\(texts[1])"] : ["--exact"]
            words += ["--"] + texts
            // "COL=V" needs a column before the sign.
            words.removeAll { $0.hasPrefix("--where==") }
            let parsed = try #require(try Sample.run(words, environment: ["SAMPLE_WORKSPACE": "e"])).values
            let again = try #require(try Sample.run(["aggregate"] + parsed.words)).values
            #expect(again == parsed)
            #expect(again[Sample.inputs] == texts)
            #expect(again.words == parsed.words)
        }
    }

    @Test func theSameValuesWhateverTheOrder() throws {
        let first = try Sample.run(["aggregate", "x", "--by", "A", "--exact", "--k", "2"])?.values
        let second = try Sample.run(["aggregate", "--k=2", "--exact", "--by=A", "--", "x"])?.values
        let other = try Sample.run(["aggregate", "--k=3", "--exact", "--by=A", "--", "x"])?.values
        #expect(first == second)
        #expect(first != other)
    }
}
