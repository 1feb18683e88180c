import Statistics
import TestSupport
import Testing

@testable import Aggregation

/// One random count, of leaves or of a section.
private struct Entry {
    let period: Period
    let section: LevelTuple?
    let key: [CodeIndex]
    let count: Int64
}

private func randomEntries(_ made: DatasetStructure, _ count: Int, using numbers: inout Dice) throws -> [Entry] {
    let form = FormSections(made)
    return try (0..<count).map { _ in
        let section = Bool.random(using: &numbers) ? form.sections.randomElement(using: &numbers)?.levels : nil
        let key = made.dimensions.enumerated().map { place, dimension in
            let codes =
                section.map { dimension.codelist.codes(atLevel: $0.levels[place]) }
                ?? dimension.codelist.leaves + (dimension.isMultiValued ? [.total] : [])
            return codes.randomElement(using: &numbers) ?? .total
        }
        return Entry(
            period: try month(Int.random(in: 1...2, using: &numbers)), section: section, key: key,
            count: Int64.random(in: 0...9, using: &numbers))
    }
}

private func cube(_ made: DatasetStructure, _ entries: [Entry]) throws -> ObservationCube {
    var cube = try ObservationCube(structure: made)
    for entry in entries {
        if let section = entry.section {
            try cube.add(period: entry.period, section: section, codes: entry.key, count: entry.count)
        } else {
            try cube.add(period: entry.period, codes: entry.key, count: entry.count)
        }
    }
    return cube
}

/// Every combination of levels with its sums in two months.
private func allSums(_ cube: ObservationCube) throws -> [[Int64]] {
    let dimensions = cube.domain.structure.dimensions
    let tuples = dimensions.reduce([[]]) { tuples, dimension in
        tuples.flatMap { tuple in (0...dimension.codelist.depth).map { tuple + [$0] } }
    }
    return try tuples.flatMap { levels in
        let codes = zip(dimensions, levels).map { $0.codelist.codes(atLevel: $1) }
        return try (1...2).map { number in
            try cube.sums(
                of: month(number), levels: LevelTuple(levels), codes: codes, releasingRaw: .exactAtUsersRequest)
        }
    }
}

@Suite struct CubeSectionTests {
    /// The model adds up a list: what records count below a cell, and what the one source of its levels does.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func recordsAndSectionsAddUp(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let made = try randomStructure(tables: 4, using: &numbers)
        let entries = try randomEntries(made, 60, using: &numbers)
        let cube = try cube(made, entries)
        let form = FormSections(made)
        let tuples = made.dimensions.reduce([[]]) { tuples, dimension in
            tuples.flatMap { tuple in (0...dimension.codelist.depth).map { tuple + [$0] } }
        }
        for levels in tuples {
            let codes = zip(made.dimensions, levels).map { $0.codelist.codes(atLevel: $1) }
            let keys = codes.reduce([[]]) { keys, codes in keys.flatMap { key in codes.map { key + [$0] } } }
            let source = form.source(of: LevelTuple(levels))
            let period = try month(1)
            let expected = keys.map { key in
                entries.reduce(Int64(0)) { sum, entry in
                    let isCounted =
                        entry.period == period && (entry.section == nil || entry.section == source)
                        && zip(made.dimensions, zip(entry.key, key)).allSatisfy { dimension, codes in
                            stands(codes.0, atOrBelow: codes.1, in: dimension)
                        }
                    return isCounted ? sum + entry.count : sum
                }
            }
            let tuple = LevelTuple(levels)
            #expect(
                try cube.sums(of: period, levels: tuple, codes: codes, releasingRaw: .exactAtUsersRequest) == expected)
            #expect(
                cube.saturatedSums(of: period, levels: tuple, codes: codes, releasingRaw: .protection) == expected)
        }
        #expect(cube.observedPeriods?.first == entries.map(\.period).min())
        #expect(cube.observedPeriods?.last == entries.map(\.period).max())
    }

    @Test func whatIsNoSectionOrNoCellOfItIsRefused() throws {
        let area = try dimension("AREA", parents: [nil, 0, 0, nil])
        let made = try structure(
            [area, dimension("FORM", parents: [nil], isMultiValued: true)],
            tables: [TableDefinition(id: Identifier("area"), dimensions: [area.id: .all])])
        var cube = try ObservationCube(structure: made)
        let period = try month(1)
        try cube.add(period: period, section: LevelTuple([2, 0]), codes: [1, .total], count: .max)
        let refused: [([Int], [CodeIndex], Int64, AggregationError)] = [
            ([1, 0], [0, .total], 1, .unknownSection("AREA 1")),
            ([0, 0], [.total, .total], 1, .unknownSection("no dimension")),
            ([2], [1], 1, .unknownSection("AREA 2")), ([2, 1], [1, 0], 1, .unknownSection("AREA 2, FORM 1")),
            ([2, 0], [0, .total], 1, .outsideDomain), ([2, 0], [1, 0], 1, .outsideDomain),
            ([2, 0], [1], 1, .outsideDomain), ([2, 0], [99, .total], 1, .outsideDomain),
            ([2, 0], [1, .total], 1, .overflow), ([2, 0], [2, .total], -1, .negativeCount),
        ]
        for (levels, codes, count, error) in refused {
            #expect(throws: error) {
                try cube.add(period: period, section: LevelTuple(levels), codes: codes, count: count)
            }
        }
        let year = try #require(Period(year: 2024))
        #expect(throws: AggregationError.outsideDomain) {
            try cube.add(period: year, section: LevelTuple([2, 0]), codes: [1, .total], count: 1)
        }
        // A leaf above the level stands at it.
        try cube.add(period: period, section: LevelTuple([2, 0]), codes: [3, .total], count: 5)
        let sums = try cube.sums(
            of: period, levels: LevelTuple([2, 0]), codes: [[1, 2, 3], [.total]], releasingRaw: .exactAtUsersRequest)
        #expect(sums == [.max, 0, 5])
        #expect(throws: AggregationError.overflow) {
            try cube.sums(
                of: period, levels: LevelTuple([0, 0]), codes: [[.total], [.total]], releasingRaw: .exactAtUsersRequest)
        }
        #expect(
            cube.saturatedSums(
                of: period, levels: LevelTuple([0, 0]), codes: [[.total], [.total]], releasingRaw: .protection)
                == [.max])
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func mergingIsAddingUp(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let made = try randomStructure(tables: 3, using: &numbers)
        let (mine, theirs) = try (
            randomEntries(made, 30, using: &numbers), randomEntries(made, 30, using: &numbers)
        )
        var sum = try cube(made, mine)
        try sum.merge(cube(made, theirs))
        #expect(try allSums(sum) == allSums(cube(made, mine + theirs)))
        var other = try cube(made, theirs)
        try other.merge(cube(made, mine))
        #expect(try allSums(sum) == allSums(other))
    }

    @Test func cubesOfOtherStructuresAreNotMergedAndOverflowChangesNothing() throws {
        let made = try structure([dimension("AREA", parents: [nil, nil])])
        var cube = try ObservationCube(structure: made)
        let other = try ObservationCube(structure: structure([dimension("AREA", parents: [nil])]))
        #expect(throws: AggregationError.mismatch("their structures differ")) { try cube.merge(other) }
        try cube.add(period: month(1), codes: [0], count: .max)
        try cube.add(period: month(2), codes: [1], count: 3)
        let before = try allSums(cube)
        #expect(throws: AggregationError.overflow) { try cube.merge(cube) }
        #expect(try allSums(cube) == before)
    }
}
