import Statistics
import TestSupport
import Testing

@testable import Aggregation

/// Units observed in cells of one structure, to be dealt out in any order.
private struct Sightings {
    struct Sighting {
        let period: Period
        let codes: [CodeIndex]
        let unit: Int
    }

    let structure: DatasetStructure
    var sightings: [Sighting] = []

    init(_ seed: UInt64, maxCells: Int = 2, maxPeriods: Int = 2, mentions: Bool? = nil) throws {
        var numbers = Dice(state: seed)
        let made = try (0..<Int.random(in: 1...3, using: &numbers)).map { place in
            try dimension(
                "D\(place)", parents: [nil, nil, 0, 0],
                isMultiValued: mentions ?? Bool.random(using: &numbers))
        }
        structure = try DatasetStructure(
            id: Identifier("cases"), version: "1", agency: Identifier("TEST"), title: LocalizedText("Cases"),
            frequency: .monthly, population: Identifier("people"),
            measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")), dimensions: made,
            unit: UnitBounds(name: "case", maxCells: maxCells, maxPeriods: maxPeriods), tables: [],
            protection: ProtectionPolicy())
        let domain = try #require(CellDomain(structure))
        for _ in 0..<Int.random(in: 20...120, using: &numbers) {
            sightings.append(
                Sighting(
                    period: try month(Int.random(in: 1...4, using: &numbers)),
                    codes: domain.key(ofCell: Int.random(in: 0..<domain.count, using: &numbers)),
                    unit: Int.random(in: 0..<12, using: &numbers)))
        }
    }

    static func mark(_ unit: Int) -> UnitMark {
        var bits = SeededBits(seed: UInt64(unit))
        return UnitMark(bits.next(), bits.next(), bits.next(), bits.next())
    }

    func cube(_ sightings: some Sequence<Sighting>) throws -> ObservationCube {
        var cube = try ObservationCube(structure: structure)
        for sighting in sightings {
            try cube.add(period: sighting.period, codes: sighting.codes, unit: Sightings.mark(sighting.unit))
        }
        return cube
    }

    /// The counts of every cell, by the names of period and codes.
    static func counts(_ cube: ObservationCube) throws -> [String: Int64] {
        let counts = try #require(cube.unitCounts)
        var named: [String: Int64] = [:]
        for (period, cells) in counts.counts {
            for (cell, count) in cells { named["\(period) \(counts.domain.key(ofCell: cell))"] = count }
        }
        return named
    }
}

