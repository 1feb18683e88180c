import Rationals
import Spelling
import Statistics
import YAML

/// Reads the rules of a structure, each held against the dimensions where it is written.
///
/// ```yaml
/// rules:
///   - id: after-before
///     severity: warning
///     compare: {left: {WAVE: AFTER}, is: <=, right: {WAVE: BEFORE}}
/// ```
struct RuleFile {
    let reader: YAMLReader
    let dimensions: [Dimension]
    private let names: ReferenceNames

    init(reader: YAMLReader, dimensions: [Dimension]) {
        self.reader = reader
        self.dimensions = dimensions
        names = ReferenceNames(reader: reader, dimensions: dimensions)
    }

    /// The kinds of rule, by the key that holds what is tested.
    private static let kinds = ["compare", "pair", "needs", "range", "share", "jump"]

    /// The rules of a list; those with mistakes are left out after reporting them.
    func read(_ nodes: [YAMLNode]) -> [ValidationRule] {
        var lines: [Identifier: Int] = [:]
        return nodes.compactMap { node in
            reader.mapping(node, "a rule") { map in
                let id = map.required("id", .located(.identifier))
                let title = map.optional("title", .localizedText)
                let severity = map.optional("severity", .oneOf(ValidationRule.Severity.self))
                let test = test(map)
                if let id, let line = lines.updateValue(id.position.line, forKey: id.value) {
                    reader.report("the rule \(id.value) stands already in line \(line)", at: id.position)
                }
                guard let id, let test else { return nil }
                let isJump = if case .jump = test { true } else { false }
                return reader.attempt(at: id.position) { () throws(StatisticsError) in
                    let rule = try ValidationRule(
                        id: id.value, title: title, severity: severity ?? (isJump ? .warning : .error), test: test)
                    try rule.check(dimensions)
                    return rule
                }
            }
        }
    }

    private func test(_ map: YAMLMapping) -> ValidationRule.Test? {
        let nodes = RuleFile.kinds.map { map.optional($0, .node) }
        let named = RuleFile.kinds.filter { map.has($0) }
        guard named.count == 1 else {
            let isMisspelt = map.entries.contains { entry in
                !RuleFile.kinds.contains(entry.key) && nearest(to: entry.key, among: RuleFile.kinds) != nil
            }
            if named.count > 1 || !isMisspelt {
                map.report("a rule has one of \(RuleFile.kinds.joined(separator: ", "))", at: named.last ?? "id")
            }
            return nil
        }
        let readers = [comparison, pair, need, range, share, jump]
        return zip(nodes, readers).lazy.compactMap { node, read in node.flatMap(read) }.first
    }

    // MARK: - Kinds

    private func comparison(_ node: YAMLNode) -> ValidationRule.Test? {
        reader.mapping(node, "a comparison") { map in
            let before = reader.problems.count
            let left = map.required("left", .node).flatMap(selections)
            let relation = map.required("is", .oneOf(ValidationRule.Relation.self))
            let right = map.required("right", .node).flatMap(selections)
            let missing = map.optional("missing", .oneOf(ValidationRule.MissingStrategy.self)) ?? .neverSkip
            let by = map.optional("by", .node).flatMap(breakdown)
            guard let left, let relation, let right, reader.problems.count == before else { return nil }
            return reader.attempt(at: map.position) { () throws(StatisticsError) in
                .comparison(
                    try ValidationRule.Comparison(left: left, relation, right: right, missing: missing, by: by))
            }
        }
    }

    private func pair(_ node: YAMLNode) -> ValidationRule.Test? {
        reader.mapping(node, "a pair") { map in
            let first = map.required("first", .node).flatMap(selection)
            let second = map.required("second", .node).flatMap(selection)
            let kind = map.required("are", .oneOf(ValidationRule.Pair.Kind.self))
            guard let first, let second, let kind else { return nil }
            return .pair(ValidationRule.Pair(first, second, kind))
        }
    }

    private func need(_ node: YAMLNode) -> ValidationRule.Test? {
        reader.mapping(node, "a need") { map in
            let of = map.required("of", .node).flatMap(selection)
            let only = map.required("only", .node).flatMap(selection)
            guard let of, let only else { return nil }
            return reader.attempt(at: map.position) { () throws(StatisticsError) in
                .need(try ValidationRule.Need(of: of, only: only))
            }
        }
    }

