import Statistics
import TestSupport
import Testing

@testable import Aggregation

/// A, with B and C below, and D; codes in another order, and one more, where asked.
private func areas(_ codes: [String] = ["A", "B<A", "C<A", "D"]) throws -> Dimension {
    let items = try codes.map { text in
        let parts = text.split(separator: "<").map(String.init)
        return Codelist.Item(
            code: try Code(parts[0]), label: LocalizedText(parts[0]), parent: parts.count > 1 ? try Code(parts[1]) : nil
        )
    }
    let id = try Identifier("AREA")
    return Dimension(
        id: id, title: LocalizedText("Area"),
        codelist: try Codelist(
            id: id, title: LocalizedText("Area"), levels: [Identifier("upper"), Identifier("lower")], items: items))
}

private func made(_ area: Dimension? = nil, sections: [TableDefinition.Levels] = [.all]) throws -> DatasetStructure {
    let area = try area ?? areas()
    let form = try dimension("FORM", parents: [nil, nil], isMultiValued: true)
    return try structure(
        [area, form],
        tables: sections.enumerated().map { number, levels in
            try TableDefinition(id: Identifier("t\(number)"), dimensions: [area.id: levels])
        })
}

/// Records at B and at D of one form, a section of areas with C.
private func sample() throws -> ObservationCube {
    var cube = try ObservationCube(structure: made())
    let period = try month(1)
    try cube.add(period: period, codes: [1, .total], count: 300)
    try cube.add(period: period, codes: [3, 0], count: 2)
    try cube.add(period: period, codes: [1, 1], count: 0)
    try cube.add(period: period, section: LevelTuple([2, 0]), codes: [2, .total], count: 5)
    try cube.add(period: month(2), codes: [1, .total], count: 77)
    return cube
}

/// The bytes with a checksum that fits, as only someone who alters them on purpose would write.
private func signed(_ body: some Collection<UInt8>) -> [UInt8] {
    let body = Array(body)
    return body + Tabulation.bytes(of: ObservationCube.checksum(body))
}

private func encoded(_ cube: ObservationCube, _ number: Int = 1) throws -> [UInt8] {
    cube.encoded(period: try month(number), releasingRaw: .sealedStorage)
}

