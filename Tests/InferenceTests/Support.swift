import Inference
import Rationals
@_spi(Releasing) import Statistics
import TestSupport
import Testing

func periods(_ text: String) throws -> PeriodRange { try #require(PeriodRange(text)) }

func dimension(_ text: String) throws -> Dimension {
    let parts = text.split(separator: ":")
    let id = try Identifier(String(parts[0].drop { $0 == "*" }))
    let items = try parts[1].split(separator: " ").map { code in
        let pair = code.split(separator: "<").map(String.init)
        return Codelist.Item(
            code: try Code(pair[0]), label: LocalizedText(pair[0]), parent: pair.count > 1 ? try Code(pair[1]) : nil)
    }
    let levels = try (1...4).map { try Identifier("level\($0)") }
    return Dimension(
        id: id, title: LocalizedText(id.description),
        codelist: try Codelist(id: id, title: LocalizedText(id.description), levels: levels, items: items),
        isMultiValued: text.hasPrefix("*"))
}

func table(_ id: String, _ levels: [String: TableDefinition.Levels]) throws -> TableDefinition {
    var named: [Identifier: TableDefinition.Levels] = [:]
    for (name, shown) in levels { named[try Identifier(name)] = shown }
    return try TableDefinition(id: try Identifier(id), dimensions: named)
}

func structure(
    _ dimensions: [String], tables: [TableDefinition], policy: ProtectionPolicy? = nil,
    frequency: Frequency = .monthly, breaks: [DatasetStructure.SeriesBreak] = [],
    zeros: [DatasetStructure.StructuralZero] = []
) throws -> DatasetStructure {
    try DatasetStructure(
        id: try Identifier("cases"), version: "1", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
        frequency: frequency, population: try Identifier("people"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
        dimensions: try dimensions.map(dimension), unit: try UnitBounds(name: "case"), tables: tables,
        protection: try policy ?? ProtectionPolicy(threshold: ProtectionPolicy.Threshold.none), structuralZeros: zeros,
        seriesBreaks: breaks)
}

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
                    unit: try UnitBounds(name: "case", maxCells: cells), guarantee: nil),
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
