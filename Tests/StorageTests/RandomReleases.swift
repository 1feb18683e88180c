import Rationals
@_spi(Releasing) import Statistics
import Testing

@testable import Storage

/// Steele, Lea, Flood 2014: the same numbers every run.
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func chance() -> Bool { Bool.random(using: &self) }

    mutating func text() -> LocalizedText {
        let words = ["", "Kes", "a \"quote\"/\\", "\u{1F98A}\u{2028}", "line\nline\u{0}", "é e\u{301}", "ليندونغ"]
        return LocalizedText(
            words[number(0...words.count - 1)], malay: chance() ? words[number(0...words.count - 1)] : nil)
    }
}

/// Structures and releases of every kind, made by chance.
extension Numbers {
    mutating func release() throws -> Release {
        let frequency = Frequency.allCases[number(0...4)]
        let day = try #require(Day(year: number(1950...2100), month: number(1...12), day: 1))
        let first = try #require(Period(frequency, containing: day))
        let last = try #require(first.advanced(by: number(0...4)))
        let periods = try #require(PeriodRange(first, last))
        let structure = try structure(periods)
        var tables: [ProtectedTable] = []
        for definition in structure.tables { tables.append(try table(definition, structure, periods)) }
        let vintage = number(0...40)
        return Release(
            number: vintage, structure: structure, periods: periods,
            provisional: Set(periods.filter { _ in chance() }), draws: try draws(periods, vintage, structure),
            coverage: periods.map {
                let expected = number(0...9)
                return Coverage(
                    period: $0, expected: expected, reported: number(0...expected),
                    senders: chance() ? nil : Set((0..<number(0...3)).map { _ in text().english }))
            },
            tables: tables, notes: (0..<number(0...3)).map { _ in text() })
    }

    private mutating func structure(_ periods: PeriodRange) throws -> DatasetStructure {
        var dimensions: [Dimension] = []
        for place in 0..<number(1...3) { dimensions.append(try dimension("D\(place)")) }
        var tables: [TableDefinition] = []
        for place in 0..<number(0...3) {
            var levels: [Identifier: TableDefinition.Levels] = [:]
            for dimension in dimensions where chance() {
                let depth = dimension.codelist.depth
                levels[dimension.id] = [.all, .leaves, .numbered([number(1...depth), depth])][number(0...2)]
            }
            tables.append(
                try TableDefinition(
                    id: try Identifier("t\(place)"), title: chance() ? text() : nil, dimensions: levels,
                    weight: chance() ? Rational(Int64(number(1...9)), over: 7) : nil))
        }
        let zeros = [
            DatasetStructure.StructuralZero(codes: [
                dimensions[0].id: Set([dimensions[0].codelist.items[0].code, .total])
            ])
        ]
        return try DatasetStructure(
            id: try Identifier("cases"), version: "1.\(number(0...9))", agency: try Identifier("TEST"), title: text(),
            frequency: periods.frequency, population: try Identifier("children"),
            measure: DatasetStructure.Measure(
                unit: "cases", title: text(), definition: chance() ? nil : text(),
                nominal: chance() ? nil : number(1...5000)),
            dimensions: dimensions,
            unit: try unit(), tables: tables,
            protection: try ProtectionPolicy(
                method: ProtectionPolicy.Method.allCases[number(0...2)],
                mechanism: ProtectionPolicy.Mechanism.allCases[number(0...1)], k: number(1...20),
                threshold: ProtectionPolicy.Threshold.allCases[number(0...2)], isComplementary: chance()),
            structuralZeros: chance() ? zeros : [],
            providers: chance()
                ? DatasetStructure.ExpectedProviders(
                    expected: [try Identifier("alpha"), try Identifier("beta")], dueDays: number(0...60)) : nil,
            seriesBreaks: chance() ? [DatasetStructure.SeriesBreak(period: periods.last, reason: text())] : [],
            retentionDays: chance() ? number(1...500) : nil)
    }

