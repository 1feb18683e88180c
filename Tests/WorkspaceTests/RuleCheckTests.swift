import Aggregation
import Collecting
import Statistics
import TestSupport
import Testing

@testable import Workspace

@Suite struct RuleCheckTests {
    private static let axes = ["AREA: N A<N B<N _U", "FORM: F G H"]

    private func selection(_ codes: [String: [String]]) throws -> CountSelection {
        var named: [Identifier: Set<Code>] = [:]
        for (name, values) in codes { named[try Identifier(name)] = Set(try values.map { try Code($0) }) }
        return try CountSelection(named)
    }

    private func rule(
        _ test: ValidationRule.Test, _ severity: ValidationRule.Severity = .error
    ) throws -> ValidationRule {
        try ValidationRule(id: Identifier("r"), title: LocalizedText("why"), severity: severity, test: test)
    }

    /// What is found in counts `A/F 3`, one code a dimension.
    private func found(
        _ counts: [String], _ axes: [String] = RuleCheckTests.axes, rules: [ValidationRule] = [],
        tables: [TableDefinition] = [], unit: UnitBounds? = nil, zeros: [DatasetStructure.StructuralZero] = []
    ) throws -> [Finding] {
        let made = try structure(axes, tables: tables, unit: unit, zeros: zeros, rules: rules)
        let period = try #require(Period("2024-03"))
        var cube = try ObservationCube(structure: made)
        for text in counts {
            let parts = text.split(separator: " ")
            let codes = try zip(made.dimensions, parts[0].split(separator: "/")).map {
                try #require($0.codelist.index(of: try Code(String($1))))
            }
            try cube.add(period: period, codes: codes, count: try #require(Int64(parts[1])))
        }
        cube.countUnits()
        return RuleCheck(structure: made, cube: cube, location: Finding.Location(file: "f")).findings([period])
    }

    @Test func sumsThatMustHold() throws {
        let arrived = try rule(
            .comparison(
                .init(
                    left: [selection(["FORM": ["F"]]), selection(["FORM": ["G"]])], .atMost,
                    right: [selection(["FORM": ["H"]])])))
        #expect(try found(["A/F 3", "B/G 4", "A/H 7"], rules: [arrived]).isEmpty)
        let broken = try found(["A/F 3", "B/G 5", "A/H 7"], rules: [arrived])
        #expect(broken.map(\.kind) == [.brokenRule] && broken.map(\.severity) == [.error])
        #expect(
            broken.first?.message.english
                == "2024-03, rule r (why): FORM=F + FORM=G is 8 and must be at most FORM=H, which is 7; correct the count that is wrong"
        )
    }

    @Test func aRuleByCodesIsHeldForEach() throws {
        let by = RuleBreakdown(dimension: try Identifier("AREA"), level: 1)
        let test = ValidationRule.Test.comparison(
            try .init(
                left: [selection(["FORM": ["F"]])], .atMost, right: [selection(["FORM": ["G"]])], missing: .skipIfAny,
                by: by))
        let all = ["A/F 3", "B/F 3", "A/G 6", "_U/F 9", "_U/G 8"]
        let broken = try found(all, rules: [rule(test, .warning)])
        #expect(broken.map(\.severity) == [.warning])
        #expect(broken.first?.message.english.contains("FORM=F;AREA=_U is 9") == true)
        #expect(try found(["_U/F 9", "A/G 1"], rules: [rule(test)]).isEmpty, "each code has one side alone")
    }

    @Test func selectionsOfSeveralLevelsAddUp() throws {
        let test = ValidationRule.Test.range(
            try .init(of: selection(["AREA": ["N", "_U"], "FORM": ["F", "G"]]), most: 5))
        #expect(try found(["A/F 1", "B/G 1", "_U/F 3", "A/H 9"], rules: [rule(test)]).isEmpty)
        #expect(try found(["A/F 1", "B/G 1", "_U/F 4"], rules: [rule(test)]).count == 1)
    }

