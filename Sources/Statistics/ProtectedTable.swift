/// The protected figures of one table at one level of each dimension.
///
/// Only `Releasing` can make one from counts; a store's decoder makes one from what was kept.
public struct ProtectedBlock: Sendable, Hashable {
    /// The level of each dimension of the structure.
    public let levels: LevelTuple
    /// For each dimension of the structure the codes shown, in order; the total alone at level 0.
    public let codes: [[CodeIndex]]
    /// The periods shown.
    public let periods: PeriodRange
    /// The figures: one series after the other, the periods of a series in order. Series are in the order
    /// of `codes`, the last dimension running fastest. A code that also stands at a coarser level of the
    /// same table appears there alone.
    public let cells: [ProtectedCell]

    /// Takes figures that protection has made.
    @_spi(Releasing)
    public init(levels: LevelTuple, codes: [[CodeIndex]], periods: PeriodRange, cells: [ProtectedCell]) {
        precondition(
            cells.count == codes.reduce(periods.count) { $0 * $1.count }, "a block has one figure a cell")
        self.levels = levels
        self.codes = codes
        self.periods = periods
        self.cells = cells
    }

    /// How many series the block has.
    public var seriesCount: Int { codes.reduce(1) { $0 * $1.count } }

    /// The code of each dimension of a series, from 0 to `seriesCount` − 1.
    public func key(ofSeries series: Int) -> [CodeIndex] {
        var rest = series
        var key = [CodeIndex](repeating: .total, count: codes.count)
        for dimension in codes.indices.reversed() {
            key[dimension] = codes[dimension][rest % codes[dimension].count]
            rest /= codes[dimension].count
        }
        return key
    }

    /// The figures of a series, one a period.
    public func cells(ofSeries series: Int) -> ArraySlice<ProtectedCell> {
        cells[series * periods.count..<(series + 1) * periods.count]
    }
}

/// A published table: one block a combination of levels that it shows, the coarser first.
public struct ProtectedTable: Sendable, Hashable {
    /// What the table shows.
    public let definition: TableDefinition
    /// Its figures.
    public let blocks: [ProtectedBlock]

    /// Takes the blocks of a table.
    @_spi(Releasing)
    public init(definition: TableDefinition, blocks: [ProtectedBlock]) {
        self.definition = definition
        self.blocks = blocks
    }
}
