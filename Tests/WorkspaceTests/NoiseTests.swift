import Aggregation
import Collecting
import Rationals
import Statistics
import TestSupport
import Testing
import Workspace

@Suite struct NoiseTests {
    /// 25 rows of A by X in January, 7 of B by Y in January, 3 of C1 by X in May.
    private func declared(_ folder: Folder) throws -> AggregateRequest {
        let rows =
            Array(repeating: "A,X,2024-01", count: 25) + Array(repeating: "B,Y,2024-01", count: 7)
            + Array(repeating: "C1,X,2024-05", count: 3)
        let path = try folder.file("cases.csv", "STATE,FORM,month\n" + rows.map { $0 + "\n" }.joined())
        var request = AggregateRequest([path], by: ["STATE", "FORM"])
        request.structureFile = try folder.structure()
        request.periodColumn = "month"
        request.periods = PeriodRange("2024-01..2024-03")
        return request
    }

    private static let domain = ["A", "B", "C1", "C2"].flatMap { state in ["X", "Y"].map { [state, $0] } }

    @Test("Every cell of the declared domain comes out in every period, also where nothing was counted")
    func everyCell() throws {
        let folder = try Folder()
        var request = try declared(folder)
        request.protection = try noiseless()
        let rows = try request.protected()
        var expected: Set<[String]> = []
        for month in ["2024-01", "2024-02", "2024-03"] {
            for cell in NoiseTests.domain {
                let value = [["A", "X"]: "25", ["B", "Y"]: "7"][month == "2024-01" ? cell : []] ?? "0"
                expected.insert([month] + cell + [value, "0", "E"])
            }
        }
        #expect(rows.count == expected.count)
        #expect(Set(rows) == expected)
    }

