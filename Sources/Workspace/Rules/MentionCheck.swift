import Aggregation
import Collecting
import Statistics

/// Holds the mentions of each multi-valued dimension against the units that have them.
///
/// A contact that has several reasons is counted once at `_T` and once at each of its reasons. So no reason has more
/// than there are contacts, and all reasons together no more than the bounds of a unit let them: the guarantee rests on
/// these two; they refuse. Fewer than there are contacts is noted, for what is not known has a code of its own; where
/// each must have one, a rule says so.
struct MentionCheck {
    let structure: DatasetStructure
    let counts: PeriodCounts
    let location: Finding.Location

    /// The most cells of two dimensions that are compared.
    private static let largest = 1 << 20

    /// What does not agree.
    var findings: [Finding] {
        structure.dimensions.indices.filter { structure.dimensions[$0].isMultiValued }.flatMap(findings)
    }

    /// The units and the mentions of a dimension where there are fewer mentions than units have.
    func shortfall(_ place: Int) -> (mentions: Finding.Counted, units: Finding.Counted)? {
        let units = counts.count(.whole)
        for level in (1...structure.dimensions[place].codelist.depth).reversed() {
            let sum = MentionCheck.sum(counts.counts([:], by: (place, level)))
            guard sum > 0 else { continue }
            guard MentionCheck.exceeds(units, Int64(structure.unit.maxCount), sum) else { return nil }
            return (all(place, sum), Finding.Counted("\(structure.dimensions[place].id)=\(Code.total)", units))
        }
        return nil
    }

    private func findings(_ place: Int) -> [Finding] {
        let codelist = structure.dimensions[place].codelist
        let units = counts.count(.whole)
        // Records stand at leaves, forms at the level of their section: the deepest at which there is anything.
        for level in (1...codelist.depth).reversed() {
            let mentions = counts.counts([:], by: (place, level))
            let sum = MentionCheck.sum(mentions)
            guard sum > 0 else { continue }
            guard units > 0 else { return publishesUnits(place) ? [missingUnits(place, sum)] : [] }
            let whole = findings(place, level, mentions, sum, units: units)
            return whole.contains { $0.severity == .error } ? whole : whole + parts(place, level)
        }
        return []
    }

    /// All units against all mentions.
    private func findings(
        _ place: Int, _ level: Int, _ mentions: [Int64], _ sum: Int64, units: Int64
    ) -> [Finding] {
        let bounds = structure.unit
        let unit = Finding.Counted("\(structure.dimensions[place].id)=\(Code.total)", units)
        if let (code, most) = excess(place, level, mentions, units: units) {
            return [
                .tooManyMentions(
                    Finding.Counted(words(place, level, code), mentions[code]), units: unit, most: most, isWhole: true,
                    in: counts.period, at: location)
            ]
        }
        let (all, most) = (all(place, sum), Int64(bounds.maxCells) * Int64(bounds.maxCount))
        if MentionCheck.exceeds(sum, most, units) {
            return [
                .tooManyMentions(
                    all, units: unit, most: most, isWhole: true, in: counts.period, at: location)
            ]
        }
        return []
    }

    /// The same for the codes of each other dimension, which a source may have given apart from each other: the first
    /// of each dimension that does not agree is said.
    private func parts(_ place: Int, _ level: Int) -> [Finding] {
        structure.dimensions.indices.compactMap { other -> Finding? in
            let dimension = structure.dimensions[other]
            guard !dimension.isMultiValued else { return nil }
            let depth = dimension.codelist.depth
            let codes = dimension.codelist.codes(atLevel: depth)
            let width = structure.dimensions[place].codelist.codes(atLevel: level).count
            guard codes.count * width <= MentionCheck.largest else { return nil }
            let units = counts.counts([:], by: (other, depth))
            guard MentionCheck.sum(units) > 0 else { return nil }
            for (code, index) in codes.enumerated() {
                let mentions = counts.counts([other: [index]], by: (place, level))
                guard let (found, most) = excess(place, level, mentions, units: units[code]) else { continue }
                let word = "\(dimension.id)=\(dimension.codelist.code(at: index))"
                return .tooManyMentions(
                    Finding.Counted("\(word);\(words(place, level, found))", mentions[found]),
                    units: Finding.Counted(word, units[code]), most: most, isWhole: false, in: counts.period,
                    at: location)
            }
            return nil
        }
    }

    /// The first code with more than the units can have, and how many one may have there.
    private func excess(
        _ place: Int, _ level: Int, _ mentions: [Int64], units: Int64
    ) -> (code: Int, most: Int64)? {
        let reach = CellReach(structure)
        var key = structure.dimensions.map { _ in CodeIndex.total }
        for (code, index) in structure.dimensions[place].codelist.codes(atLevel: level).enumerated() {
            key[place] = index
            let most = reach.most(in: key)
            if MentionCheck.exceeds(mentions[code], most, units) { return (code, most) }
        }
        return nil
    }

    /// Whether some table counts units, so that they have to be given.
    private func publishesUnits(_ place: Int) -> Bool {
        structure.tables.contains { $0.dimensions[structure.dimensions[place].id] == nil }
    }

    private func missingUnits(_ place: Int, _ sum: Int64) -> Finding {
        .missingUnits(
            all(place, sum), units: "\(structure.dimensions[place].id)=\(Code.total)", in: counts.period, at: location)
    }

    private func all(_ place: Int, _ sum: Int64) -> Finding.Counted {
        Finding.Counted("\(structure.dimensions[place].id)=*", sum)
    }

    private func words(_ place: Int, _ level: Int, _ code: Int) -> String {
        let dimension = structure.dimensions[place]
        return "\(dimension.id)=\(dimension.codelist.code(at: dimension.codelist.codes(atLevel: level)[code]))"
    }

    private static func sum(_ counts: [Int64]) -> Int64 {
        counts.reduce(0) { sum, count in
            let (total, overflow) = sum.addingReportingOverflow(count)
            return overflow ? .max : total
        }
    }

    /// Whether a count is more than so many times another.
    private static func exceeds(_ count: Int64, _ most: Int64, _ units: Int64) -> Bool {
        Int128(count) > Int128(most) * Int128(units)
    }
}
