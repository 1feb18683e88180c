import Inference
import Rationals
@_spi(Releasing) import Statistics
import TestSupport
import Testing

/// A grouping from `["STATE": "A B"]`.
func grouping(_ structure: DatasetStructure, _ codes: [String: String]) throws -> Grouping {
    var named: [Identifier: Set<Code>] = [:]
    for (id, texts) in codes {
        named[try Identifier(id)] = Set(try texts.split(separator: " ").map { try Code(String($0)) })
    }
    return try Grouping(structure, named)
}

/// A series of figures of one table of one cell, `nil` where it is hidden.
struct Series {
    var values: [Int64?]
    var first = "2024-01"
    var frequency = Frequency.monthly
    var variance = "4"
    var breaks: [String] = []
    /// The offices that reported for each period; every period alike if not given; `nil` if it is not known.
    var senders: [[String]?]?
    /// The period from which a unit may touch two cells.
    var widerFrom: Int?
    /// The most that a unit adds to a count.
    var maxCount = 1

    func release() throws -> Release {
        let breaks = try breaks.map {
            DatasetStructure.SeriesBreak(period: try #require(Period($0)), reason: LocalizedText("other rules"))
        }
        let made = try structure(["D:A"], tables: [table("t", [:])], frequency: frequency, breaks: breaks)
        let start = try #require(Period(first))
        let end = try #require(start.advanced(by: values.count - 1))
        let range = try #require(PeriodRange(start, end))
        let noise = DrawnNoise(
            arrangement: .residuals,
            measurements: [DrawnNoise.Measurement(levels: LevelTuple([0]), variance: try rational(variance))])
        func draw(_ from: Int, _ to: Int, cells: Int) throws -> Draw {
            Draw(
                periods: try #require(PeriodRange(range[from], range[to])), release: 1,
                protection: ProtectionStatement(
                    mechanism: .discreteGaussian, threshold: .none, k: 1,
                    unit: try UnitBounds(name: "case", maxCells: cells, maxCount: maxCount), guarantee: nil),
                noise: noise)
        }
        let draws: [Draw] =
            if let widerFrom {
                [try draw(0, widerFrom - 1, cells: 1), try draw(widerFrom, values.count - 1, cells: 2)]
            } else { [try draw(0, values.count - 1, cells: 1)] }
        return Release(
            number: 1, structure: made, periods: range, provisional: [], draws: draws,
            coverage: range.enumerated().map { place, period in
                Coverage(
                    period: period, expected: 0, reported: 0,
                    senders: (senders.map { $0[place] } ?? ["ONE"]).map(Set.init))
            },
            tables: [
                ProtectedTable(
                    definition: made.tables[0],
                    blocks: [
                        ProtectedBlock(
                            levels: LevelTuple([0]), codes: [[.total]], periods: range,
                            cells: values.map { value in
                                value.map { ProtectedCell.estimate(value: $0, margin: 4) } ?? .hidden
                            })
                    ])
            ], notes: [])
    }

    func changes(_ comparison: Comparison = .previous) throws -> [Change?] {
        let found = ReleaseChanges(try release())
        return values.indices.map { found.change(table: 0, block: 0, series: 0, period: $0, comparison) }
    }
}