    @Test("Estimates below k are hidden, all alike")
    func hiding() throws {
        let folder = try Folder()
        var request = try declared(folder)
        request.protection = try noiseless(k: 10)
        let rows = try request.protected()
        #expect(rows.count == 24)
        #expect(rows.filter { $0.last == "E" } == [["2024-01", "A", "X", "25", "0", "E"]])
        for row in rows where row.last != "E" { #expect(Array(row.suffix(3)) == ["", "", "Q"]) }
    }

    @Test("There is noise on the zeros too")
    func noiseOnZeros() throws {
        let folder = try Folder()
        var request = try declared(folder)
        request.protection = try noise(epsilon: "1/10", k: 0)
        request.structureFile = try folder.structure(protection: "{method: noise, mechanism: discrete-laplace, k: 10}")
        let rows = try request.protected()
        let months = rows.filter { $0[0] == "2024-02" }
        #expect(months.count == 8)
        // A draw at ε = 0.1 is 0 with probability 0.05; that all of 16 are has one of 1.5e-21.
        #expect(rows.filter { $0[0] != "2024-01" }.contains { $0[3] != "0" })
    }

    @Test("Totals under noise are there for every choice of columns")
    func totals() throws {
        let folder = try Folder()
        var request = try declared(folder)
        request.totals = true
        request.protection = try noiseless()
        let rows = try request.protected().filter { $0[0] == "2024-01" }
        #expect(rows.count == 8 + 4 + 2 + 1)
        let sums = Dictionary(rows.map { (Array($0[1...2]), $0[3]) }, uniquingKeysWith: { first, _ in first })
        #expect(sums[["_T", "_T"]] == "32")
        #expect(sums[["A", "_T"]] == "25")
        #expect(sums[["_T", "Y"]] == "7")
        #expect(sums[["C1", "_T"]] == "0")
    }

    @Test("An undeclared code is refused at its row and column, or left out where bad rows are skipped")
    func unknownCodes() throws {
        let folder = try Folder()
        var request = try declared(folder)
        request.inputs = [try folder.file("bad.csv", "STATE,FORM,month\nA,X,2024-01\nQ,X,2024-01\nC,Y,2024-01\n")]
        request.protection = try noiseless()
        guard case .findings(let log) = try request.failure() else { throw Unexpected() }
        #expect(log.count(of: .error) == 2)
        #expect(log.kept.map(\.kind) == [.unknownCode, .unknownCode])
        #expect(log.kept.map(\.location.row) == [3, 4])
        #expect(log.kept.map(\.location.column) == [1, 1])
        #expect(log.kept.first?.message.english.contains("Q") == true)
        request.skipsBadRows = true
        let shown = try request.protected().filter { $0[3] != "0" }
        #expect(shown == [["2024-01", "A", "X", "1", "0", "E"]])
    }

    @Test("What looks like personal data refuses the whole, even where bad rows are skipped, and is not repeated")
    func personalData() throws {
        let folder = try Folder()
        var request = try declared(folder)
        request.inputs = [
            try folder.file("bad.csv", "STATE,FORM,month\nA,X,2024-01\n900101-14-5678,X,2024-01\n")
        ]
        request.skipsBadRows = true
        request.protection = try noiseless()
        let failure = try request.failure()
        guard case .findings(let log) = failure else { throw Unexpected() }
        #expect(log.refusesWhole)
        #expect(!failure.words.replacing(folder(""), with: "").contains("5678"))
    }

    @Test("Noise needs to be told the periods, and periods need a column")
    func periodsAreNeeded() throws {
        let folder = try Folder()
        var request = try declared(folder)
        request.protection = try noiseless()
        request.periods = nil
        let missing = try request.failure()
        #expect(missing.exitStatus == 2)
        #expect(missing.words.contains("--periods"))
        // Otherwise the same rows could be charged to other days each time.
        request.periods = PeriodRange("2024-01")
        request.periodColumn = nil
        #expect(try request.failure().exitStatus == 2)
        request.protection = .exact
        #expect(try request.failure().exitStatus == 2)
    }

    @Test("A frequency other than that of the periods is refused")
    func frequencies() throws {
        let folder = try Folder()
        var request = try declared(folder)
        request.frequency = .annual
        #expect(try request.failure().exitStatus == 2)
    }

    @Test("Distinct keys under noise need a bound and declared codes")
    func distinct() throws {
        let folder = try Folder()
        let path = try folder.file("keys.csv", "STATE,key,other\n" + "A,u1,z\nA,u1,z\nB,u2,z\nB,u1,z\n")
        var request = AggregateRequest([path], by: ["STATE"])
        request.structureFile = try folder.structure()
        request.protection = try noiseless()
        request.measure = .distinct(column: "key", maxCells: nil)
        #expect(try request.failure().words.contains("--max-cells"))
        request.measure = .distinct(column: "key", maxCells: 2)
        #expect(
            try request.protected().map { Array($0.prefix(2)) } == [
                ["A", "1"], ["B", "2"], ["C1", "0"], ["C2", "0"],
            ])
        request.by = ["STATE", "other"]
        let undeclared = try request.failure()
        #expect(undeclared.exitStatus == 2)
        #expect(undeclared.words.contains("other"))
        request.by = ["STATE"]
        request.totals = true
        #expect(try request.failure().exitStatus == 2)
    }

    @Test("A request that says nothing of a budget, or a wrong one, is answered")
    func budgets() throws {
        let folder = try Folder()
        let path = try folder.file("cases.csv", "STATE\nA\n")
        var request = AggregateRequest([path], by: ["STATE"])
        request.protection = .noise(NoiseRequest())
        #expect(try request.failure().exitStatus == 2)
        request.structureFile = try folder.structure()
        #expect(try request.protected().count == 4)
        for delta in ["1", "2"] {
            request.protection = try noise(epsilon: "1", delta: delta)
            #expect(try request.failure().exitStatus == 2)
        }
        request.protection = try noise(epsilon: "1")
        let gaussian = try request.failure()
        #expect(gaussian.exitStatus == 3)
        #expect(gaussian.words.contains("discrete-laplace"))
    }

    @Test("What a structure asks for and is not offered yet is refused rather than passed over")
    func notOffered() throws {
        let folder = try Folder()
        let path = try folder.file("cases.csv", "STATE\nA\n")
        var request = AggregateRequest([path], by: ["STATE"])
        request.protection = .noise(NoiseRequest())
        for (protection, status) in [
            ("{method: noise, mechanism: discrete-gaussian, k: 10, threshold: strict, complementary: true}", Int32(1)),
            ("{method: suppression, k: 10}", 3),
        ] {
            request.structureFile = try folder.structure(protection: protection)
            #expect(try request.failure().exitStatus == status)
            #expect(try request.failure().words.contains("not offered yet"))
        }
    }
}
