@_spi(Releasing) import Statistics

/// Puts the kept draws together as tables, hides what the threshold hides, and marks what cannot occur.
struct TableAssembly {
    private let plan: ReleasePlan
    private let drawn: [LevelTuple: [Int64]]
    private let measurements: [ReleasePlan.Measurement]
    /// For each measurement and dimension, the place of a code among those measured.
    private let places: [[[CodeIndex: Int]]]
    private let zeros: ImpossibleCells

    init(plan: ReleasePlan, drawn: [LevelTuple: [Int64]]) {
        self.plan = plan
        self.drawn = drawn
        measurements = plan.measurements
        places = plan.measurements.map { measurement in
            measurement.codes.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
        }
        zeros = ImpossibleCells(plan.structure)
    }

    /// One combination of levels of a table.
    func block(_ levels: LevelTuple, of definition: TableDefinition) -> ProtectedBlock {
        let codes = plan.structure.codesShown(at: levels, of: definition)
        let seriesCount = codes.reduce(1) { $0 * $1.count }
        var cells: [ProtectedCell] = []
        cells.reserveCapacity(seriesCount * plan.periods.count)
        var key = [CodeIndex](repeating: .total, count: codes.count)
        for series in 0..<seriesCount {
            var rest = series
            for dimension in codes.indices.reversed() {
                key[dimension] = codes[dimension][rest % codes[dimension].count]
                rest /= codes[dimension].count
            }
            appendSeries(key, to: &cells)
        }
        return ProtectedBlock(levels: levels, codes: codes, periods: plan.periods, cells: cells)
    }

    private func appendSeries(_ key: [CodeIndex], to cells: inout [ProtectedCell]) {
        guard !zeros.contain(key) else {
            cells += repeatElement(.notApplicable, count: plan.periods.count)
            return
        }
        let (measurement, series) = source(of: key)
        let margin = measurements[measurement].noise.margin
        let values = drawn[measurements[measurement].levels] ?? []
        for value in values[series * plan.periods.count..<(series + 1) * plan.periods.count] {
            cells.append(
                isExact
                    ? .exact(value: value)
                    : plan.structure.protection.shows(value) ? .estimate(value: value, margin: margin) : .hidden)
        }
    }

    /// The measurement that a cell is taken from: the coarsest in which just this cell was measured, whichever
    /// table shows it, so that a code standing at several levels has one value everywhere.
    private func source(of key: [CodeIndex]) -> (measurement: Int, series: Int) {
        for (number, measurement) in measurements.enumerated() {
            var series = 0
            var isThere = true
            for (dimension, code) in key.enumerated() {
                guard let place = places[number][dimension][code] else {
                    isThere = false
                    break
                }
                series = series * measurement.codes[dimension].count + place
            }
            if isThere { return (number, series) }
        }
        preconditionFailure("every cell that a table shows is measured")
    }

    private var isExact: Bool { plan.structure.protection.method == .reference }
}

extension ProtectionPolicy {
    /// The rule for k: the estimate itself is compared, so that hiding is post-processing and costs nothing.
    func shows(_ estimate: Int64) -> Bool {
        switch threshold {
        case .none: true
        case .noisy, .strict: estimate >= Int64(k)
        }
    }
}

extension DatasetStructure {
    /// The codes of each dimension that one combination of levels of a table shows: a code that also stands at a
    /// coarser level of the table is left to that.
    func codesShown(at levels: LevelTuple, of definition: TableDefinition) -> [[CodeIndex]] {
        zip(dimensions, levels.levels).map { dimension, level in
            let coarser = self.levels(of: dimension, in: definition).filter { $0 < level }.max() ?? 0
            return dimension.codelist.codes(atLevel: level).filter {
                level == 0 || dimension.codelist.level(of: $0) > coarser
            }
        }
    }
}
