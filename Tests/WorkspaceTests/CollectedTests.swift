import Aggregation
import Bytes
import Collecting
import Statistics
import TestSupport
import Testing
import Workspace

/// A collector that gives many counts, by the codes of a cell or by its number.
private struct Many: SubmissionReader {
    let structure: DatasetStructure
    let byCell: Bool
    let seed: UInt64

    func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        guard let domain = CellDomain(structure) else { return }
        var dice = Dice(state: seed)
        for _ in 0..<2_000 {
            let count = [0, 1, 5, 1_000_000_000, 1 << 40].randomElement(using: &dice) ?? 0
            let cell = Int.random(in: 0..<domain.count, using: &dice)
            guard let period = Period(.monthly, ordinal: Int.random(in: 24_240..<24_260, using: &dice)) else {
                continue
            }
            if byCell {
                sink.observe(period: period, cell: cell, of: domain, count: Int64(count))
            } else {
                sink.observe(period: period, codes: domain.key(ofCell: cell), count: Int64(count))
            }
        }
    }
}

/// A collector that says what a line of its input says: `nil`, `cover`, `section`, `cell`, `row` for an error.
private struct Scripted: Collector {
    static let description: CollectorDescription = {
        guard let id = try? Identifier("scripted") else { preconditionFailure("scripted is an identifier") }
        return CollectorDescription(
            id: id, version: "1", summary: LocalizedText("s"), mediaTypes: [], fileEndings: [], sizeLimit: 100)
    }()

    init(structure: DatasetStructure, settings: CollectorSettings) throws(CollectorOptionsError) {}

    func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let text = String(decoding: try source.readAll(), as: UTF8.self)
        guard let period = context.period else { return }
        for (line, word) in text.split(separator: "\n").enumerated() {
            switch word {
            case "nil": sink.cover(period, isNil: true)
            case "cover": sink.cover(period, isNil: false)
            case "section": sink.observe(period: period, section: LevelTuple([1]), codes: [0], count: 4)
            case "other": sink.observe(period: period, section: LevelTuple([0]), codes: [.total], count: 4)
            case "cell": sink.observe(period: period, codes: [1], count: 3)
            default: sink.report(.negativeCount(at: Finding.Location(file: source.name, row: line / 2)))
            }
        }
    }
}

@Suite struct CollectedTests {
    private let period = Period("2024-03")

    private func structure() throws -> DatasetStructure {
        let id = try Identifier("FORM")
        let items = try ["A", "B"].map { Codelist.Item(code: try Code($0), label: LocalizedText($0)) }
        let codelist = try Codelist(id: id, title: LocalizedText("Form"), items: items)
        return try DatasetStructure(
            id: Identifier("cases"), version: "1", agency: Identifier("TEST"), title: LocalizedText("Cases"),
            frequency: .monthly, population: Identifier("people"),
            measure: DatasetStructure.Measure(unit: "cases", title: LocalizedText("Cases")),
            dimensions: [Dimension(id: id, title: codelist.title, codelist: codelist)],
            unit: UnitBounds(name: "case"),
            tables: [TableDefinition(id: Identifier("form"), dimensions: [id: .all])], protection: ProtectionPolicy())
    }

    private func collect(_ texts: String...) throws -> CollectedSubmission {
        let structure = try structure()
        return try CollectedSubmission(
            texts.enumerated().map { MemorySource($1, name: "f\($0)") },
            reader: Scripted(structure: structure, settings: .none), structure: structure,
            context: CollectingContext(today: .last, period: period))
    }

    @Test func recordsAndSectionsComeIntoOneCube() throws {
        let read = try collect("cell\nsection\ncell")
        let sums = try read.cube.sums(
            of: #require(period), levels: LevelTuple([1]), codes: [[0, 1]], releasingRaw: .exactAtUsersRequest)
        #expect(sums == [4, 6])
        #expect(read.observations == 3)
        #expect(read.covered == [try #require(period)])
        #expect(!read.isNil)
    }

    @Test(arguments: UInt64(1)...5)
    func cellsByNumberCountAsTheirCodes(seed: UInt64) throws {
        let structure = try structure()
        let (byCodes, byCell) = (
            try CollectedSubmission(
                [MemorySource(""), MemorySource("")], reader: Many(structure: structure, byCell: false, seed: seed),
                structure: structure, context: CollectingContext(today: .last)),
            try CollectedSubmission(
                [MemorySource(""), MemorySource("")], reader: Many(structure: structure, byCell: true, seed: seed),
                structure: structure, context: CollectingContext(today: .last))
        )
        #expect(byCell.observations == 4_000 && byCodes.observations == 4_000)
        #expect(byCell.covered == byCodes.covered)
        for period in byCodes.covered {
            #expect(
                byCell.cube.encoded(period: period, releasingRaw: .sealedStorage)
                    == byCodes.cube.encoded(period: period, releasingRaw: .sealedStorage))
        }
    }

    @Test func whatIsCoveredNeedNotBeObserved() throws {
        #expect(try collect("").covered.isEmpty)
        #expect(try !collect("").isNil)
        #expect(try collect("cover").covered == [try #require(period)])
        #expect(try !collect("cover").isNil)
        let none = try collect("nil")
        #expect(none.isNil && none.covered.count == 1 && none.observations == 0)
        #expect(none.cube.observedPeriods == nil)
        #expect(try !collect("nil", "cell").isNil)
    }

    @Test func rowsWithErrorsAreCounted() throws {
        let read = try collect("x\nx\nx\nx\nx", "x\nx\nx")
        #expect(read.rowsRefused == 3 + 2)
        #expect(read.findings.count(of: .error) == 8)
    }

    @Test func aFormForOtherTablesIsRefusedInWords() {
        #expect {
            try collect("other")
        } throws: {
            "\($0)".contains("answers the tables that the dataset publishes")
        }
    }
}
