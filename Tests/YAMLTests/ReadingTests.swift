import Testing
import YAML

private enum Frequency: String, CaseIterable {
    case year = "A"
    case quarter = "Q"
    case month = "M"
}

private struct Dimension: Equatable {
    var id: String
    var codelist: String
    var multiValued: Bool
}

private struct Structure: Equatable {
    var id: String
    var frequency: Frequency
    var k: Int
    var dimensions: [Dimension]
    var title: [YAMLPair<String>]
}

extension YAMLShape<Dimension> {
    fileprivate static var dimension: Self {
        .mapping("a dimension") { map in
            let id = map.required("id", .text)
            let codelist = map.required("codelist", .text)
            let multiValued = map.optional("multiValued", .bool) ?? false
            guard let id, let codelist else { return nil }
            return Dimension(id: id, codelist: codelist, multiValued: multiValued)
        }
    }
}

extension YAMLShape<Structure> {
    fileprivate static var structure: Self {
        .mapping("a structure") { map in
            let id = map.required("id", .text)
            let frequency = map.required("frequency", .oneOf(Frequency.self))
            let k = map.optional("k", .int(in: 1...1000)) ?? 10
            let dimensions = map.required("dimensions", .list(of: .dimension))
            let title = map.optional("title", .dictionary(of: .text)) ?? []
            guard let id, let frequency, let dimensions else { return nil }
            return Structure(id: id, frequency: frequency, k: k, dimensions: dimensions, title: title)
        }
    }
}

