import Aggregation
import DifferentialPrivacy
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// A cube with counts at leaves named by their codes.
func cube(
    _ structure: DatasetStructure, _ counts: [(period: String, codes: [String], count: Int64)]
) throws -> ObservationCube {
    var cube = try ObservationCube(structure: structure)
    for entry in counts {
        let key = try zip(structure.dimensions, entry.codes).map {
            try #require($0.codelist.index(of: Code($1)))
        }
        try cube.add(period: #require(Period(entry.period)), codes: key, count: entry.count)
    }
    return cube
}

/// A cube with random counts below a bound in about half of its possible cells.
func randomCube(
    _ structure: DatasetStructure, periods: PeriodRange, below bound: Int64 = 50, seed: UInt64
) throws -> ObservationCube {
    var numbers = Dice(state: seed)
    var cube = try ObservationCube(structure: structure)
    let zeros = ImpossibleCells(structure)
    for period in periods {
        for cell in 0..<min(cube.domain.count, 200) where Bool.random(using: &numbers) {
            let count = Int64.random(in: 0..<bound, using: &numbers)
            let key = cube.domain.key(ofCell: cell)
            if !zeros.contain(key) { try cube.add(period: period, codes: key, count: count) }
        }
    }
    return cube
}

extension ReleasePlan {
    /// A release with seeded noise.
    func seeded(_ cube: ObservationCube, _ seed: UInt64, today: Day = .last) throws -> Release {
        var bits = SeededBits(seed: seed)
        return try release(cube, number: 1, today: today, using: &bits)
    }
}

/// A plan with a budget of ρ at δ = 10⁻⁶.
func plan(_ structure: DatasetStructure, _ range: String = "2024-01..2024-03", rho: String = "1") throws -> ReleasePlan
{
    try ReleasePlan(
        structure: structure, periods: periods(range),
        budget: .concentrated(rho: rational(rho), statedDelta: rational("1e-6")))
}

extension Array where Element == ProtectedTable {
    /// The figures of every series, wherever it is shown, by the codes of its key.
    var figures: [[CodeIndex]: [[ProtectedCell]]] {
        var found: [[CodeIndex]: [[ProtectedCell]]] = [:]
        for block in flatMap(\.blocks) {
            for series in 0..<block.seriesCount {
                found[block.key(ofSeries: series), default: []].append([ProtectedCell](block.cells(ofSeries: series)))
            }
        }
        return found
    }

    /// The keys that do not have the same figures wherever they are shown.
    var disagreements: Set<[CodeIndex]> { Set(figures.filter { Set($0.value).count > 1 }.keys) }
}