@Suite struct CubeEncodingTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func whatIsReadIsWhatWasWritten(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        let made = try randomStructure(tables: 3, using: &numbers)
        var cube = try ObservationCube(structure: made)
        for _ in 0..<40 {
            let levels = cube.form.sections.randomElement(using: &numbers)?.levels
            let key = made.dimensions.enumerated().map { place, dimension in
                (levels.map { dimension.codelist.codes(atLevel: $0.levels[place]) } ?? dimension.codelist.leaves)
                    .randomElement(using: &numbers) ?? .total
            }
            let count = Int64.random(in: 0...1_000_000_000_000, using: &numbers)
            if let levels { try cube.add(period: month(1), section: levels, codes: key, count: count) }
            let leaves = made.dimensions.map { $0.codelist.leaves.randomElement(using: &numbers) ?? .total }
            try cube.add(period: month(1), codes: leaves, count: count)
        }
        var read = try ObservationCube(structure: made)
        try read.add(encoded: encoded(cube))
        #expect(try encoded(read) == encoded(cube))
        #expect(read.observedPeriods == cube.observedPeriods)
        // Once more is twice as much.
        try read.add(encoded: encoded(cube))
        var twice = cube
        try twice.merge(cube)
        #expect(try encoded(read) == encoded(twice))
    }

    @Test func onlyTheOnePeriodIsWrittenAndNothingIsSomething() throws {
        var read = try ObservationCube(structure: made())
        try read.add(encoded: encoded(sample(), 3))
        #expect(read.observedPeriods == nil)
        try read.add(encoded: encoded(sample(), 2))
        #expect(try read.observedPeriods == PeriodRange(month(2), month(2)))
    }

    @Test func aCodelistMayBeReorderedAndExtended() throws {
        let area = try areas(["E", "D", "C<A", "A", "F<A", "B<A"])
        var read = try ObservationCube(structure: made(area))
        try read.add(encoded: encoded(sample()))
        let leaves = ["E", "D", "C", "F", "B"]
        let codes = try leaves.map { try #require(area.codelist.index(of: Code($0))) }
        let sums = try read.sums(
            of: month(1), levels: LevelTuple([2, 0]), codes: [codes, [.total]], releasingRaw: .exactAtUsersRequest)
        #expect(sums == [0, 0, 5, 0, 300])
        // Read back into the first order, it is what it was.
        var back = try ObservationCube(structure: made())
        try back.add(encoded: encoded(read))
        #expect(try encoded(back) == encoded(sample()))
    }

    @Test func whatTheStructureNoLongerHasIsNamed() throws {
        let bytes = try encoded(sample())
        let gone: [(DatasetStructure, AggregationError)] = [
            (try made(areas(["A", "B<A", "D"])), .codeNotCounted("C", dimension: "AREA")),
            (try made(areas(["A", "B<A", "C<A", "D", "E<D"])), .codeNotCounted("D", dimension: "AREA")),
            (try made(areas(["B", "C", "D"])), .unknownSection("AREA 2")),
            (try made(sections: [.numbered([1])]), .unknownSection("AREA 2")),
            (try made(sections: []), .unknownSection("AREA 2")),
        ]
        for (structure, error) in gone {
            var cube = try ObservationCube(structure: structure)
            #expect(throws: error) { try cube.add(encoded: bytes) }
            #expect(cube.observedPeriods == nil)
            #expect(!error.description.contains("300"))
        }
        let fewer = try structure([areas()])
        #expect(
            throws: AggregationError.mismatch(
                "they were kept with the dimension FORM, which cases does not have now")
        ) {
            var cube = try ObservationCube(structure: fewer)
            try cube.add(encoded: bytes)
        }
        let more = try structure(made().dimensions + [dimension("SEX", parents: [nil])])
        #expect(throws: AggregationError.mismatch("they were kept without the dimension SEX")) {
            var cube = try ObservationCube(structure: more)
            try cube.add(encoded: bytes)
        }
    }

    @Test func everyPrefixAndEveryChangedByteIsAnError() throws {
        let bytes = try encoded(sample())
        for end in bytes.indices {
            var cube = try sample()
            #expect(throws: AggregationError.self) { try cube.add(encoded: Array(bytes[..<end])) }
            // Nor does it help to sign what was cut.
            if end < bytes.count - 8 {
                #expect(throws: AggregationError.self) { try cube.add(encoded: signed(bytes[..<end])) }
            }
            #expect(try encoded(cube) == bytes)
        }
        for place in bytes.indices {
            for change in [1, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] ^= change
                var cube = try ObservationCube(structure: made())
                #expect(throws: AggregationError.self) { try cube.add(encoded: changed) }
            }
        }
    }

    /// With a checksum that fits, what is read is either refused or whole: then it is written as it was read.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func whatIsAlteredOnPurposeIsRefusedOrIsWhole(seed: UInt64) throws {
        var numbers = Dice(state: seed)
        var body = Array(try encoded(sample()).dropLast(8))
        for _ in 0..<Int.random(in: 1...3, using: &numbers) {
            let place = Int.random(in: ObservationCube.magic.count..<body.count, using: &numbers)
            switch Int.random(in: 0..<3, using: &numbers) {
            case 0: body[place] = UInt8.random(in: 0...255, using: &numbers)
            case 1: body.insert(UInt8.random(in: 0...255, using: &numbers), at: place)
            default: body.remove(at: place)
            }
        }
        var (cube, again) = try (ObservationCube(structure: made()), ObservationCube(structure: made()))
        do throws(AggregationError) {
            try cube.add(encoded: signed(body))
            guard let period = cube.observedPeriods?.first else { return }
            let written = cube.encoded(period: period, releasingRaw: .sealedStorage)
            try again.add(encoded: written)
            #expect(again.encoded(period: period, releasingRaw: .sealedStorage) == written)
            #expect(again.observedPeriods == cube.observedPeriods)
        } catch {
            #expect(!error.description.isEmpty)
            #expect(cube.observedPeriods == nil)
        }
    }

    @Test func countsKeptBeforeThereWereUnitsAreRead() throws {
        var body = Array(try encoded(sample()).dropLast(8))
        body[ObservationCube.magic.count] = 1
        #expect(body.removeLast() == 0)
        var cube = try ObservationCube(structure: made())
        try cube.add(encoded: signed(body))
        #expect(try encoded(cube) == encoded(sample()))
    }

    @Test func otherBytesAndVersionsAreNamedAsSuch() throws {
        var cube = try ObservationCube(structure: made())
        #expect(throws: AggregationError.notKeptCounts) { try cube.add(encoded: []) }
        #expect(throws: AggregationError.notKeptCounts) { try cube.add(encoded: Array("LNDGPART and more".utf8)) }
        var body = Array(try encoded(sample()).dropLast(8))
        body[ObservationCube.magic.count] = 3
        #expect(throws: AggregationError.unknownKeptVersion(3)) { try cube.add(encoded: signed(body)) }
        let area = try areas()
        let other = try DatasetStructure(
            id: Identifier("others"), version: "1", agency: Identifier("TEST"), title: LocalizedText("Others"),
            frequency: .annual, population: Identifier("people"),
            measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")), dimensions: [area],
            unit: UnitBounds(name: "case"), tables: [], protection: ProtectionPolicy())
        var others = try ObservationCube(structure: other)
        #expect(throws: AggregationError.mismatch("they are kept for cases, not for others")) {
            try others.add(encoded: encoded(sample()))
        }
    }
}
