import Aggregation
import DifferentialPrivacy
import Rationals
import Statistics
import TestSupport
import Testing

@testable import Releasing

/// A population whose datasets have these shares; each share is given as text.
func population(
    _ shares: [String: String], reserve: String = "1/5", epsilon: String = "2", delta: String = "1e-6"
) throws -> Population {
    var named: [Identifier: Rational] = [:]
    for (name, share) in shares { named[try Identifier(name)] = try rational(share) }
    return try Population(
        id: Identifier("people"), title: LocalizedText("People"), unit: "case", epsilon: rational(epsilon),
        delta: rational(delta), shares: named, reserve: rational(reserve))
}

/// A small dataset of a name and frequency, whose figures are all shown.
func dataset(
    _ id: String = "cases", frequency: Frequency = .monthly, policy: ProtectionPolicy? = nil,
    unit: UnitBounds? = nil
) throws -> DatasetStructure {
    let made = try structure(
        ["AREA:NORTH SOUTH PERLIS<NORTH _U"], tables: [table("total", [:]), table("area", ["AREA": .all])],
        unit: unit, policy: policy ?? ProtectionPolicy(threshold: .none), frequency: frequency)
    return try DatasetStructure(
        id: Identifier(id), version: made.version, agency: made.agency, title: made.title, frequency: frequency,
        population: made.population, measure: made.measure, dimensions: made.dimensions, unit: made.unit,
        tables: made.tables, protection: made.protection)
}

/// What a workspace keeps of one population: who submitted what, what was released and charged.
struct Books {
    let population: Population
    var structures: [Identifier: DatasetStructure]
    var ledger: Ledger
    var earlier: [Identifier: [Period: [VintagePlan.EarlierDraw]]] = [:]
    var inputs: [Identifier: [Period: Set<String>]] = [:]
    var releases: [Int: Release] = [:]
    var withdrawn: Set<Int> = []
    private var last = 0

    init(_ population: Population, _ structures: [DatasetStructure]) {
        self.population = population
        self.structures = Dictionary(uniqueKeysWithValues: structures.map { ($0.id, $0) })
        ledger = Ledger(population: population, entries: [])
    }

    /// The only dataset, or the one of a name.
    func structure(_ id: String = "cases") throws -> DatasetStructure { try #require(structures[Identifier(id)]) }

    /// Something new was submitted for these periods.
    mutating func submit(_ range: String, _ name: String, to id: String = "cases") throws {
        for period in try periods(range) { inputs[try Identifier(id), default: [:]][period, default: []].insert(name) }
    }

    func plan(_ range: String, of id: String = "cases", spend: String? = nil) throws -> VintagePlan {
        try plan(periods(range), of: structure(id), spend: spend.map(rational))
    }

    func plan(_ range: PeriodRange, of structure: DatasetStructure, spend: Rational?) throws -> VintagePlan {
        try VintagePlan(
            structure: structure, population: population, requested: range,
            situation: VintagePlan.Situation(
                earlier: (earlier[structure.id] ?? [:]).mapValues { draws in
                    draws.map {
                        VintagePlan.EarlierDraw(
                            release: $0.release, inputs: $0.inputs,
                            isCarryable: $0.isCarryable && !withdrawn.contains($0.release))
                    }
                }, inputs: inputs[structure.id] ?? [:], ledger: ledger),
            spend: spend)
    }

    /// Charges what a plan draws, all or nothing, and notes what it was drawn from.
    @discardableResult
    mutating func charge(_ plan: VintagePlan) throws(Ledger.Refusal) -> Int {
        var charged = ledger
        for entry in plan.entries(number: last + 1) { try charged.charge(entry) }
        ledger = charged
        last += 1
        let id = plan.structure.id
        for draw in plan.draws {
            for period in draw.plan.periods {
                earlier[id, default: [:]][period, default: []].append(
                    VintagePlan.EarlierDraw(
                        release: last, inputs: inputs[id]?[period] ?? [], isCarryable: true))
            }
        }
        return last
    }

    /// Plans, charges and draws a vintage.
    @discardableResult
    mutating func release(
        _ range: String, of id: String = "cases", spend: String? = nil, cube: ObservationCube? = nil,
        today: Day = .last, coverage: [Coverage] = [], seed: UInt64 = 1
    ) throws -> Release {
        let plan = try plan(range, of: id, spend: spend)
        let number = try charge(plan)
        var bits = SeededBits(seed: seed &* 1000 &+ UInt64(number))
        let release = try plan.release(
            cube ?? ObservationCube(structure: plan.structure), number: number, today: today, coverage: coverage,
            earlier: releases, using: &bits)
        releases[number] = release
        return release
    }
}

extension Release {
    /// Every figure of a period, table by table.
    func figures(of period: String) throws -> [ProtectedCell] {
        let period = try #require(Period(period))
        let place = try #require(periods.index(of: period))
        return tables.flatMap(\.blocks).flatMap { block in
            (0..<block.seriesCount).map { block.cells(ofSeries: $0)[$0 * block.periods.count + place] }
        }
    }

    /// `2024-01..2024-02 by 1`, one text a draw.
    var drawTexts: [String] { draws.map { "\($0.periods) by \($0.release)" } }
}

extension VintagePlan {
    /// `2024-01..2024-02 share` or `… reserve`, one text a draw.
    var drawTexts: [String] {
        draws.map { "\($0.plan.periods) \($0.account.isReserve ? "reserve" : "share")" }
    }

    /// `2024-01 from 1`, one text a period, in order.
    var carriedTexts: [String] { carried.sorted { $0.key < $1.key }.map { "\($0.key) from \($0.value)" } }
}

extension Books {
    /// The shares, and the reserve as each dataset sees it.
    var portions: [Ledger.Account: Rational] {
        var portions: [Ledger.Account: Rational] = [:]
        for (dataset, share) in population.shares {
            portions[.share(dataset)] = share
            portions[.reserve(for: dataset)] = population.reserve
        }
        return portions
    }
}
