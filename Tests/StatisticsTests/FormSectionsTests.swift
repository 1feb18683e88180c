import Statistics
import Testing

/// A dimension `name` with levels: one code a level under the one before, and a second at level 1.
private func dimension(_ name: String, depth: Int, isMultiValued: Bool = false) throws -> Dimension {
    let chain = try (1...depth).map { level in
        Codelist.Item(
            code: try Code("C\(level)"), label: LocalizedText("C"), parent: level > 1 ? try Code("C\(level - 1)") : nil)
    }
    let codelist = try Codelist(
        id: try Identifier(name), title: LocalizedText(name), levels: (1...depth).map { try Identifier("L\($0)") },
        items: chain + [Codelist.Item(code: .unknown, label: LocalizedText("U"))])
    return Dimension(id: codelist.id, title: codelist.title, codelist: codelist, isMultiValued: isMultiValued)
}

/// A structure over A (three levels), B (two) and M (one, mentions); tables as levels of each, `nil` for the total.
private func structure(_ tables: [[TableDefinition.Levels?]], zeros: [DatasetStructure.StructuralZero] = []) throws
    -> DatasetStructure
{
    let dimensions = [
        try dimension("A", depth: 3), try dimension("B", depth: 2), try dimension("M", depth: 1, isMultiValued: true),
    ]
    return try DatasetStructure(
        id: try Identifier("cases"), version: "1", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
        frequency: .monthly, population: try Identifier("people"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")), dimensions: dimensions,
        unit: try UnitBounds(name: "case"),
        tables: try tables.enumerated().map { number, levels in
            let named = zip(dimensions, levels).compactMap { dimension, levels in levels.map { (dimension.id, $0) } }
            return try TableDefinition(
                id: try Identifier("t\(number)"), dimensions: Dictionary(uniqueKeysWithValues: named))
        },
        protection: try ProtectionPolicy(), structuralZeros: zeros)
}

private func sections(_ tables: [[TableDefinition.Levels?]]) throws -> [String] {
    FormSections(try structure(tables)).sections.map { section in
        "\(section.table.id) \(section.levels.levels.map(String.init).joined())"
    }
}

@Suite struct FormSectionsTests {
    @Test func aSectionIsTheFinestOfItsTable() throws {
        #expect(try sections([[.all, nil, nil]]) == ["t0 300"])
        #expect(try sections([[.leaves, .numbered([1]), nil]]) == ["t0 310"])
        #expect(try sections([[.numbered([2, 1]), nil, .all]]) == ["t0 201"])
        #expect(try sections([[nil, nil, nil]]) == ["t0 000"])
        #expect(try sections([]).isEmpty)
    }

    @Test func whatAnotherSectionAnswersIsLeftOut() throws {
        #expect(try sections([[nil, nil, nil], [.all, nil, nil], [nil, .all, nil]]) == ["t1 300", "t2 020"])
        #expect(try sections([[.numbered([1]), .all, nil], [.all, nil, nil]]) == ["t0 120", "t1 300"])
        #expect(try sections([[.numbered([2]), nil, nil], [.numbered([3]), .all, nil]]) == ["t1 320"])
        // Of two that are equal the first stands.
        #expect(try sections([[.all, nil, nil], [.leaves, nil, nil]]) == ["t0 300"])
    }

    @Test func mentionsAndUnitsAnswerNothingForOneAnother() throws {
        #expect(try sections([[nil, nil, nil], [nil, nil, .all]]) == ["t0 000", "t1 001"])
        #expect(try sections([[.all, nil, .all], [.all, nil, nil], [nil, nil, .all]]) == ["t0 301", "t1 300"])
    }

    @Test func theSourceIsTheFirstThatIsNowhereCoarser() throws {
        let form = FormSections(try structure([[.all, nil, nil], [.numbered([1]), .all, nil], [nil, .all, .all]]))
        let source = { (levels: [Int]) in form.source(of: LevelTuple(levels))?.levels }
        #expect(source([0, 0, 0]) == [3, 0, 0])
        #expect(source([1, 0, 0]) == [3, 0, 0])
        #expect(source([1, 1, 0]) == [1, 2, 0])
        #expect(source([2, 1, 0]) == nil)
        #expect(source([0, 2, 1]) == [0, 2, 1])
        #expect(source([0, 0, 1]) == [0, 2, 1])
        #expect(source([1, 0, 1]) == nil)
        #expect(source([0, 0]) == nil)
        #expect(source([0, 0, 0, 0]) == nil)
        #expect(form.index(of: LevelTuple([1, 2, 0])) == 1)
        #expect(form.index(of: LevelTuple([1, 1, 0])) == nil)
    }

    @Test func everyPublishedTableHasASource() throws {
        let made = try structure([
            [.all, .numbered([1]), nil], [nil, .all, nil], [.numbered([1]), nil, .all], [.numbered([2, 3]), nil, nil],
        ])
        let form = FormSections(made)
        for tuple in made.tables.flatMap({ made.levelTuples(of: $0) }) { #expect(form.source(of: tuple) != nil) }
    }

    @Test func whatIsImpossibleAboveIsImpossibleBelow() throws {
        let zero = DatasetStructure.StructuralZero(codes: [
            try Identifier("A"): [try Code("C2")], try Identifier("B"): [.unknown],
        ])
        let impossible = ImpossibleCells(try structure([], zeros: [zero]))
        // A: C1, C2, C3, _U; B: C1, C2, _U.
        #expect(impossible.contain([1, 2, .total]))
        #expect(impossible.contain([2, 2, 0]))
        for key in [[0, 2, .total], [.total, 2, .total], [1, 1, .total], [3, 2, 0]] as [[CodeIndex]] {
            #expect(!impossible.contain(key))
        }
    }
}
