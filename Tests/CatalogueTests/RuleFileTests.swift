import Rationals
import Statistics
import Testing

@testable import Catalogue

@Suite struct RuleFileTests {
    /// The rules of the good catalogue's structure with these in place of none.
    private func rules(_ text: String) throws -> [ValidationRule] {
        let catalogue = try TemporaryCatalogue()
        try catalogue.replace("rules: []", "rules:\n\(text)", in: structure)
        return try catalogue.folder.dataset(atFile: catalogue.structureFile).structure.rules
    }

    private func mistakes(_ rule: String) throws -> [String] {
        let catalogue = try TemporaryCatalogue()
        try catalogue.replace("rules: []", "rules:\n  - \(rule)", in: structure)
        return catalogue.mistakes.map { $0.replacing("\(structure):", with: "") }
    }

    @Test func everyKindIsRead() throws {
        let rules = try rules(
            """
              - id: sum
                title: {en: Why, ms: Sebab}
                severity: warning
                compare: {left: [{FORM: GROOMING}, {FORM: IMAGES}], is: <=, right: {}, missing: skip-if-any, by: {STATE: region}}
              - {id: pair, pair: {first: {STATE: KDH}, second: {STATE: [PLS, JHR]}, are: exclusive}}
              - {id: need, needs: {of: {FORM: IMAGES}, only: {STATE: NORTH}}}
              - {id: range, range: {of: {}, least: 1, most: 90}}
              - {id: share, share: {of: {STATE: NORTH}, most: 0.5, from: 9}}
              - {id: jump, jump: {of: [{}, {STATE: JHR}], periods: 8, least: 4, factor: 3/2, alarm: 0.01, from: 5}}
            """)
        #expect(rules.map(\.id.description) == ["sum", "pair", "need", "range", "share", "jump"])
        #expect(rules.map(\.severity) == [.warning, .error, .error, .error, .error, .warning])
        #expect(rules[0].title == LocalizedText("Why", malay: "Sebab"))
        guard case .comparison(let sum) = rules[0].test, case .pair(let pair) = rules[1].test,
            case .share(let share) = rules[4].test, case .jump(let jump) = rules[5].test
        else { throw Unread() }
        #expect(sum.left.count == 2 && sum.right == [.whole] && sum.relation == .atMost && sum.missing == .skipIfAny)
        #expect(sum.by == RuleBreakdown(dimension: try Identifier("STATE"), level: 1))
        #expect(pair.second.codes == [try Identifier("STATE"): [try Code("PLS"), try Code("JHR")]])
        #expect(share.whole == .whole && share.from == 9)
        #expect(
            jump.test
                == (try HistoryTest(
                    periods: 8, least: 4, factor: try #require(.init("3/2")), alarm: .init("1/100"), from: 5)))
        #expect(try self.rules("  - {id: jump, jump: {}}").map(\.severity) == [.warning])
    }

    private struct Unread: Error {}

    @Test(arguments: [
        ("{id: a, rang: {of: {}, most: 1}}", ["20:13: unknown key \"rang\" (did you mean \"range\"?)"]),
        (
            "{id: a}", ["20:6: a rule has one of compare, pair, needs, range, share, jump"]
        ),
        (
            "{id: a, range: {of: {}, most: 1}, jump: {}}",
            ["20:39: a rule has one of compare, pair, needs, range, share, jump"]
        ),
        ("{range: {of: {}, most: 1}}", ["20:5: the key \"id\" is missing"]),
        ("{id: a, range: {most: 1}}", ["20:20: the key \"of\" is missing"]),
        (
            "{id: a, range: {of: {STAET: JHR}, most: 1}}",
            ["20:26: there is no dimension STAET (did you mean \"STATE\"?)"]
        ),
        (
            "{id: a, range: {of: {STATE: JRH}, most: 1}}",
            ["20:33: the codelist STATE has no code JRH (did you mean \"JHR\"?)"]
        ),
        (
            "{id: a, range: {of: {STATE: [NORTH, KDH]}, most: 1}}",
            ["20:25: KDH is a part of NORTH and would count twice"]
        ),
        (
            "{id: a, range: {of: {}, most: 1, by: {STATE: stat}}}",
            ["20:50: the codelist STATE has no level \"stat\" (did you mean \"state\"?)"]
        ),
        (
            "{id: a, range: {of: {STATE: KDH}, most: 1, by: {STATE: state}}}",
            ["20:10: the rule is held by STATE, so its selections cannot name it"]
        ),
        ("{id: a, range: {of: {}, most: -1}}", ["20:35: expected a whole number of at least 0, found the number -1"]),
        (
            "{id: a, range: {of: {}}}",
            ["20:20: a range has a least above 0 or a most, and the most is no less than the least"]
        ),
        ("{id: a, share: {of: {}, most: 2}}", ["20:35: expected a share from 0 to 1, found the number 2"]),
        (
            "{id: a, compare: {left: {}, is: about, right: {}}}",
            ["20:37: expected one of \"==\", \"!=\", \"<=\", \"<\", \">=\" or \">\", found the text \"about\""]
        ),
        (
            "{id: a, severity: error, jump: {}}",
            ["20:10: a jump is a warning: a figure unlike those before it may be right"]
        ),
        (
            "{id: a, severity: warn, range: {of: {}, most: 1}}",
            ["20:23: expected one of error or warning, found the text \"warn\""]
        ),
        (
            "{id: a, needs: {of: {STATE: KDH}, only: {STATE: JHR}}}",
            ["20:10: what needs codes of STATE cannot name STATE itself"]
        ),
    ])
    func eachMistakeIsToldAtItsPlace(rule: String, expected: [String]) throws {
        let found = try mistakes(rule)
        #expect(found == expected)
    }

    @Test func aNameStandsOnce() throws {
        let rule = "{id: a, range: {of: {}, most: 1}}"
        #expect(try mistakes("\(rule)\n  - \(rule)") == ["21:10: the rule a stands already in line 20"])
    }

    @Test func shippedRulesAreSaidInBothLanguages() throws {
        let rules = try Shipped.datasets().flatMap(\.structure.rules)
        #expect(rules.count > 20)
        for rule in rules { #expect(rule.title?.malay?.isEmpty == false, "\(rule.id)") }
    }
}
