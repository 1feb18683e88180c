import Aggregation
import Statistics

/// The counts of one period of one submission, as rules ask for them. They go into findings for its sender alone.
struct PeriodCounts {
    let cube: ObservationCube
    let period: Period

    /// Codes of some dimensions, by their places; every other stands at its total.
    typealias Codes = [Int: [CodeIndex]]

    private var structure: DatasetStructure { cube.domain.structure }

    /// How many stand at a selection; `Int64.max` where there are more.
    func count(_ selection: CountSelection) -> Int64 { counts(selection).first ?? 0 }

    /// How many stand at a selection, for each code of a level by itself where a breakdown is given.
    func counts(_ selection: CountSelection, by: RuleBreakdown? = nil) -> [Int64] {
        counts(
            structure.places(of: selection),
            by: by.flatMap { by in
                structure.index(ofDimension: by.dimension).map { (place: $0, level: by.level) }
            })
    }

    /// How many stand at codes, for each code of a level of a dimension by itself where one is given.
    func counts(_ codes: Codes, by: (place: Int, level: Int)? = nil) -> [Int64] {
        // The cube adds up along one level of each dimension; codes of several levels are added up one level at a time.
        let choices = structure.dimensions.enumerated().map { place, dimension in
            if let by, by.place == place { return [(by.level, dimension.codelist.codes(atLevel: by.level))] }
            return PeriodCounts.byLevel(codes[place] ?? [.total], dimension.codelist)
        }
        let width = by.map { choices[$0.place][0].1.count } ?? 1
        var counts = [Int64](repeating: 0, count: width)
        let combinations = choices.reduce([[]]) { combinations, choice in
            combinations.flatMap { combination in choice.map { combination + [$0] } }
        }
        for combination in combinations {
            let codes = combination.map(\.1)
            let sums = cube.saturatedSums(
                of: period, levels: LevelTuple(combination.map(\.0)), codes: codes, releasingRaw: .providersOwnFigures)
            let stride = by.map { codes[($0.place + 1)...].reduce(1) { $0 * $1.count } } ?? max(sums.count, 1)
            for (cell, sum) in sums.enumerated() {
                let place = cell / stride % width
                let (total, overflow) = counts[place].addingReportingOverflow(sum)
                counts[place] = overflow ? .max : total
            }
        }
        return counts
    }

    private static func byLevel(_ codes: [CodeIndex], _ codelist: Codelist) -> [(Int, [CodeIndex])] {
        Dictionary(grouping: codes) { codelist.level(of: $0) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension DatasetStructure {
    /// The codes of a selection by the places of their dimensions, without those that stand below another of them.
    func places(of selection: CountSelection) -> PeriodCounts.Codes {
        var places: PeriodCounts.Codes = [:]
        for (place, dimension) in dimensions.enumerated() {
            guard let named = selection.codes[dimension.id] else { continue }
            let codelist = dimension.codelist
            let codes = named.compactMap { codelist.index(of: $0) }.sorted()
            places[place] = codes.filter { code in
                !(0..<codelist.level(of: code)).contains { codes.contains(codelist.ancestor(of: code, atLevel: $0)) }
            }
        }
        return places
    }

    /// `CHANNEL=VOICE;AGE=Y12T14`, with one code more of a breakdown.
    func words(_ selection: CountSelection, by: RuleBreakdown? = nil, code: Int = 0) -> String {
        guard let by, let place = index(ofDimension: by.dimension) else { return selection.words(dimensions) }
        let codelist = dimensions[place].codelist
        let one = "\(by.dimension)=\(codelist.code(at: codelist.codes(atLevel: by.level)[code]))"
        return selection.codes.isEmpty ? one : "\(selection.words(dimensions));\(one)"
    }
}