@Suite struct UnitObservationTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func neitherOrderNorDivisionMatters(seed: UInt64) throws {
        let sightings = try Sightings(seed)
        var whole = try sightings.cube(sightings.sightings)
        whole.countUnits()
        var numbers = Dice(state: seed &+ 1000)
        var parts = [[Sightings.Sighting]](repeating: [], count: 3)
        for sighting in sightings.sightings.shuffled(using: &numbers) {
            parts[Int.random(in: 0..<3, using: &numbers)].append(sighting)
            // What is seen twice is one sighting.
            if Bool.random(using: &numbers) { parts[Int.random(in: 0..<3, using: &numbers)].append(sighting) }
        }
        var merged = try ObservationCube(structure: sightings.structure)
        for part in parts { try merged.merge(sightings.cube(part)) }
        merged.countUnits()
        #expect(try Sightings.counts(merged) == Sightings.counts(whole))
        for number in 1...4 {
            let period = try month(number)
            let bytes = whole.encoded(period: period, releasingRaw: .sealedStorage)
            #expect(merged.encoded(period: period, releasingRaw: .sealedStorage) == bytes)
            var read = try ObservationCube(structure: sightings.structure)
            try read.add(encoded: bytes)
            #expect(read.encoded(period: period, releasingRaw: .sealedStorage) == bytes)
            let units = Set(sightings.sightings.filter { $0.period == period }.map { Sightings.mark($0.unit) })
            #expect(try ObservationCube.units(encoded: bytes) == units.sorted())
        }
    }

    /// What the privacy guarantee rests on: take one unit out, and little changes.
    @Test(arguments: 0..<60 as Range<UInt64>, [1, 2])
    func oneUnitReachesNoFurtherThanItsBounds(seed: UInt64, most: Int) throws {
        let sightings = try Sightings(seed, maxCells: most, maxPeriods: 2)
        var all = try sightings.cube(sightings.sightings)
        all.countUnits()
        let counts = try Sightings.counts(all)
        let mentioned = sightings.structure.dimensions.indices.filter {
            sightings.structure.dimensions[$0].isMultiValued
        }
        for unit in 0..<12 {
            var rest = try sightings.cube(sightings.sightings.filter { $0.unit != unit })
            rest.countUnits()
            let without = try Sightings.counts(rest)
            #expect(without.allSatisfy { counts[$0.key, default: 0] >= $0.value })
            var alone = try sightings.cube(sightings.sightings.filter { $0.unit == unit })
            alone.countUnits()
            let own = try #require(alone.unitCounts)
            for (name, count) in counts {
                #expect(count - without[name, default: 0] == (try Sightings.counts(alone))[name, default: 0])
            }
            #expect(own.counts.count <= 2)
            for cells in own.counts.values {
                #expect(cells.values.allSatisfy { $0 == 1 })
                let choices = Dictionary(grouping: cells.keys.map(own.domain.key(ofCell:))) { key in
                    mentioned.filter { key[$0] != .total }
                }
                for (choice, keys) in choices {
                    #expect(keys.count <= (choice.isEmpty && !mentioned.isEmpty ? 1 : most))
                }
            }
        }
    }

    @Test func aChildOfTwoStatesIsOneChildWithAllThatWasMentioned() throws {
        let state = try dimension("STATE", parents: [nil, nil])
        let form = try dimension("FORM", parents: [nil, nil, nil], isMultiValued: true)
        let structure = try structure([state, form])
        var cube = try ObservationCube(structure: structure)
        let period = try month(1)
        for (state, forms) in [(0, [0]), (1, [1])] as [(CodeIndex, [CodeIndex])] {
            try cube.add(period: period, codes: [state, .total], unit: Sightings.mark(1))
            for form in forms { try cube.add(period: period, codes: [state, form], unit: Sightings.mark(1)) }
        }
        cube.countUnits()
        let national = try cube.sums(
            of: period, levels: LevelTuple([0, 0]), codes: [[.total], [.total]], releasingRaw: .exactAtUsersRequest)
        #expect(national == [1])
        let forms = try cube.sums(
            of: period, levels: LevelTuple([0, 1]), codes: [[.total], [0, 1, 2]], releasingRaw: .exactAtUsersRequest)
        // The structure lets a unit stand at one cell of a table.
        #expect(forms.reduce(0, +) == 1)
    }

    /// Of many units seen in two cells, each cell is chosen about as often, and in no order of cells or units.
    @Test func whichCellIsChosenIsAsGoodAsRandom() throws {
        let structure = try structure([try dimension("STATE", parents: [nil, nil])])
        var cube = try ObservationCube(structure: structure)
        let period = try month(1)
        for unit in 0..<4000 {
            for state in [0, 1] as [CodeIndex] {
                try cube.add(period: period, codes: [state], unit: Sightings.mark(unit))
            }
        }
        cube.countUnits()
        let sums = try cube.sums(
            of: period, levels: LevelTuple([1]), codes: [[0, 1]], releasingRaw: .exactAtUsersRequest)
        #expect(sums.reduce(0, +) == 4000)
        // Seeded: 6.3 standard deviations of a fair choice.
        #expect(abs(sums[0] - 2000) < 200)
    }

    @Test func aUnitCountsInItsFirstPeriodsWhateverWasDrawnWhen() throws {
        let structure = try structure([try dimension("STATE", parents: [nil])])
        let (january, february, march) = (try month(1), try month(2), try month(3))
        let kept = { (period: Period) throws -> [UInt8] in
            var cube = try ObservationCube(structure: structure)
            try cube.add(period: period, codes: [0], unit: Sightings.mark(7))
            return cube.encoded(period: period, releasingRaw: .sealedStorage)
        }
        let count = { (period: Period, history: UnitHistory) throws -> Int64 in
            var history = history
            var cube = try ObservationCube(structure: structure)
            try cube.add(encoded: kept(period))
            cube.countUnits(&history)
            return try cube.sums(
                of: period, levels: LevelTuple([0]), codes: [[.total]], releasingRaw: .exactAtUsersRequest)[0]
        }
        // February was drawn with the unit in it; then records of January came late.
        var history = UnitHistory(most: 1)
        try history.drew(february, encoded: [kept(february)])
        #expect(try count(january, history) == 0)
        #expect(try count(february, history) == 1)
        #expect(try count(march, history) == 0)
        try history.drew(march, encoded: [kept(march)])
        #expect(try count(february, history) == 1)
        #expect(try count(march, history) == 0)
        #expect(try count(march, UnitHistory(most: 1)) == 1)
    }

    /// Who was observed where is one child's row: a message that prints it must not hold it.
    @Test func printingAndMirrorsShowNoUnit() throws {
        let cube = try ObservationCube(structure: structure([dimension("AREA", parents: [nil, nil])]))
        let unit = UnitMark(1, 2, 3, 4)
        var observations = UnitObservations(cube.domain)
        try observations.add(period: month(1), cell: 1, unit: unit)
        var history = UnitHistory(most: 1)
        let counts = observations.counts(&history)
        for part in [observations, history, counts] as [any Sendable] {
            var dumped = ""
            dump(part, to: &dumped)
            #expect(!dumped.contains("2024") && !dumped.contains("a unit") && !dumped.contains("1"))
            #expect(Mirror(reflecting: part).children.isEmpty)
        }
    }
}
