import Collecting
import CollectorConformance
import Testing

private func structure() throws -> DatasetStructure {
    let codes = [("A", nil), ("B", nil), ("GROUP", nil), ("C", "GROUP")] as [(String, String?)]
    let codelist = try Codelist(
        id: try Identifier("KIND"), title: LocalizedText("Kind", malay: "Jenis"),
        levels: [try Identifier("group"), try Identifier("kind")],
        items: codes.map { code, parent in
            Codelist.Item(code: try Code(code), label: LocalizedText(code), parent: try parent.map { try Code($0) })
        })
    return try DatasetStructure(
        id: try Identifier("cases"), version: "1", agency: try Identifier("TEST"), title: LocalizedText("Cases"),
        frequency: .monthly, population: try Identifier("cases"),
        measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
        dimensions: [Dimension(id: try Identifier("KIND"), title: LocalizedText("Kind"), codelist: codelist)],
        unit: try UnitBounds(name: "case"),
        tables: [try TableDefinition(id: try Identifier("national"), dimensions: [:])],
        protection: try ProtectionPolicy())
}

private let sample = """
    month,kind,count,number
    2024-01,A,3,RECORD-0001
    2024-01,B,,RECORD-0002
    2024-02,C,12,RECORD-0003
    2024-02,A,-0,RECORD-0004
    2024-03,C,,RECORD-0005

    """

private func suite(_ flaw: Flaw, longSample: Int = 16 << 20) throws -> CollectorConformance {
    CollectorConformance(
        try flawed(flaw), structure: try structure(),
        context: CollectingContext(
            today: try #require(Day(year: 2024, month: 6, day: 15)), coverage: PeriodRange("2024-01..2024-04")),
        samples: [ConformanceSample(name: "cases.csv", bytes: Array(sample.utf8))],
        effort: ConformanceEffort(runs: 150, bytes: 60_000, longSample: longSample))
}

// One after the other: memory is measured over the whole process.
@Suite(.serialized) struct ConformanceTests {
    @Test(arguments: ConformanceProperty.allCases)
    func aSoundCollectorPasses(property: ConformanceProperty) throws {
        let outcome = try suite(.none).check(property)
        #expect(outcome.failures.isEmpty)
        #expect(outcome.readings > 0 || property == .description || property == .size)
    }

    @Test(arguments: shows)
    func everyFlawIsFound(flaw: Flaw, property: ConformanceProperty) throws {
        let outcome = try suite(flaw).check(property)
        #expect(outcome.failures.contains { $0.property == property }, "\(flaw): \(outcome)")
        for failure in outcome.failures { #expect(failure.description.hasPrefix(failure.property.rawValue)) }
    }

    @Test func everyPropertyHasAFlaw() {
        #expect(Set(shows.map(\.property)) == Set(ConformanceProperty.allCases))
        #expect(Set(shows.map(\.flaw)).union([.none]) == Set(Flaw.allCases))
    }

    @Test func theSameSeedFindsTheSame() throws {
        #expect(try suite(.longExcerpt).check(.excerpts) == suite(.longExcerpt).check(.excerpts))
        #expect(try suite(.wrongRow).check(.mutations) == suite(.wrongRow).check(.mutations))
    }
}

@Suite struct RecordingSinkTests {
    @Test func itKeepsWhatItIsGivenInOrderAndSaysWhatItLeft() throws {
        let march = try #require(Period("2024-03"))
        var sink = RecordingSink(limit: 3)
        let one = sink.mark(ofKey: [1, 2].span, scope: .own)
        #expect(sink.mark(ofKey: [1, 2].span, scope: .own) == one)
        #expect(sink.mark(ofKey: [1, 2].span, scope: .shared) != one)
        sink.observe(period: march, codes: [0], count: 4)
        sink.observe(period: march, codes: [3], unit: one)
        sink.report(.missingValue(at: Finding.Location(file: "f", row: 2, column: 1)))
        sink.cover(march, isNil: false)
        #expect(sink.words(try structure()) == ["2024-03 A 4", "2024-03 C 1 unit"])
        #expect(sink.total == 4 && sink.left == 1 && sink.keys.count == 3)
        #expect(sink.outline == ["error missing-value 2:1"])
        #expect(sink.observations.count == 2)
    }
}
