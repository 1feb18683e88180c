import Residuals
@_spi(Releasing) import Statistics

/// Puts the kept draws together as tables, hides what the threshold hides, and marks what cannot occur.
struct TableAssembly {
    private let plan: ReleasePlan
    /// The figures of each period, by the place of their combination of levels.
    private let drawn: [[Int: [Int64]]]
    private let zeros: ImpossibleCells
    /// What a strict threshold decided, period by period.
    private let selected: (draw: StrictDraw, decisions: [[Bool]])?

    init(plan: ReleasePlan, drawn: [[Int: [Int64]]], selected: (draw: StrictDraw, decisions: [[Bool]])? = nil) {
        self.plan = plan
        self.drawn = drawn
        self.selected = selected
        zeros = ImpossibleCells(plan.structure)
    }

    /// One combination of levels of a table.
    func block(_ levels: LevelTuple, of definition: TableDefinition) -> ProtectedBlock {
        let codes = plan.structure.codesShown(at: levels, of: definition)
        guard let place = plan.lattice.tuples.firstIndex(of: levels) else {
            preconditionFailure("every combination that a table shows is measured")
        }
        let margins = plan.margins(at: place)
        let figures = drawn.map { $0[place] ?? [] }
        let all = plan.structure.codes(at: levels)
        let places = zip(codes, all).map { shown, all in
            let numbers = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
            return shown.map { numbers[$0] ?? 0 }
        }
        let seriesCount = codes.reduce(1) { $0 * $1.count }
        var cells: [ProtectedCell] = []
        cells.reserveCapacity(seriesCount * plan.periods.count)
        var key = [CodeIndex](repeating: .total, count: codes.count)
        for series in 0..<seriesCount {
            var (rest, cell, stride) = (series, 0, 1)
            for dimension in codes.indices.reversed() {
                let chosen = rest % codes[dimension].count
                key[dimension] = codes[dimension][chosen]
                cell += places[dimension][chosen] * stride
                stride *= all[dimension].count
                rest /= codes[dimension].count
            }
            guard !zeros.contain(key) else {
                cells += repeatElement(.notApplicable, count: plan.periods.count)
                continue
            }
            for (period, values) in figures.enumerated() {
                let isShown =
                    selected.map { $0.draw.shows(cell, at: place, $0.decisions[period]) }
                    ?? plan.structure.protection.shows(values[cell])
                cells.append(shown(values[cell], margin: margins[cell], isShown))
            }
        }
        return ProtectedBlock(levels: levels, codes: codes, periods: plan.periods, cells: cells)
    }

    private func shown(_ value: Int64, margin: Int64, _ isShown: Bool) -> ProtectedCell {
        if isExact { return .exact(value: value) }
        return isShown ? .estimate(value: value, margin: margin) : .hidden
    }

    private var isExact: Bool { plan.structure.protection.method == .reference }
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
