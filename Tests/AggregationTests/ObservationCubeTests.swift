import Aggregation
import Statistics
import TestSupport
import Testing

/// A dimension whose codes have these parents; `nil` for none.
func dimension(_ id: String, parents: [Int?], isMultiValued: Bool = false) throws -> Dimension {
    let items = try parents.enumerated().map { place, parent in
        Codelist.Item(
            code: try Code("C\(place)"), label: LocalizedText("C\(place)"),
            parent: try parent.map { try Code("C\($0)") })
    }
    let name = try Identifier(id)
    return Dimension(
        id: name, title: LocalizedText(id),
        codelist: try Codelist(
            id: name, title: LocalizedText(id), levels: (1...5).map { try Identifier("level\($0)") }, items: items),
        isMultiValued: isMultiValued)
}

func structure(_ dimensions: [Dimension], tables: [TableDefinition] = []) throws -> DatasetStructure {
    try DatasetStructure(
        id: try Identifier("cases"), version: "1", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
        frequency: .monthly, population: try Identifier("people"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")), dimensions: dimensions,
        unit: try UnitBounds(name: "case"), tables: tables, protection: try ProtectionPolicy())
}

/// One to three random trees, ragged or flat, and as many random tables as asked for.
func randomStructure(tables: Int = 0, using numbers: inout Dice) throws -> DatasetStructure {
    let dimensions = try (0..<Int.random(in: 1...3, using: &numbers)).map { place in
        var parents: [Int?] = []
        for code in 0..<Int.random(in: 1...6, using: &numbers) {
            let parent = Int.random(in: -3..<max(1, code), using: &numbers)
            parents.append(parent >= 0 && parent < code && code < 5 ? parent : nil)
        }
        return try dimension("D\(place)", parents: parents, isMultiValued: Bool.random(using: &numbers))
    }
    return try structure(
        dimensions,
        tables: (0..<tables).map { number in
            var levels: [Identifier: TableDefinition.Levels] = [:]
            for dimension in dimensions where Bool.random(using: &numbers) {
                let deepest = Int.random(in: 1...dimension.codelist.depth, using: &numbers)
                levels[dimension.id] = .numbered(Array(Int.random(in: 1...deepest, using: &numbers)...deepest))
            }
            return try TableDefinition(id: try Identifier("T\(number)"), dimensions: levels)
        })
}

func month(_ number: Int) throws -> Period { try #require(Period(year: 2024, month: number)) }

/// Whether what is counted at a code is part of what stands at another.
func stands(_ code: CodeIndex, atOrBelow above: CodeIndex, in dimension: Dimension) -> Bool {
    // A multi-valued dimension at its total has units of its own, not the mentions below.
    if dimension.isMultiValued && (code == .total || above == .total) { return code == above }
    var current = code
    while current != above && current != .total { current = dimension.codelist.parent(of: current) }
    return current == above
}

@Suite struct ObservationCubeTests {
    /// The model keeps a list of all observations and, for a cell, adds up those whose codes stand below.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func sumsAreThoseOfAListOfObservations(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let made = try randomStructure(using: &numbers)
        var cube = try ObservationCube(structure: made)
        var list: [(period: Period, key: [CodeIndex], count: Int64)] = []
        for _ in 0..<60 {
            let key = made.dimensions.map { dimension in
                (dimension.codelist.leaves + (dimension.isMultiValued ? [.total] : [])).randomElement(using: &numbers)
                    ?? .total
            }
            let entry = (
                period: try month(Int.random(in: 1...3, using: &numbers)), key: key,
                count: Int64.random(in: 0...9, using: &numbers)
            )
            list.append(entry)
            try cube.add(period: entry.period, codes: entry.key, count: entry.count)
        }
        let tuples = made.dimensions.reduce([[]]) { tuples, dimension in
            tuples.flatMap { tuple in (0...dimension.codelist.depth).map { tuple + [$0] } }
        }
        for levels in tuples {
            let codes = zip(made.dimensions, levels).map { $0.codelist.codes(atLevel: $1) }
            let keys = codes.reduce([[]]) { keys, codes in keys.flatMap { key in codes.map { key + [$0] } } }
            for number in 1...4 {
                let period = try month(number)
                let sums = try cube.sums(
                    of: period, levels: LevelTuple(levels), codes: codes, releasingRaw: .exactAtUsersRequest)
                let expected = keys.map { key in
                    list.reduce(Int64(0)) { sum, entry in
                        let counts = zip(made.dimensions, zip(entry.key, key)).allSatisfy { dimension, codes in
                            stands(codes.0, atOrBelow: codes.1, in: dimension)
                        }
                        return entry.period == period && counts ? sum + entry.count : sum
                    }
                }
                #expect(sums == expected)
                #expect(
                    cube.saturatedSums(
                        of: period, levels: LevelTuple(levels), codes: codes, releasingRaw: .protection) == expected)
            }
        }
        #expect(cube.observedPeriods?.first == list.map(\.period).min())
        #expect(cube.observedPeriods?.last == list.map(\.period).max())
    }

    @Test func theTotalOfAMultiValuedDimensionCountsUnitsNotMentions() throws {
        let made = try structure([dimension("FORM", parents: [nil, nil], isMultiValued: true)])
        var cube = try ObservationCube(structure: made)
        let period = try month(1)
        try cube.add(period: period, codes: [.total], count: 1)
        try cube.add(period: period, codes: [0], count: 1)
        try cube.add(period: period, codes: [1], count: 1)
        let total = try cube.sums(
            of: period, levels: LevelTuple([0]), codes: [[.total]], releasingRaw: .exactAtUsersRequest)
        let mentions = try cube.sums(
            of: period, levels: LevelTuple([1]), codes: [[0, 1]], releasingRaw: .exactAtUsersRequest)
        #expect(total == [1])
        #expect(mentions == [1, 1])
    }

    @Test func whatIsRefusedLeavesTheCubeAsItWas() throws {
        let made = try structure([dimension("AREA", parents: [nil, 0, 0, nil]), dimension("FORM", parents: [nil])])
        var cube = try ObservationCube(structure: made)
        let period = try month(1)
        try cube.add(period: period, codes: [1, 0], count: .max)
        let refused: [([CodeIndex], Int64, AggregationError)] = [
            ([1, 0], 1, .overflow), ([2, 0], -1, .negativeCount), ([0, 0], 1, .outsideDomain),
            ([.total, 0], 1, .outsideDomain), ([4, 0], 1, .outsideDomain), ([99, 0], 1, .outsideDomain),
            ([-2, 0], 1, .outsideDomain), ([1, .min], 1, .outsideDomain), ([1, .max], 1, .outsideDomain),
        ]
        for (codes, count, error) in refused {
            #expect(throws: error) { try cube.add(period: period, codes: codes, count: count) }
        }
        let leaves: [[CodeIndex]] = [[1, 2, 3], [0]]
        let sums = try cube.sums(
            of: period, levels: LevelTuple([2, 1]), codes: leaves, releasingRaw: .exactAtUsersRequest)
        #expect(sums == [.max, 0, 0])
    }

    @Test func aSumThatDoesNotFitIsAnErrorOrTheLargestNumber() throws {
        let made = try structure([dimension("AREA", parents: [nil, nil, nil])])
        var cube = try ObservationCube(structure: made)
        let period = try month(1)
        try cube.add(period: period, codes: [0], count: .max)
        try cube.add(period: period, codes: [1], count: 1)
        try cube.add(period: period, codes: [2], count: .max)
        #expect(throws: AggregationError.overflow) {
            try cube.sums(of: period, levels: LevelTuple([0]), codes: [[.total]], releasingRaw: .exactAtUsersRequest)
        }
        let saturated = cube.saturatedSums(
            of: period, levels: LevelTuple([0]), codes: [[.total]], releasingRaw: .protection)
        #expect(saturated == [.max])
    }

    @Test func printingAndMirrorsShowNoCount() throws {
        let made = try structure([dimension("AREA", parents: [nil])])
        var cube = try ObservationCube(structure: made)
        try cube.add(period: month(1), codes: [0], count: 918_273_645)
        var dumped = ""
        dump(cube, to: &dumped)
        dump([cube], to: &dumped)
        let texts = ["\(cube)", String(reflecting: cube), "\([cube])", "\(Optional(cube) as Any)", dumped]
        for text in texts { #expect(!text.contains("918273645") && text.contains("cube of cases")) }
        #expect(Mirror(reflecting: cube).children.isEmpty)
    }
}