    @Test func codesThatNeedOthers() throws {
        let need = try rule(.need(.init(of: selection(["FORM": ["F"]]), only: selection(["AREA": ["N"]]))))
        #expect(try found(["A/F 3", "B/F 3", "_U/G 3"], rules: [need]).isEmpty)
        let broken = try found(["A/F 3", "_U/F 2"], rules: [need])
        #expect(broken.first?.message.english.contains("of the 5 at FORM=F only those at AREA=N can be, yet 2") == true)
    }

    @Test func pairsRangesAndShares() throws {
        let (first, second) = (try selection(["FORM": ["F"]]), try selection(["FORM": ["G"]]))
        #expect(try found(["A/F 1"], rules: [rule(.pair(.init(first, second, .compulsory)))]).count == 1)
        #expect(try found(["A/F 1", "A/G 1"], rules: [rule(.pair(.init(first, second, .exclusive)))]).count == 1)
        #expect(try found(["A/H 1"], rules: [rule(.pair(.init(first, second, .compulsory)))]).isEmpty)
        #expect(try found(["A/F 1"], rules: [rule(.range(.init(of: second, least: 1, most: nil)))]).count == 1)
        let share = try rule(.share(.init(of: first, most: rational("1/4"), from: 8)), .warning)
        #expect(try found(["A/F 2", "A/H 6"], rules: [share]).isEmpty)
        #expect(try found(["A/F 3", "A/H 6"], rules: [share]).map(\.severity) == [.warning])
    }

    @Test func whatCannotOccurIsRefusedWithoutARule() throws {
        let zero = DatasetStructure.StructuralZero(codes: [
            try Identifier("AREA"): [try Code("N"), try Code("A")], try Identifier("FORM"): [try Code("G")],
        ])
        #expect(try found(["A/F 3", "_U/G 3"], zeros: [zero]).isEmpty)
        let broken = try found(["A/G 3", "B/G 4"], zeros: [zero])
        #expect(broken.map(\.kind) == [.impossibleCombination])
        #expect(broken.first?.message.english.contains("7 are counted there") == true)
    }

    // MARK: - Mentions

    private func mentions(_ counts: [String], most: Int = 2, publishesUnits: Bool = true) throws -> [Finding] {
        let tables = try [table("form", ["FORM": .all])] + (publishesUnits ? [table("all", [:])] : [])
        return try found(
            counts, ["AREA: A B", "*FORM: M F<M G<M H"], tables: tables, unit: UnitBounds(name: "case", maxCells: most))
    }

    @Test func mentionsAgreeWithUnits() throws {
        #expect(try mentions(["A/_T 5", "B/_T 1", "A/F 5", "A/G 4", "B/H 1"]).isEmpty)
        // Each unit may stand at F and at G, so that there may be twice as many at M.
        #expect(try mentions(["A/_T 5", "A/F 5", "A/G 5"]).isEmpty)
    }

    @Test(arguments: [
        (
            ["A/_T 5", "A/F 6"], Finding.Severity.error,
            "FORM=F is 6, and FORM=_T is 5: each of these is counted there at most once"
        ),
        (
            ["A/_T 3", "A/F 3", "A/G 3", "A/H 1"], .error,
            "FORM=* is 7, and FORM=_T is 3: each of these is counted there at most 2 times"
        ),
        (["A/F 3"], .error, "nothing is counted at FORM=_T"),
        (["A/_T 5", "A/F 4"], .note, "FORM=_T is 5, but FORM=* come to 4 only"),
        (["A/_T 5", "B/_T 5", "A/F 6", "B/F 4"], .warning, "AREA=A;FORM=F is 6, and AREA=A is 5"),
    ])
    func mentionsThatDoNot(counts: [String], severity: Finding.Severity, words: String) throws {
        let findings = try mentions(counts)
        #expect(findings.map(\.severity) == [severity])
        #expect(findings.first?.message.english.contains(words) == true, "\(findings.map(\.message.english))")
    }

    @Test func whereNoTableCountsUnitsNoneNeedBeGiven() throws {
        #expect(try mentions(["A/F 3"], publishesUnits: false).isEmpty)
        #expect(try mentions(["A/_T 3"]).isEmpty, "units alone say nothing of mentions")
    }
}
