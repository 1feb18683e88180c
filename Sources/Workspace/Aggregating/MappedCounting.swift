import Aggregation
import Catalogue
import Collecting
import Publishing
import Statistics

/// Counts files that a collector reads by a mapping file.
struct MappedCounting {
    /// The dataset with the tables asked for.
    let structure: DatasetStructure
    /// The dimensions asked for, by their places; all where none were.
    let shown: [Int]

    /// Takes a dataset and the tables asked for: those that the structure declares, or one of the
    /// dimensions in `names` with its totals.
    ///
    /// - Throws: `WorkspaceError.usage` for a dimension that the structure does not have.
    init(
        _ structure: DatasetStructure, by names: [String], totals: Bool,
        policy: ProtectionPolicy
    ) throws(WorkspaceError) {
        do throws(StatisticsError) {
            guard !names.isEmpty else {
                shown = Array(structure.dimensions.indices)
                self.structure = try structure.replacing(tables: structure.tables, protection: policy)
                return
            }
            var shown: [Int] = []
            for name in names {
                let id = try Identifier(name)
                guard let place = structure.index(ofDimension: id) else { throw StatisticsError.unknownDimension(id) }
                shown.append(place)
            }
            let tables = try RequestedTables(dimensions: shown.map { structure.dimensions[$0].id }, totals: totals)
            self.structure = try structure.replacing(tables: tables.definitions, protection: policy)
            self.shown = shown
        } catch {
            throw .usage(error.description)
        }
    }

    /// The columns in which the dimensions asked for are shown.
    var columns: ExtractColumns {
        ExtractColumns(
            periodHeading: "TIME_PERIOD",
            columns: shown.map {
                ExtractColumns.Column(
                    dimension: $0, heading: structure.dimensions[$0].id.description, showsLabels: false)
            })
    }

    /// The raw counts over some periods. Cells that count nothing are left out.
    ///
    /// - Throws: `WorkspaceError.mistakes` if a sum does not fit into 64 bits.
    func exact(_ cube: ObservationCube, periods: PeriodRange) throws(WorkspaceError) -> ExactTable {
        var rows: [(codes: [String], count: Int64)] = []
        var written: Set<[CodeIndex]> = []
        for tuple in structure.tables.flatMap({ structure.levelTuples(of: $0) }) {
            let codes = zip(structure.dimensions, tuple.levels).map { $0.codelist.codes(atLevel: $1) }
            let keys = MappedCounting.keys(codes).map { (key: $0, isNew: written.insert($0).inserted) }
            for period in periods {
                let sums: [Int64]
                do throws(AggregationError) {
                    sums = try cube.sums(
                        of: period, levels: tuple, codes: codes, releasingRaw: .exactAtUsersRequest)
                } catch { throw .mistakes("the counts of \(period) add up to more than 64 bits hold") }
                for (cell, sum) in zip(keys, sums) where sum != 0 && cell.isNew {
                    let texts = shown.map { structure.dimensions[$0].codelist.code(at: cell.key[$0]).description }
                    rows.append(([period.description] + texts, sum))
                }
            }
        }
        return ExactTable(headings: ["TIME_PERIOD"] + columns.columns.map(\.heading), rows: rows)
    }

    /// Every combination of codes, the last dimension running fastest.
    private static func keys(_ codes: [[CodeIndex]]) -> [[CodeIndex]] {
        codes.reduce([[]]) { keys, list in keys.flatMap { key in list.map { key + [$0] } } }
    }
}
