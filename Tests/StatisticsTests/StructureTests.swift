import Rationals
import Statistics
import Testing

private func list(_ id: String, _ levels: [String], _ codes: [(String, String?)]) throws -> Codelist {
    let items = try codes.map { code, parent in
        Codelist.Item(code: try Code(code), label: LocalizedText(code), parent: try parent.map { try Code($0) })
    }
    return try Codelist(
        id: try Identifier(id), title: LocalizedText(id), levels: try levels.map { try Identifier($0) }, items: items)
}

/// Two levels of areas with a leaf above the deepest, one level of forms.
private func dimensions() throws -> [Dimension] {
    let areas = try list("AREA", ["region", "state"], [("N", nil), ("A", "N"), ("B", "N"), ("_U", nil)])
    let forms = try list("FORM", [], [("F", nil), ("G", nil)])
    return [
        Dimension(id: areas.id, title: areas.title, codelist: areas),
        Dimension(id: forms.id, title: forms.title, codelist: forms),
    ]
}

private func table(_ id: String, _ levels: [String: TableDefinition.Levels]) throws -> TableDefinition {
    var named: [Identifier: TableDefinition.Levels] = [:]
    for (name, level) in levels { named[try Identifier(name)] = level }
    return try TableDefinition(id: try Identifier(id), dimensions: named)
}

private func structure(
    dimensions: [Dimension]? = nil, tables: [TableDefinition] = [], zeros: [[String: [String]]] = [],
    breaks: [String] = []
) throws -> DatasetStructure {
    let zeros = try zeros.map { zero in
        var codes: [Identifier: Set<Code>] = [:]
        for (name, values) in zero { codes[try Identifier(name)] = Set(try values.map { try Code($0) }) }
        return DatasetStructure.StructuralZero(codes: codes)
    }
    return try DatasetStructure(
        id: try Identifier("cases"), version: "1", agency: try Identifier("X"), title: LocalizedText("Cases"),
        frequency: .monthly, population: try Identifier("people"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
        dimensions: try dimensions ?? StatisticsTests.dimensions(), unit: try UnitBounds(name: "case"), tables: tables,
        protection: try ProtectionPolicy(), structuralZeros: zeros,
        seriesBreaks: try breaks.map { .init(period: try #require(Period($0)), reason: LocalizedText("new form")) })
}

@Suite struct StructureTests {
    @Test(
        arguments: [
            ([:], [[0, 0]]), (["AREA": .all], [[1, 0], [2, 0]]), (["AREA": .leaves], [[2, 0]]),
            (["FORM": .all], [[0, 1]]),
            (["FORM": .leaves], [[0, 1]]), (["AREA": .numbered([1])], [[1, 0]]),
            (["AREA": .numbered([2, 1, 2])], [[1, 0], [2, 0]]), (["AREA": .numbered([])], []),
            (["AREA": .all, "FORM": .all], [[1, 1], [2, 1]]),
        ] as [([String: TableDefinition.Levels], [[Int]])])
    func aTableConsistsOfOneLevelOfEachDimension(levels: [String: TableDefinition.Levels], tuples: [[Int]]) throws {
        let structure = try structure()
        #expect(structure.levelTuples(of: try table("t", levels)).map(\.levels) == tuples)
    }

    @Test func dimensionsAreFoundByName() throws {
        let structure = try structure()
        #expect(structure.index(ofDimension: try Identifier("FORM")) == 1)
        #expect(structure.index(ofDimension: try Identifier("form")) == nil)
    }

    @Test func coarserTuplesComeFirst() {
        let sorted = [[0, 0], [0, 1], [1, 0], [0, 2], [1, 1], [2, 0], [1, 2]].map(LevelTuple.init)
        #expect(sorted.shuffled().sorted() == sorted)
        for tuple in sorted { #expect(!(tuple < tuple)) }
    }

    @Test(
        arguments: [
            (["AREA": .numbered([0])], "AREA has no level or code \"0\""),
            (["AREA": .numbered([1, 3])], "AREA has no level or code \"3\""),
            (["AERA": .all], "there is no dimension AERA"),
        ] as [([String: TableDefinition.Levels], String)])
    func aTableMustFitTheDimensions(levels: [String: TableDefinition.Levels], message: String) throws {
        let table = try table("t", levels)
        let error = #expect(throws: StatisticsError.self) { try structure(tables: [table]) }
        #expect(error?.description == message)
        let good = try structure()
        #expect(throws: StatisticsError.self) { try good.replacing(tables: [table], protection: good.protection) }
    }

    @Test(arguments: [
        (["AREA": ["A", "C"]], "AREA has no level or code \"C\""), (["ARE": ["A"]], "there is no dimension ARE"),
    ])
    func aStructuralZeroMustFitTheDimensions(zero: [String: [String]], message: String) {
        let error = #expect(throws: StatisticsError.self) { try structure(zeros: [zero]) }
        #expect(error?.description == message)
    }

    @Test func namesAreTheirOwnAndNotThoseOfLindungsFiles() throws {
        let (axes, twin) = (try dimensions(), try table("t", [:]))
        #expect(throws: StatisticsError.doubledIdentifier(axes[0].id)) {
            try structure(dimensions: [axes[0], axes[1], axes[0]])
        }
        #expect(throws: StatisticsError.doubledIdentifier(twin.id)) { try structure(tables: [twin, twin]) }
        for heading in DatasetStructure.reservedHeadings {
            let taken = Dimension(id: try Identifier(heading), title: axes[0].title, codelist: axes[0].codelist)
            let error = #expect(throws: StatisticsError.self) { try structure(dimensions: [taken]) }
            #expect(error?.description.hasPrefix(heading) == true)
        }
    }

    @Test func thereAreOneToSixteenDimensions() throws {
        let one = try dimensions()[0]
        let many = try (1...17).map {
            Dimension(id: try Identifier("D\($0)"), title: one.title, codelist: one.codelist)
        }
        #expect(throws: StatisticsError.self) { try structure(dimensions: []) }
        #expect(throws: StatisticsError.self) { try structure(dimensions: many) }
        #expect(try structure(dimensions: Array(many.dropLast())).dimensions.count == 16)
    }

    @Test func aSeriesBreaksAtOneOfItsOwnPeriods() throws {
        #expect(try structure(breaks: ["2024-03"]).seriesBreaks.count == 1)
        #expect(throws: StatisticsError.self) { try structure(breaks: ["2024-03", "2024"]) }
    }

    @Test func otherTablesLeaveTheRestAsItWas() throws {
        let whole = try structure(
            tables: [try table("t", ["AREA": .all])], zeros: [["FORM": ["F"]]], breaks: ["2024-01"])
        let policy = try ProtectionPolicy(mechanism: .discreteLaplace, k: 3, threshold: .strict)
        let other = try whole.replacing(tables: [try table("u", [:])], protection: policy)
        #expect(other.tables.map(\.id.description) == ["u"])
        #expect(other.protection == policy)
        #expect(try other.replacing(tables: whole.tables, protection: whole.protection) == whole)
    }

    @Test func weightsAreAboveZero() throws {
        let id = try Identifier("t")
        #expect(throws: StatisticsError.self) { try TableDefinition(id: id, dimensions: [:], weight: .zero) }
        #expect(try TableDefinition(id: id, dimensions: [:], weight: Rational("1/1000000")).weight != nil)
    }
}
