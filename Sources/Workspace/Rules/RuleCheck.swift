import Aggregation
import Collecting
import Statistics

/// Holds the counts of one submission against what its structure says: impossible combinations, rules, and mentions
/// against the units that have them. Every collector's counts alike, for it is the cube that is looked at.
struct RuleCheck {
    let structure: DatasetStructure
    let cube: ObservationCube
    let location: Finding.Location

    /// What is wrong or noteworthy in some periods, period by period.
    func findings(_ periods: some Sequence<Period>) -> [Finding] {
        let all = periods.sorted().map { PeriodCounts(cube: cube, period: $0) }
        return all.flatMap { counts in
            impossible(counts) + structure.rules.flatMap { broken($0, counts) }
                + MentionCheck(structure: structure, counts: counts, location: location).findings
        } + fewMentions(all)
    }

    /// Said once, for it is seldom one period's alone.
    private func fewMentions(_ all: [PeriodCounts]) -> [Finding] {
        structure.dimensions.indices.filter { structure.dimensions[$0].isMultiValued }.compactMap { place in
            let found = all.compactMap { counts in
                MentionCheck(structure: structure, counts: counts, location: location).shortfall(place)
                    .map { (counts.period, $0) }
            }
            return found.first.map { period, short in
                .fewMentions(
                    short.mentions, units: short.units, in: period, others: found.count - 1, at: location)
            }
        }
    }

    private func impossible(_ counts: PeriodCounts) -> [Finding] {
        structure.structuralZeros.compactMap { zero in
            let named = zero.codes.filter { !$0.value.isEmpty }
            guard let selection = try? CountSelection(named) else { return nil }
            let count = counts.count(selection)
            guard count > 0 else { return nil }
            return .impossibleCombination(
                Finding.Counted(structure.words(selection), count), in: counts.period, at: location)
        }
    }

    private func broken(_ rule: ValidationRule, _ counts: PeriodCounts) -> [Finding] {
        switch rule.test {
        case .comparison(let test): broken(rule, test, counts)
        case .pair(let test): broken(rule, test, counts)
        case .need(let test): broken(rule, test, counts)
        case .range(let test): broken(rule, test, counts)
        case .share(let test): broken(rule, test, counts)
        // Who sends decides what came before: `HistoryCheck`.
        case .jump: []
        }
    }

    private func broken(
        _ rule: ValidationRule, _ test: ValidationRule.Comparison, _ counts: PeriodCounts
    ) -> [Finding] {
        let (left, right) = (added(test.left, test.by, counts), added(test.right, test.by, counts))
        return zip(left, right).enumerated().compactMap { code, pair in
            let (left, right) = pair
            guard !test.missing.skips(left, right), !test.relation.holds(left, right) else { return nil }
            return .brokenComparison(
                rule, test.relation, Finding.Counted(words(test.left, test.by, code), left),
                Finding.Counted(words(test.right, test.by, code), right), in: counts.period, at: location)
        }
    }

    private func broken(_ rule: ValidationRule, _ test: ValidationRule.Pair, _ counts: PeriodCounts) -> [Finding] {
        let (first, second) = (counts.count(test.first), counts.count(test.second))
        guard !test.holds(first, second) else { return [] }
        return [
            .brokenPair(
                rule, test.kind, Finding.Counted(structure.words(test.first), first),
                Finding.Counted(structure.words(test.second), second), in: counts.period, at: location)
        ]
    }

    private func broken(_ rule: ValidationRule, _ test: ValidationRule.Need, _ counts: PeriodCounts) -> [Finding] {
        var places = structure.places(of: test.of)
        guard let (place, allowed) = structure.places(of: test.only).first else { return [] }
        let codelist = structure.dimensions[place].codelist
        // What stands elsewhere is counted, and not what is left over: a form that does not ask for both together says
        // nothing about them.
        places[place] = codelist.leaves.filter { leaf in
            !(0...codelist.level(of: leaf)).contains { allowed.contains(codelist.ancestor(of: leaf, atLevel: $0)) }
        }
        guard let elsewhere = counts.counts(places).first, elsewhere > 0 else { return [] }
        return [
            .brokenNeed(
                rule, Finding.Counted(structure.words(test.of), counts.count(test.of)),
                only: structure.words(test.only), elsewhere: elsewhere, in: counts.period, at: location)
        ]
    }

    private func broken(_ rule: ValidationRule, _ test: ValidationRule.Bounds, _ counts: PeriodCounts) -> [Finding] {
        counts.counts(test.of, by: test.by).enumerated().compactMap { code, count in
            guard count < test.least || count > test.most ?? .max else { return nil }
            return .outsideRange(
                rule, Finding.Counted(structure.words(test.of, by: test.by, code: code), count), least: test.least,
                most: test.most, in: counts.period, at: location)
        }
    }

    private func broken(_ rule: ValidationRule, _ test: ValidationRule.Share, _ counts: PeriodCounts) -> [Finding] {
        let (parts, wholes) = (counts.counts(test.of, by: test.by), counts.counts(test.whole, by: test.by))
        return zip(parts, wholes).enumerated().compactMap { code, pair in
            guard !test.holds(pair.0, of: pair.1) else { return nil }
            return .outsideShare(
                rule, test, Finding.Counted(structure.words(test.of, by: test.by, code: code), pair.0),
                of: Finding.Counted(structure.words(test.whole, by: test.by, code: code), pair.1),
                in: counts.period, at: location)
        }
    }

    // MARK: - Sums

    private func added(
        _ selections: [CountSelection], _ by: RuleBreakdown?, _ counts: PeriodCounts
    ) -> [Int64] {
        let all = selections.map { counts.counts($0, by: by) }
        guard var sum = all.first else { return [] }
        for more in all.dropFirst() {
            for place in sum.indices {
                let (total, overflow) = sum[place].addingReportingOverflow(more[place])
                sum[place] = overflow ? .max : total
            }
        }
        return sum
    }

    private func words(_ selections: [CountSelection], _ by: RuleBreakdown?, _ code: Int) -> String {
        selections.map { structure.words($0, by: by, code: code) }.joined(separator: " + ")
    }
}
