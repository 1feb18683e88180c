import Rationals
import Residuals
import Statistics

/// What could be measured to publish the tables of a structure, and how much each measurement's variance counts.
struct MeasurementDesign {
    /// One combination of levels that a table shows.
    struct Shown {
        let place: Int
        let cells: Int
        /// The weight of each of its cells: by default the cells of a table share the weight 1, so that the nation is not
        /// sacrificed to the cross-tabulation.
        let weight: Double
        /// For each dimension, the places of the codes shown among those of the level.
        let codes: [[Int]]
    }

    let structure: DatasetStructure
    let lattice: ResidualLattice
    /// One a combination and table, in the order of the tables.
    let shown: [Shown]

    init(_ structure: DatasetStructure, lattice: ResidualLattice) {
        self.structure = structure
        self.lattice = lattice
        let places = Dictionary(uniqueKeysWithValues: lattice.tuples.enumerated().map { ($1, $0) })
        shown = structure.tables.flatMap { table in
            structure.levelTuples(of: table).compactMap { tuple in
                guard let place = places[tuple] else { return nil }
                let codes = zip(
                    structure.codesShown(at: tuple, of: table), zip(structure.dimensions, tuple.levels)
                ).map { shown, level in
                    let all = level.0.codelist.codes(atLevel: level.1)
                    let chosen = Set(shown)
                    return all.indices.filter { chosen.contains(all[$0]) }
                }
                let cells = codes.reduce(1) { $0 * $1.count }
                guard cells > 0 else { return nil }
                return Shown(
                    place: place, cells: cells,
                    weight: table.weight?.approximateValue ?? 1 / Double(cells), codes: codes)
            }
        }
    }

    /// The combinations to be published, each once, the coarser first.
    var published: [Int] { Set(shown.map(\.place)).sorted() }

    /// v_T of the residuals at some places: the weight of σ_T² in the variances of all figures shown.
    func residualWeights(_ places: [Int]) -> [Double] {
        var weights = [Int: Double]()
        for shown in shown {
            for measured in lattice.measurements(in: shown.place) {
                weights[measured, default: 0] +=
                    shown.weight * lattice.weight(of: measured, in: shown.place, shown: shown.codes)
            }
        }
        return places.map { weights[$0] ?? 0 }
    }

    /// For each combination to be published, which of the measured ones it is added up from, and how many cells of that
    /// enter each of its own; `nil` if some are refined by none.
    func sources(among measured: [Int]) -> [Int: (measured: Int, cells: [Int])]? {
        var sources: [Int: (measured: Int, cells: [Int])] = [:]
        for place in published {
            guard let source = lattice.source(of: place, among: measured) else { return nil }
            sources[place] = (source, lattice.descendants(of: place, in: source))
        }
        return sources
    }

    /// v where combinations are read or added up from measured ones: the weight of the variance of one measured cell.
    func summedWeights(_ measured: [Int], _ sources: [Int: (measured: Int, cells: [Int])]) -> [Double] {
        var weights = [Int: Double]()
        for shown in shown {
            guard let source = sources[shown.place] else { continue }
            let cells = Double(source.cells.reduce(0, +))
            // The codes shown are all but those that stand at a coarser level too; the few are counted as well.
            let share = Double(shown.cells) / Double(max(source.cells.count, 1))
            weights[source.measured, default: 0] += shown.weight * cells * share
        }
        return measured.map { weights[$0] ?? 0 }
    }
}

extension LevelTuple {
    /// For each set of multi-valued dimensions that stand above their total, the finest level of each dimension that any
    /// of some combinations has.
    static func finest(_ tuples: some Sequence<LevelTuple>, of structure: DatasetStructure) -> [LevelTuple] {
        let families = Dictionary(grouping: tuples) { tuple in
            structure.dimensions.indices.filter { structure.dimensions[$0].isMultiValued && tuple.levels[$0] > 0 }
        }
        return families.values.map { family in
            LevelTuple(structure.dimensions.indices.map { place in family.map { $0.levels[place] }.max() ?? 0 })
        }.sorted()
    }
}