    private mutating func unit() throws -> UnitBounds {
        try UnitBounds(
            name: "case", maxCells: number(1...9), maxCount: number(1...9), maxPeriods: number(1...9))
    }

    private mutating func dimension(_ id: String) throws -> Dimension {
        var items: [Codelist.Item] = []
        for place in 0..<number(1...6) {
            // A tree of at most two levels: those of the first three may be parents.
            let parent = place > 0 && chance() ? items[0].code : nil
            items.append(
                Codelist.Item(
                    code: try Code("C\(place)"), label: text(), parent: parent,
                    terms: chance() ? ["iso": "x\(place)", "chi": ""] : [:]))
        }
        let levels = [try Identifier("region"), try Identifier("state")]
        return Dimension(
            id: try Identifier(id), title: text(),
            codelist: try Codelist(id: try Identifier("L\(id)"), title: text(), levels: levels, items: items),
            isMultiValued: chance())
    }

    /// Noise of a structure of one dimension or more; `nil` now and then.
    private mutating func noise(_ structure: DatasetStructure) throws -> DrawnNoise? {
        guard number(0...2) > 0 else { return nil }
        let variance = try #require(Rational(Int64(number(0...5000)), over: Int64(number(1...900))))
        let deepest = LevelTuple(structure.dimensions.map(\.codelist.depth))
        let total = LevelTuple(structure.dimensions.map { _ in 0 })
        return DrawnNoise(
            arrangement: DrawnNoise.Arrangement.allCases[number(0...1)],
            measurements: [total, deepest].prefix(number(0...2)).map {
                DrawnNoise.Measurement(levels: $0, variance: variance)
            })
    }

    private mutating func draws(
        _ periods: PeriodRange, _ vintage: Int, _ structure: DatasetStructure
    ) throws -> [Draw] {
        var draws: [Draw] = []
        for period in periods {
            let rho = try #require(Rational(Int64(number(0...1000)), over: Int64.max - 1))
            let guarantees: [PrivacyGuarantee?] = [
                nil, PrivacyGuarantee(pureEpsilon: try #require(Rational(Int64(number(1...30)), over: 7))),
                PrivacyGuarantee(
                    rho: rho, epsilon: Double.random(in: 0...8, using: &self), delta: try #require(Rational("1e-6"))),
                PrivacyGuarantee(rho: rho, epsilon: .infinity, delta: .zero),
            ]
            let mechanisms: [ProtectionPolicy.Mechanism?] = [nil] + ProtectionPolicy.Mechanism.allCases
            draws.append(
                Draw(
                    periods: try #require(PeriodRange(period, period)), release: number(0...vintage),
                    protection: ProtectionStatement(
                        method: ProtectionPolicy.Method.allCases[number(0...2)], mechanism: mechanisms[number(0...2)],
                        threshold: .strict, k: number(1...20), unit: try unit(),
                        guarantee: guarantees[number(0...3)]), noise: try noise(structure)))
        }
        return draws
    }

    private mutating func table(
        _ definition: TableDefinition, _ structure: DatasetStructure, _ periods: PeriodRange
    ) throws -> ProtectedTable {
        let count = structure.levelTuples(of: definition).count
        let shapes = try #require(BlockShape.all(of: definition, in: structure, count: count))
        let blocks = shapes.map { shape in
            let cells = (0..<shape.codes.reduce(periods.count) { $0 * $1.count }).map { _ in cell() }
            return ProtectedBlock(levels: shape.levels, codes: shape.codes, periods: periods, cells: cells)
        }
        return ProtectedTable(definition: definition, blocks: blocks)
    }

    private mutating func cell() -> ProtectedCell {
        let values: [Int64] = [0, -1, 63, 64, -64, -65, 8191, 8192, .max, .min, Int64(number(-3000...3000))]
        let value = values[number(0...values.count - 1)]
        let margins: [Int64] = [0, 7, 7, 7, .max]
        return [
            .hidden, .notApplicable, .missing, .exact(value: value),
            .estimate(value: value, margin: margins[number(0...4)]),
        ][number(0...4)]
    }
}