@Suite struct CellDomainTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func cellsAreNumberedOneByOne(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let made = try randomStructure(using: &numbers)
        let domain = try #require(CellDomain(made))
        let places = made.dimensions.map { $0.codelist.leaves.count + ($0.isMultiValued ? 1 : 0) }
        #expect(domain.count == places.reduce(1, *))
        for cell in 0..<domain.count { #expect(domain.cell(domain.key(ofCell: cell)) == cell) }
    }

    @Test func aCodeBeyondTheListIsNotTakenForTheTotal() throws {
        let domain = try #require(
            CellDomain(structure([dimension("FORM", parents: [nil, nil], isMultiValued: true)])))
        #expect(domain.cell([.total]) == 2)
        for code in [2, 3, -2, .max, .min] as [CodeIndex] { #expect(domain.cell([code]) == nil) }
    }

    @Test func moreThanTheLargestDomainIsNone() throws {
        let wide = [Int?](repeating: nil, count: 1024)
        let four = try (0..<4).map { try dimension("D\($0)", parents: wide) }
        #expect(try CellDomain(structure(four))?.count == CellDomain.largest)
        #expect(try CellDomain(structure(four + [dimension("E", parents: [nil, nil])])) == nil)
        let sixteen = try (0..<16).map { try dimension("D\($0)", parents: wide) }
        #expect(try CellDomain(structure(sixteen)) == nil)
        #expect(throws: AggregationError.domainTooLarge(limit: CellDomain.largest)) {
            try ObservationCube(structure: structure(sixteen))
        }
    }
}