@Suite struct ReadingTests {
    @Test func readsAWholeFile() throws {
        let structure = try read(
            """
            id: "007"
            frequency: M
            title: {en: Reports, ms: Laporan}
            dimensions:
              - {id: STATE, codelist: no}
              - id: FORM
                codelist: "1.0"
                multiValued: true
            """, .structure)
        #expect(
            structure
                == Structure(
                    id: "007", frequency: .month, k: 10,
                    dimensions: [
                        Dimension(id: "STATE", codelist: "no", multiValued: false),
                        Dimension(id: "FORM", codelist: "1.0", multiValued: true),
                    ],
                    title: [
                        YAMLPair(key: "en", keyPosition: YAMLPosition(line: 3, column: 9), value: "Reports"),
                        YAMLPair(key: "ms", keyPosition: YAMLPosition(line: 3, column: 22), value: "Laporan"),
                    ]))
    }

    @Test func collectsEveryMistakeInTheOrderOfTheFile() {
        let text = """
            k: 0
            frequency: m
            title: [Reports]
            dimensions:
              - {id: STATE, codlist: MY_STATE}
              - {codelist: FORM, multiValued: yes, colour: red}
              - FORM
            k: 3
            """
        #expect(
            problems(text, .structure) == [
                "1:1: the key \"id\" is missing",
                "1:4: expected a whole number from 1 to 1000, found the number 0",
                "2:12: expected one of A, Q or M, found the text \"m\" (did you mean \"M\"?)",
                "3:8: expected a mapping, found a list",
                "5:17: unknown key \"codlist\" (did you mean \"codelist\"?)",
                "6:5: the key \"id\" is missing",
                "6:35: expected true or false, found the text \"yes\" (write true or false, without quotes)",
                "6:40: unknown key \"colour\" (known here: id, codelist, multiValued)",
                "7:5: expected a dimension (a mapping), found the text \"FORM\"",
                "8:1: the key \"k\" comes twice (it is first at line 1, column 1)",
            ])
    }

    @Test func oneMisspeltKeyIsOneProblem() {
        // "idd" stands for the missing "id"; a key that is present is no suggestion.
        #expect(
            problems("{idd: a, codelists: b, codelist: c}", .dimension) == [
                "1:2: unknown key \"idd\" (did you mean \"id\"?)",
                "1:10: unknown key \"codelists\" (known here: id, codelist, multiValued)",
            ])
        // Two misspelt keys do not both stand for the same one.
        #expect(
            problems("{codelst: a, codlist: b, id: c}", .dimension) == [
                "1:2: unknown key \"codelst\" (did you mean \"codelist\"?)",
                "1:14: unknown key \"codlist\" (known here: id, codelist, multiValued)",
            ])
    }

    @Test func whatWasRefusedIsReportedOnce() {
        #expect(
            problems("{id: *a, codelist: b}", .dimension)
                == ["1:6: aliases (*name) are not read (write the value out)"])
        #expect(problems("*a", .dimension) == ["1:1: aliases (*name) are not read (write the value out)"])
    }

    @Test(arguments: [
        ("", "1:1: expected a dimension (a mapping), found nothing"),
        ("{id: , codelist: b}", "1:6: expected a text, found nothing"),
        ("{id: null, codelist: b}", "1:6: expected a text, found nothing"),
        ("{id: \"\", codelist: b}", "1:6: expected a text, found the text \"\""),
        ("{id: [], codelist: b}", "1:6: expected a text, found a list"),
        (
            "{id: a, codelist: b, multiValued: }",
            "1:35: expected true or false, found nothing "
                + "(write true or false, without quotes)"
        ),
    ])
    func namesWhatWasFound(text: String, expected: String) {
        #expect(problems(text, .dimension) == [expected])
    }

    @Test func aReaderThatGivesNothingIsAnError() {
        #expect(
            problems("a", YAMLShape<Int> { _, _ in nil }) == ["1:1: the file does not hold what was expected"])
    }

    @Test func conditionalKeysAndProblemsOfOnesOwn() {
        let shape = YAMLShape<String>.mapping("a policy") { map in
            guard let method = map.required("method", .oneOf(["noise", "suppression"])) else { return nil }
            let k = method == "suppression" ? map.required("k", .int(in: 2...)) : nil
            if map.has("k"), let k, k > 50 { map.report("k is above 50", at: "k", hint: "usual is 10") }
            return method
        }
        #expect(problems("{method: suppression, k: 10}", shape) == [])
        #expect(problems("{method: suppression, k: 60}", shape) == ["1:23: k is above 50 (usual is 10)"])
        #expect(problems("{method: noise, k: 10}", shape) == ["1:17: unknown key \"k\" (known here: method)"])
        #expect(problems("{method: suppression}", shape) == ["1:1: the key \"k\" is missing"])
    }

    @Test func mappingsInMappings() throws {
        let shape = YAMLShape<Int>.mapping("a dataset") { map in
            let limits = map.optional(
                "unit",
                .mapping("a unit") { unit in
                    let cells = unit.optional("maxCells", .int(in: 1...9)) ?? 1
                    let count = unit.optional("maxCount", .int(in: 1...9)) ?? 1
                    return (cells: cells, count: count)
                })
            return limits.map { $0.cells * $0.count } ?? 0
        }
        #expect(try read("{unit: {maxCells: 3, maxCount: 2}}", shape) == 6)
        #expect(try read("{}", shape) == 0)
        #expect(
            problems("{unit: {maxCell: 3}}", shape) == ["1:9: unknown key \"maxCell\" (did you mean \"maxCells\"?)"])
    }

    @Test func nodesReadByHandAndProblemsFoundLater() throws {
        let reader = YAMLReader(file: "f")
        let root = try #require(reader.parse(Array("codes: [a, b, a]\nextra: 1\n".utf8)))
        var seen: Set<String> = []
        let count = reader.mapping(root) { map in
            for code in map.required("codes", .list(of: .located(.text))) ?? []
            where !seen.insert(code.value).inserted {
                reader.report("the code \"\(code.value)\" comes twice", at: code.position)
            }
            return seen.count
        }
        #expect(count == 2)
        let error = #expect(throws: YAMLError.self) { try reader.result(count) }
        #expect(
            error?.description == """
                f:1:15: the code "a" comes twice
                f:2:1: unknown key "extra" (known here: codes)
                """)
    }

    @Test func errorsShowFilePlaceAndHint() {
        let problem = YAMLProblem(
            file: "a/b.yaml", position: YAMLPosition(line: 3, column: 14), message: "wrong", hint: "do this")
        #expect(problem.description == "a/b.yaml:3:14: wrong (do this)")
        let other = YAMLProblem(file: "a/b.yaml", position: YAMLPosition(line: 3, column: 2), message: "before")
        #expect(YAMLError([problem, other])?.description == "a/b.yaml:3:2: before\na/b.yaml:3:14: wrong (do this)")
        #expect(YAMLError([]) == nil)
    }
}
