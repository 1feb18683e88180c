import Residuals
import Statistics

/// The noise of every series of a release, for each of its draws.
struct SeriesNoises {
    /// By draw, table and block, one a series; none where the draw is exact.
    let byDraw: [[[[FigureNoise]]]]

    init(_ release: Release) {
        let structure = release.structure
        var known: [DrawnNoise: [[[FigureNoise]]]] = [:]
        byDraw = release.draws.map { draw in
            guard let noise = draw.noise else { return release.tables.map { $0.blocks.map { _ in [] } } }
            if let found = known[noise] { return found }
            let variances = FigureVariances(structure, noise: noise)
            let found = release.tables.map { table in
                table.blocks.map { block -> [FigureNoise] in
                    guard let all = variances.noises(at: block.levels) else { return [] }
                    return SeriesNoises.cells(of: block, in: structure).map { all[$0] }
                }
            }
            known[noise] = found
            return found
        }
    }

    /// For each series of a block its number among all cells at the block's levels.
    static func cells(of block: ProtectedBlock, in structure: DatasetStructure) -> [Int] {
        var cells = [0]
        for (dimension, shown) in zip(structure.dimensions, zip(block.levels.levels, block.codes)) {
            let all = dimension.codelist.codes(atLevel: shown.0)
            let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
            cells = cells.flatMap { cell in shown.1.map { cell * all.count + (places[$0] ?? 0) } }
        }
        return cells
    }
}
