import Residuals
public import Statistics

/// The changes in a release that exceed what noise and chance explain.
///
/// Every published figure is held against that of the period before and that of the same period a year before, wherever
/// both are shown and comparable (`Comparability`). All these comparisons are one family, in which the false discovery
/// rate is controlled (`BenjaminiHochberg`): of the changes that are named, at most one in twenty is none, on average.
/// Published figures alone are looked at, so that it costs no privacy; what is hidden takes part in no comparison.
public struct ReleaseChanges: Sendable {
    /// The part of all changes named that may be none, on average.
    public static let falseDiscoveryRate = 0.05

    private let release: Release
    private let comparability: Comparability
    /// The noise of the figures by draw, table and block, one a series; none where figures are exact.
    private let noises: [[[[FigureNoise]]]]
    /// How far one unit reaches into a count, by draw.
    private let reaches: [CellReach]
    private let cutoff: Double
    /// How many comparisons there are, each once in however many tables it stands.
    public let comparisons: Int

    /// Compares all figures of a release.
    public init(_ release: Release) {
        self.release = release
        let comparability = Comparability(release)
        self.comparability = comparability
        let noises = SeriesNoises(release).byDraw
        self.noises = noises
        let reaches = release.draws.map { CellReach(release.structure, unit: $0.protection.unit) }
        self.reaches = reaches
        var probabilities: [Double] = []
        var seen: Set<[CodeIndex]> = []
        for (table, shown) in release.tables.enumerated() {
            for (place, block) in shown.blocks.enumerated() {
                for series in 0..<block.seriesCount {
                    let key = block.key(ofSeries: series)
                    guard seen.insert(key).inserted else { continue }
                    for pair in ReleaseChanges.pairs(of: block, series, comparability) {
                        guard let first = noises.noise(pair.first.draw, table, place, series),
                            let second = noises.noise(pair.second.draw, table, place, series)
                        else { continue }
                        probabilities.append(
                            Distinguishability.probability(
                                of: (pair.first.value, first), (pair.second.value, second),
                                unitAddsAtMost: reaches[pair.second.draw].most(in: key)))
                    }
                }
            }
        }
        comparisons = probabilities.count
        cutoff = BenjaminiHochberg(probabilities, rate: ReleaseChanges.falseDiscoveryRate).cutoff
    }

    /// How a figure differs from an earlier one; `nil` where one of them is not shown or they are not comparable.
    ///
    /// - Parameters:
    ///   - table: the place of the table in the release.
    ///   - place: the place of the block in the table.
    ///   - series: the series in the block.
    ///   - period: the place of the figure's period in the block.
    ///   - comparison: what it is held against.
    /// - Returns: the change.
    public func change(
        table: Int, block place: Int, series: Int, period: Int, _ comparison: Comparison
    ) -> Change? {
        let block = release.tables[table].blocks[place]
        guard let pair = ReleaseChanges.pair(of: block, series, period, comparison, comparability),
            let first = noises.noise(pair.first.draw, table, place, series),
            let second = noises.noise(pair.second.draw, table, place, series)
        else { return nil }
        let probability = Distinguishability.probability(
            of: (pair.first.value, first), (pair.second.value, second),
            unitAddsAtMost: reaches[pair.second.draw].most(in: block.key(ofSeries: series)))
        return Change(
            period: pair.earlier, difference: pair.second.value.saturatingSubtract(pair.first.value),
            margin: Distinguishability.margin(first, second), isDistinguishable: probability <= cutoff)
    }

    private typealias Pair = (earlier: Period, first: (value: Int64, draw: Int), second: (value: Int64, draw: Int))

    private static func pairs(
        of block: ProtectedBlock, _ series: Int, _ comparability: Comparability
    ) -> [Pair] {
        (0..<block.periods.count).flatMap { place in
            Comparison.allCases.compactMap { pair(of: block, series, place, $0, comparability) }
        }
    }

    private static func pair(
        of block: ProtectedBlock, _ series: Int, _ place: Int, _ comparison: Comparison, _ comparability: Comparability
    ) -> Pair? {
        let start = series * block.periods.count
        let later = block.periods[place]
        guard case .estimate(let second, _) = block.cells[start + place],
            let earlier = comparison.earlier(than: later), let before = block.periods.index(of: earlier),
            case .estimate(let first, _) = block.cells[start + before],
            comparability.holds(from: earlier, to: later),
            let firstDraw = comparability.draws[earlier], let secondDraw = comparability.draws[later]
        else { return nil }
        return (earlier, (first, firstDraw), (second, secondDraw))
    }
}

extension [[[[FigureNoise]]]] {
    fileprivate func noise(_ draw: Int, _ table: Int, _ block: Int, _ series: Int) -> FigureNoise? {
        let noises = self[draw][table][block]
        return noises.isEmpty ? nil : noises[series]
    }
}
