import Rationals
import Statistics
import TestSupport
import Testing

@Suite struct ValidationRuleTests {
    private func selection(_ codes: [String: [String]]) throws -> CountSelection {
        var named: [Identifier: Set<Code>] = [:]
        for (name, values) in codes { named[try Identifier(name)] = Set(try values.map { try Code($0) }) }
        return try CountSelection(named)
    }

    private func dimensions() throws -> [Dimension] {
        [try dimension("AREA: N A<N B<N _U"), try dimension("FORM: F G")]
    }

    private func check(_ test: ValidationRule.Test, _ severity: ValidationRule.Severity = .error) throws {
        _ = try structure(
            ["AREA: N A<N B<N _U", "FORM: F G"], tables: [],
            rules: [ValidationRule(id: Identifier("r"), severity: severity, test: test)])
    }

    @Test(arguments: [
        (ValidationRule.Relation.equal, [false, true, false]), (.notEqual, [true, false, true]),
        (.atMost, [true, true, false]), (.below, [true, false, false]), (.atLeast, [false, true, true]),
        (.above, [false, false, true]),
    ])
    func aRelationHoldsOrNot(relation: ValidationRule.Relation, expected: [Bool]) {
        #expect([(1, 2), (2, 2), (3, 2)].map { relation.holds($0, $1) } == expected)
    }

    @Test func whatIsMissingIsZeroOrSkipsTheRule() {
        let sides: [(Int64, Int64)] = [(0, 0), (0, 1), (1, 0), (1, 1)]
        let skipped = { (strategy: ValidationRule.MissingStrategy) in sides.map { strategy.skips($0, $1) } }
        #expect(skipped(.neverSkip) == [false, false, false, false])
        #expect(skipped(.skipIfAny) == [true, true, true, false])
        #expect(skipped(.skipIfAll) == [true, false, false, false])
    }

    @Test func pairsComeTogetherOrApart() {
        let counts: [(Int64, Int64)] = [(0, 0), (0, 1), (1, 0), (1, 1)]
        let holds = { (kind: ValidationRule.Pair.Kind) in
            counts.map { ValidationRule.Pair(.whole, .whole, kind).holds($0, $1) }
        }
        #expect(holds(.compulsory) == [true, false, false, true])
        #expect(holds(.exclusive) == [true, true, true, false])
    }

    @Test func sharesAreExact() throws {
        let third = try ValidationRule.Share(
            of: .whole, least: try rational("1/10"), most: try rational("1/3"), from: 10)
        #expect(
            third.holds(10, of: 30) && !third.holds(11, of: 30) && third.holds(3, of: 30) && !third.holds(2, of: 30))
        #expect(third.holds(9, of: 9), "too few to say anything")
        #expect(!third.holds(.max, of: .max) && third.holds(.max / 3, of: .max))
        #expect(third.percents == ("10", "33.3"))
    }

    @Test func aSelectionInWordsFollowsTheStructure() throws {
        let words = try selection(["FORM": ["G", "F"], "AREA": ["A"]]).words(dimensions())
        #expect(words == "AREA=A;FORM=F+G")
        #expect(CountSelection.whole.words(try dimensions()) == "_T")
    }

    @Test func whatIsNotThereIsRefused() throws {
        #expect(throws: StatisticsError.unknownDimension(try Identifier("SEX"))) {
            try check(.range(.init(of: selection(["SEX": ["M"]]), most: 1)))
        }
        #expect(throws: StatisticsError.unknownLevelOrCode(try Identifier("AREA"), "C")) {
            try check(.range(.init(of: selection(["AREA": ["C"]]), most: 1)))
        }
        #expect(throws: StatisticsError.outOfRange("A is a part of N and would count twice")) {
            try check(.range(.init(of: selection(["AREA": ["A", "N"]]), most: 1)))
        }
        let by = RuleBreakdown(dimension: try Identifier("AREA"), level: 3)
        #expect(throws: StatisticsError.unknownLevelOrCode(try Identifier("AREA"), "3")) {
            try check(.range(.init(of: .whole, most: 1, by: by)))
        }
        let area = RuleBreakdown(dimension: try Identifier("AREA"), level: 1)
        #expect(throws: StatisticsError.self) {
            try check(.range(.init(of: selection(["AREA": ["A"]]), most: 1, by: area)))
        }
        #expect(throws: StatisticsError.self) {
            try check(.need(.init(of: selection(["AREA": ["A"]]), only: selection(["AREA": ["B"]]))))
        }
        try check(.range(.init(of: selection(["AREA": ["A", "B"], "FORM": ["F"]]), most: 1)))
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        #expect(throws: StatisticsError.self) { try CountSelection([Identifier("AREA"): []]) }
        #expect(throws: StatisticsError.self) { try ValidationRule.Bounds(of: .whole, most: nil) }
        #expect(throws: StatisticsError.self) { try ValidationRule.Bounds(of: .whole, least: 2, most: 1) }
        #expect(throws: StatisticsError.self) { try ValidationRule.Share(of: .whole) }
        #expect(throws: StatisticsError.self) { try ValidationRule.Share(of: .whole, most: Rational(2)) }
        #expect(throws: StatisticsError.self) { try ValidationRule.Comparison(left: [], .equal, right: [.whole]) }
        #expect(throws: StatisticsError.self) { try ValidationRule.Need(of: .whole, only: selection(["FORM": ["F"]])) }
        #expect(throws: StatisticsError.self) { try HistoryTest(periods: 2) }
        #expect(throws: StatisticsError.self) { try HistoryTest(periods: 4, least: 5) }
        #expect(throws: StatisticsError.self) { try HistoryTest(factor: .one) }
        #expect(throws: StatisticsError.self) { try HistoryTest(alarm: try rational("1/2")) }
        #expect(throws: StatisticsError.self) { try HistoryTest(from: 0) }
        // A figure unlike those before may be right, so that it cannot refuse.
        #expect(throws: StatisticsError.self) { try check(.jump(.init(test: HistoryTest()))) }
        try check(.jump(.init(test: HistoryTest())), .warning)
    }

    @Test func aRuleStandsOnceByItsName() throws {
        let rule = try ValidationRule(
            id: Identifier("r"), severity: .error, test: .range(.init(of: .whole, most: 1)))
        #expect(throws: StatisticsError.doubledIdentifier(rule.id)) {
            try structure(["AREA: A"], tables: [], rules: [rule, rule])
        }
    }
}
