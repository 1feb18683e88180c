import Statistics

/// One table of a release as a box: for each dimension that it shows the codes of all its levels, the coarser first, and
/// a figure for each combination. A dimension that stands at its total alone is left out.
struct TableBox {
    /// One side of the box.
    struct Axis {
        /// Where the dimension stands in the structure.
        let dimension: Int
        /// Its codes.
        let codes: [CodeIndex]
    }

    /// The sides, in the order of the structure.
    let axes: [Axis]
    /// The periods.
    let periods: [Period]
    private let dimensionCount: Int
    private let blocks: [LevelTuple: ProtectedBlock]
    /// By dimension and code, the level at which the table shows it and its place there.
    private let places: [[CodeIndex: (level: Int, place: Int)]]

    /// Takes what a filter leaves of a table.
    init(_ table: ProtectedTable, of release: Release, _ filter: ReleaseFilter) {
        let structure = release.structure
        dimensionCount = structure.dimensions.count
        blocks = Dictionary(table.blocks.map { ($0.levels, $0) }) { first, _ in first }
        var places: [[CodeIndex: (level: Int, place: Int)]] = []
        var axes: [Axis] = []
        for dimension in structure.dimensions.indices {
            var found: [CodeIndex: (level: Int, place: Int)] = [:]
            var codes: [CodeIndex] = []
            for block in table.blocks {
                for (place, code) in block.codes[dimension].enumerated() where found[code] == nil {
                    found[code] = (block.levels.levels[dimension], place)
                    if filter.takes(code, of: structure.dimensions[dimension]) { codes.append(code) }
                }
            }
            // By level, and within one in the order of the codelist: all is found whatever the order of the blocks.
            codes.sort { (found[$0]?.level ?? 0, $0) < (found[$1]?.level ?? 0, $1) }
            places.append(found)
            if codes != [.total] { axes.append(Axis(dimension: dimension, codes: codes)) }
        }
        self.axes = axes
        self.places = places
        periods = release.periods.filter { filter.takes($0) }
    }

    /// How many series the box has.
    var seriesCount: Int { axes.reduce(1) { $0 * $1.codes.count } }

    /// The codes of a series, one an axis; the last axis runs fastest.
    func codes(ofSeries series: Int) -> [CodeIndex] {
        var rest = series
        var codes = axes.map { _ in CodeIndex.total }
        for place in axes.indices.reversed() {
            codes[place] = axes[place].codes[rest % axes[place].codes.count]
            rest /= axes[place].codes.count
        }
        return codes
    }

    /// The figures of a series, one a period; what the table does not show is missing.
    func figures(ofSeries series: Int) -> [ProtectedCell] {
        var key = [CodeIndex](repeating: .total, count: dimensionCount)
        for (axis, code) in zip(axes, codes(ofSeries: series)) { key[axis.dimension] = code }
        var levels: [Int] = []
        for (dimension, code) in key.enumerated() { levels.append(places[dimension][code]?.level ?? 0) }
        guard let block = blocks[LevelTuple(levels)] else { return periods.map { _ in .missing } }
        var number = 0
        for (dimension, code) in key.enumerated() {
            guard let place = places[dimension][code]?.place else { return periods.map { _ in .missing } }
            number = number * block.codes[dimension].count + place
        }
        let cells = block.cells(ofSeries: number)
        return periods.map { period in
            block.periods.index(of: period).map { cells[cells.startIndex + $0] } ?? .missing
        }
    }
}
