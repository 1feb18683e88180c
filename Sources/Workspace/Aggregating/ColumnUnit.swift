import Aggregation
import Statistics

/// How far one unit may reach into columns that are counted without a mapping.
struct ColumnUnit {
    /// What the structure declares, or one row where there is none: how many codes selection must answer for.
    let declared: UnitBounds
    /// The same for the table that is made, where cells or periods of a unit may fall together.
    let effective: UnitBounds

    /// Works out the bounds.
    ///
    /// Where a column that keeps a unit's c cells apart is not counted by, or merges undeclared codes into `_O`,
    /// they may fall together into one cell of c·a. Where periods are coarser than those of the structure, or there
    /// are none, w of them may: one cell of c·a·w. By the triangle inequality no table changes by more.
    ///
    /// - Throws: `WorkspaceError.usage` if a bound is missing or too large, `refused` if a multi-valued dimension
    ///   is left out, whose totals and mentions would be added up.
    init(_ request: AggregateRequest, structure: DatasetStructure?, undeclared: [String]) throws(WorkspaceError) {
        do throws(StatisticsError) {
            switch request.measure {
            case .distinct(let column, let cells):
                guard let cells else {
                    throw StatisticsError.outOfRange(
                        "with noise say in how many cells of a period one \(column) may count at most: --max-cells N")
                }
                let isBounded = structure != nil || request.periods == nil
                declared = try UnitBounds(
                    name: isBounded ? column : "\(column) in one period", maxCells: cells,
                    maxPeriods: request.periods == nil ? 1 : structure?.unit.maxPeriods ?? 1)
                effective = declared
            case .rows, .sum:
                guard let structure else {
                    declared = try UnitBounds(name: request.measure == .rows ? "row" : "counted unit")
                    effective = declared
                    return
                }
                declared = structure.unit
                effective = try ColumnUnit.folded(request, structure, mergesCodes: !undeclared.isEmpty)
            }
        } catch { throw .usage(error.description) }
        if case .distinct = request.measure { return }
        if let structure,
            let left = ColumnUnit.spread(structure).first(where: {
                $0.isMultiValued && !request.by.contains($0.id.description)
            })
        {
            throw .refused(
                "one \(structure.unit.name) may stand at several codes of \(left.id), so its rows cannot be counted "
                    + "without it: add \(left.id) to --by")
        }
    }

    /// The dimensions along which the cells of a unit may differ.
    private static func spread(_ structure: DatasetStructure) -> [Dimension] {
        let multiValued = structure.dimensions.filter(\.isMultiValued)
        return multiValued.isEmpty ? structure.dimensions : multiValued
    }

    private static func folded(
        _ request: AggregateRequest, _ structure: DatasetStructure, mergesCodes: Bool
    ) throws(StatisticsError) -> UnitBounds {
        let unit = structure.unit
        let keepsCells =
            !mergesCodes && spread(structure).allSatisfy { request.by.contains($0.id.description) }
        let keepsPeriods = request.periods.map { $0.frequency >= structure.frequency } ?? false
        let foldsPeriods = unit.maxPeriods > 1 && !keepsPeriods
        guard foldsPeriods || unit.maxCells > 1 && !keepsCells else { return unit }
        return try UnitBounds(
            name: unit.name, maxCells: 1,
            maxCount: unit.maxCount * unit.maxCells * (foldsPeriods ? unit.maxPeriods : 1),
            maxPeriods: foldsPeriods ? 1 : unit.maxPeriods)
    }
}
