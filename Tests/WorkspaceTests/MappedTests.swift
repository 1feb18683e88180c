import Aggregation
import Bytes
import Collecting
import Publishing
import Registry
import Statistics
import TestSupport
import Testing
import Workspace

@Suite struct MappedTests {
    private static let rows = """
        where,what,when,number
        A,X,2024-01,25
        B,Y,2024-01,7
        C1,X,2024-02,3
        C2,X,2024-02,4
        A,Y,2024-02,1

        """

    private func request(_ folder: Folder, by: [String] = [], rows: String = MappedTests.rows) throws
        -> AggregateRequest
    {
        var request = AggregateRequest([try folder.file("cases.csv", rows)], by: by)
        request.structureFile = try folder.structure()
        request.mappingFile = try folder.mapping()
        return request
    }

    @Test("Exact counts equal what the collector alone makes of the file")
    func equalsCollector() throws {
        let folder = try Folder()
        let request = try request(folder, by: ["STATE", "FORM"])
        let counts = try request.exact()
        #expect(
            counts == [
                ["2024-01", "A", "X"]: 25, ["2024-01", "B", "Y"]: 7, ["2024-02", "C1", "X"]: 3,
                ["2024-02", "C2", "X"]: 4, ["2024-02", "A", "Y"]: 1,
            ])
        let choice = try CollectorChoice(
            collector: "tabular", registry: .shipped, structureFile: request.structureFile, dataset: nil,
            workspace: "", mappingFile: request.mappingFile)
        let submission = try CollectedSubmission(
            [try FileSource(request.inputs[0])], reader: choice.reader, structure: choice.structure,
            context: CollectingContext(today: try #require(Day(year: 2026, month: 1, day: 1))))
        #expect(submission.observations == 5)
        let leaves = choice.structure.dimensions.map { $0.codelist.codes(atLevel: $0.codelist.depth) }
        let levels = LevelTuple(choice.structure.dimensions.map(\.codelist.depth))
        for month in ["2024-01", "2024-02"] {
            let sums = try submission.cube.sums(
                of: try #require(Period(month)), levels: levels, codes: leaves, releasingRaw: .exactAtUsersRequest)
            let expected = ["A", "B", "C1", "C2"].flatMap { state in
                ["X", "Y"].map { counts[[month, state, $0], default: 0] }
            }
            #expect(sums == expected)
        }
    }

    @Test("Without columns the tables of the structure are made, each cell once")
    func structureTables() throws {
        let folder = try Folder()
        let exact = try request(folder).exact()
        #expect(
            exact == [
                ["2024-01", "_T", "_T"]: 32, ["2024-02", "_T", "_T"]: 8, ["2024-01", "A", "_T"]: 25,
                ["2024-01", "B", "_T"]: 7, ["2024-02", "A", "_T"]: 1, ["2024-02", "C", "_T"]: 7,
                ["2024-02", "C1", "_T"]: 3, ["2024-02", "C2", "_T"]: 4,
            ])
        var noisy = try request(folder)
        noisy.protection = try noiseless(k: 5)
        #expect(try noisy.failure().words.contains("--periods"))
        noisy.periods = PeriodRange("2024-01..2024-03")
        guard case .tables(let release) = try noisy.run().figures else { throw Unexpected() }
        let rows = try lines { sink throws(BytesError) in try ReleaseCSV(release).write(to: sink) }
        // The nation and five places, in three months each.
        #expect(rows.count == 18)
        for row in rows {
            let count = exact[[row[1], row[2], row[3]], default: 0]
            #expect(row[4] == (count >= 5 ? "\(count)" : ""), "\(row)")
            #expect(row[6] == (count >= 5 ? "E" : "Q"))
        }
    }

    @Test("With the totals of some dimensions")
    func totals() throws {
        let folder = try Folder()
        var request = try request(folder, by: ["FORM"])
        request.totals = true
        #expect(
            try request.exact() == [
                ["2024-01", "X"]: 25, ["2024-01", "Y"]: 7, ["2024-02", "X"]: 7, ["2024-02", "Y"]: 1,
                ["2024-01", "_T"]: 32, ["2024-02", "_T"]: 8,
            ])
    }

    @Test("Errors refuse the whole, or the good rows are kept, as asked")
    func errors() throws {
        let folder = try Folder()
        var request = try request(folder, by: ["FORM"], rows: MappedTests.rows + "Q,X,2024-01,5\nA,X,2024-01,-5\n")
        guard case .findings(let log) = try request.failure() else { throw Unexpected() }
        #expect(log.count(of: .error) == 2)
        #expect(log.kept.filter { $0.severity == .error }.map(\.location.row) == [7, 8])
        request.skipsBadRows = true
        #expect(try request.exact().values.reduce(0, +) == 40)
    }

    @Test("Requests that do not go with a mapping are answered")
    func contradictions() throws {
        let folder = try Folder()
        let good = try request(folder)
        var requests = [AggregateRequest](repeating: good, count: 6)
        requests[0].measure = .sum(column: "number")
        requests[1].periodColumn = "when"
        requests[2].filters = [AggregationPlan.Filter(column: "what", values: ["X"])]
        requests[3].protection = .partial
        requests[4].structureFile = nil
        requests[5].by = ["STAT"]
        for request in requests { #expect(try request.failure().exitStatus == 2) }
        var unknown = good
        unknown.collector = "tabulr"
        #expect(try unknown.failure().words.contains("tabular"))
    }

    @Test("A mistake in a structure or mapping file is told with its line")
    func mistakes() throws {
        let folder = try Folder()
        var request = try request(folder)
        request.mappingFile = try folder.file(
            "bad.yaml", try folder.text("mappings/cases.yaml").replacing("period:", with: "perod:"))
        let mapping = try request.failure()
        #expect(mapping.exitStatus == 1)
        #expect(mapping.words.contains("bad.yaml:6:"), "\(mapping.words)")
        #expect(mapping.words.contains("period"))
        request.structureFile = try folder.file(
            "structures/bad.yaml", try folder.text("structures/cases.yaml").replacing("frequency:", with: "freqency:"))
        let structure = try request.failure()
        #expect(structure.exitStatus == 1)
        #expect(structure.words.contains("bad.yaml:5:"), "\(structure.words)")
    }

    @Test("A dataset is found in the catalogue of a workspace, and a near name is suggested")
    func workspaceCatalogue() throws {
        let folder = try Folder()
        _ = try folder.structure()
        let mapping = try folder.mapping()
        func choose(_ dataset: String) throws -> CollectorChoice {
            try CollectorChoice(
                collector: "tabular", registry: .shipped, structureFile: nil, dataset: try Identifier(dataset),
                workspace: folder.path, mappingFile: mapping)
        }
        #expect(try choose("cases").structure.dimensions.count == 2)
        do {
            _ = try choose("case")
            Issue.record("there is no such dataset")
        } catch let error as WorkspaceError {
            #expect(error.exitStatus == 2)
            #expect(error.words.contains("cases"))
        }
    }

    @Test("A file without a row is an error, not nothing")
    func noRows() throws {
        let folder = try Folder()
        guard case .findings(let log) = try request(folder, rows: "where,what,when,number\n").failure() else {
            throw Unexpected()
        }
        #expect(log.kept.contains { $0.kind == .noRows })
    }
}