    private func range(_ node: YAMLNode) -> ValidationRule.Test? {
        reader.mapping(node, "a range") { map in
            let before = reader.problems.count
            let of = map.required("of", .node).flatMap(selection)
            let least = map.optional("least", .int(in: 0...Int64.max)) ?? 0
            let most = map.optional("most", .int(in: 0...Int64.max))
            let by = map.optional("by", .node).flatMap(breakdown)
            guard let of, reader.problems.count == before else { return nil }
            return reader.attempt(at: map.position) { () throws(StatisticsError) in
                .range(try ValidationRule.Bounds(of: of, least: least, most: most, by: by))
            }
        }
    }

    private func share(_ node: YAMLNode) -> ValidationRule.Test? {
        reader.mapping(node, "a share") { map in
            let before = reader.problems.count
            let of = map.required("of", .node).flatMap(selection)
            let whole = map.optional("in", .node).map(selection) ?? .whole
            let least = map.optional("least", RuleFile.part) ?? .zero
            let most = map.optional("most", RuleFile.part) ?? .one
            let from = map.optional("from", .int(in: 1...Int64.max)) ?? 20
            let by = map.optional("by", .node).flatMap(breakdown)
            guard let of, let whole, reader.problems.count == before else { return nil }
            return reader.attempt(at: map.position) { () throws(StatisticsError) in
                .share(try ValidationRule.Share(of: of, in: whole, least: least, most: most, from: from, by: by))
            }
        }
    }

    private func jump(_ node: YAMLNode) -> ValidationRule.Test? {
        reader.mapping(node, "a jump") { map in
            let before = reader.problems.count
            let of = map.optional("of", .node).map(selections) ?? [.whole]
            let by = map.optional("by", .node).flatMap(breakdown)
            let periods = map.optional("periods", .int(in: 3...36)) ?? 6
            let least = map.optional("least", .int(in: 3...36)) ?? 3
            let factor = map.optional("factor", .rational) ?? Rational(2)
            let alarm = map.optional("alarm", .rational)
            let from = map.optional("from", .int(in: 1...Int64.max)) ?? 20
            guard let of, reader.problems.count == before else { return nil }
            return reader.attempt(at: map.position) { () throws(StatisticsError) in
                let test = try HistoryTest(
                    periods: periods, least: least, factor: factor, alarm: alarm, from: from)
                return .jump(try ValidationRule.Jump(of: of, by: by, test: test))
            }
        }
    }

    // MARK: - Parts

    private static let part = YAMLShape<Rational>.reading(.rational, as: "a share from 0 to 1") {
        $0 >= .zero && $0 <= .one ? $0 : nil
    }

    /// One selection, or a list of selections that are added up.
    private func selections(_ node: YAMLNode) -> [CountSelection]? {
        guard case .sequence(let items) = node.content else { return selection(node).map { [$0] } }
        let read = items.compactMap(selection)
        return read.count == items.count ? read : nil
    }

    private func selection(_ node: YAMLNode) -> CountSelection? {
        let written = reader.read(node, .dictionary(of: .oneOrList(of: .located(.code))))
        guard let written else { return nil }
        var codes: [Identifier: Set<Code>] = [:]
        var isSound = true
        for pair in written {
            guard let dimension = names.dimension(pair.key, at: pair.keyPosition) else {
                isSound = false
                continue
            }
            for code in pair.value where !names.knows(code.value, of: dimension, at: code.position) {
                isSound = false
            }
            codes[dimension.id] = Set(pair.value.map(\.value))
        }
        guard isSound else { return nil }
        return reader.attempt(at: node.position) { () throws(StatisticsError) in
            let selection = try CountSelection(codes)
            try selection.check(dimensions)
            return selection
        }
    }

    /// One dimension and one of its levels.
    private func breakdown(_ node: YAMLNode) -> RuleBreakdown? {
        let written = reader.read(node, .dictionary(of: .located(.text)))
        guard let written else { return nil }
        guard written.count == 1, let pair = written.first else {
            reader.report("by names one dimension and one level", at: node.position)
            return nil
        }
        guard let dimension = names.dimension(pair.key, at: pair.keyPosition),
            let level = names.level(pair.value, of: dimension.codelist, besides: [])
        else { return nil }
        return RuleBreakdown(dimension: dimension.id, level: level)
    }
}
