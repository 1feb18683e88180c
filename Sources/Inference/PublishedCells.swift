import Residuals
import Statistics

/// The published cells of a release, found by their codes.
struct PublishedCells: Sendable {
    private struct Place: Sendable {
        let block: ProtectedBlock
        /// For each dimension where a code stands in the block.
        let places: [[CodeIndex: Int]]
    }

    let structure: DatasetStructure
    private let blocks: [Place]

    init(_ release: Release) {
        structure = release.structure
        blocks = release.tables.flatMap(\.blocks).map { block in
            Place(
                block: block,
                places: block.codes.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) })
        }
    }

    /// The combinations of levels that some table shows, the coarser first.
    var levels: [LevelTuple] { Set(blocks.map(\.block.levels)).sorted() }

    /// For each dimension that a grouping names the levels that some table shows, such as `STATE: region, area`.
    func levelsInWords(of grouping: Grouping) -> [String] {
        structure.dimensions.enumerated().filter { grouping.codes[$1.id] != nil }.map { place, dimension in
            let shown = Set(levels.map { $0.levels[place] }).subtracting([0]).sorted()
            let names = shown.map { dimension.codelist.levels[$0 - 1].description }
            return "\(dimension.id): \(names.isEmpty ? "\(Code.total)" : names.joined(separator: ", "))"
        }
    }

    /// Where the figures of a key stand, one a period; `nil` if no table shows them. A code that stands at several levels
    /// may be found at a coarser one, with the same figure.
    func series(_ key: [CodeIndex]) -> ArraySlice<ProtectedCell>? {
        for place in blocks {
            var series = 0
            var isThere = true
            for (dimension, code) in key.enumerated() {
                guard let found = place.places[dimension][code] else {
                    isThere = false
                    break
                }
                series = series * place.block.codes[dimension].count + found
            }
            if isThere { return place.block.cells(ofSeries: series) }
        }
        return nil
    }
}

/// One way to put a sum together: some cells at one combination of levels.
struct SumOfCells {
    private let levels: LevelTuple
    /// The figures that are added up, one a period each; `nil` if one is not published.
    private let series: [ArraySlice<ProtectedCell>?]
    /// The number of each among all cells at these levels.
    private let cells: [Int]
    private let cellCount: Int

    init(_ published: PublishedCells, levels: LevelTuple, codes: [[CodeIndex]]) {
        self.levels = levels
        var (keys, cells): ([[CodeIndex]], [Int]) = ([[]], [0])
        var cellCount = 1
        for (dimension, chosen) in zip(published.structure.dimensions, zip(levels.levels, codes)) {
            let all = dimension.codelist.codes(atLevel: chosen.0)
            let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
            cells = cells.flatMap { cell in chosen.1.map { cell * all.count + (places[$0] ?? 0) } }
            keys = keys.flatMap { key in chosen.1.map { key + [$0] } }
            cellCount *= all.count
        }
        self.cells = cells
        self.cellCount = cellCount
        series = keys.map(published.series)
    }

    private func cell(_ series: ArraySlice<ProtectedCell>?, _ period: Int) -> ProtectedCell {
        guard let series else { return .missing }
        return series[series.startIndex + period]
    }

    /// The sum in a period, by its place. What cannot occur counts as nothing.
    func sum(period: Int) -> (value: Int64?, status: DerivedFigure<Int64>.Status) {
        var (value, status): (Int64, DerivedFigure<Int64>.Status) = (0, .exact)
        var possible = 0
        for cell in series.map({ cell($0, period) }) {
            switch cell {
            case .hidden: return (nil, .hidden)
            case .missing: return (nil, .missing)
            case .notApplicable: continue
            case .exact(let count):
                value = value.saturatingAdd(count)
            case .estimate(let estimate, _):
                value = value.saturatingAdd(estimate)
                status = .estimated
            }
            possible += 1
        }
        return possible == 0 ? (nil, .notApplicable) : (value, status)
    }

    /// The figures of a period as weights: 1 for each that is added up.
    func weighted(period: Int) -> FigureVariances.WeightedFigures {
        var weights = [Double](repeating: 0, count: cellCount)
        for (cell, series) in zip(cells, series) {
            if case .notApplicable = self.cell(series, period) { continue }
            weights[cell] = 1
        }
        return FigureVariances.WeightedFigures(levels: levels, weights: weights)
    }

    /// The margin of the sum in a period; `nil` where its noise is not known. A single figure has its own.
    func margin(period: Int, _ variances: FigureVariances?) -> Int64? {
        let shown = series.map { cell($0, period) }
        if shown.count == 1 {
            switch shown[0] {
            case .estimate(_, let margin): return margin
            case .exact: return 0
            default: return nil
            }
        }
        if shown.allSatisfy({ if case .exact = $0 { true } else { $0 == .notApplicable } }) { return 0 }
        guard let noise = variances?.noise(ofSum: [weighted(period: period)]) else { return nil }
        let rounded = shown.count { if case .estimate = $0 { true } else { false } }
        return NoiseMargin.margin95(of: noise, figuresRounded: rounded)
    }
}
