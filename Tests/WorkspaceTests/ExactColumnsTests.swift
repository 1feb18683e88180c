import Aggregation
import Statistics
import TestSupport
import Testing
import Workspace

@Suite struct ExactColumnsTests {
    /// A random table cut into files of all kinds, and the table itself.
    private func files(_ seed: UInt64, in folder: Folder) throws -> (table: RandomTable, paths: [String]) {
        var dice = Dice(state: seed)
        let table = RandomTable(rows: Int.random(in: 1...300, using: &dice), using: &dice)
        let isCSV = seed % 3 != 0
        var paths: [String] = []
        var rest = table.rows[...]
        while !rest.isEmpty {
            var part = table
            part.rows = Array(rest.prefix(Int.random(in: 1...200, using: &dice)))
            rest = rest.dropFirst(part.rows.count)
            let name = "part-\(paths.count).\(isCSV ? "csv" : "ndjson")"
            paths.append(try folder.file(name, isCSV ? part.csv(using: &dice) : part.ndjson()))
        }
        return (table, paths)
    }

    @Test("Counts, sums and distinct keys equal a slow model", arguments: 0..<24 as Range<UInt64>)
    func countsEqualModel(seed: UInt64) throws {
        let folder = try Folder()
        let (table, paths) = try files(seed, in: folder)
        var request = AggregateRequest(paths, by: ["state", "form"])
        request.threads = Int(seed % 4) + 1
        #expect(try request.exact() == table.sums(by: ["state", "form"]))
        request.measure = .sum(column: "n")
        #expect(try request.exact() == table.sums(by: ["state", "form"]) { Int64($0[3]) ?? -1 })
        request.measure = .distinct(column: "key", maxCells: nil)
        #expect(try request.exact() == table.distinct(by: ["state", "form"]))
    }

    @Test("Compressed and plain files count together")
    func compressed() throws {
        let folder = try Folder()
        // `a,b` and `1,2`, as gzip wrote them.
        let packed = try folder.file(
            "a.csv.gz",
            [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 212, 73, 226, 50, 212, 49, 226, 2, 0, 123, 7, 151, 10, 8, 0, 0, 0])
        let plain = try folder.file("b.csv", "b,a\n2,1\n3,4\n")
        #expect(try AggregateRequest([packed, plain], by: ["a"]).exact() == [["1"]: 2, ["4"]: 1])
    }

    @Test("Filters of one column allow any of their values, those of several must all pass", arguments: [1, 2, 3])
    func filters(seed: UInt64) throws {
        let folder = try Folder()
        let (table, paths) = try files(seed, in: folder)
        var request = AggregateRequest(paths, by: ["month"])
        request.filters = [
            AggregationPlan.Filter(column: "state", values: ["Johor"]),
            AggregationPlan.Filter(column: "form", values: ["online"]),
            AggregationPlan.Filter(column: "state", values: ["a,b"]),
        ]
        let expected = table.sums(by: ["month"], where: { ["Johor", "a,b"].contains($0[1]) && $0[2] == "online" })
        #expect(try request.exact() == expected)
    }

    @Test("Finer periods are gathered, and only the periods asked for are given", arguments: [1, 2, 3])
    func periods(seed: UInt64) throws {
        let folder = try Folder()
        let (table, paths) = try files(seed, in: folder)
        var request = AggregateRequest(paths, by: ["form"])
        request.periodColumn = "month"
        request.frequency = .quarterly
        var expected: [[String]: Int64] = [:]
        for (key, count) in table.sums(by: ["month", "form"]) {
            expected[[key[0] < "2024-04" ? "2024-Q1" : "2024-Q2", key[1]], default: 0] += count
        }
        #expect(try request.exact() == expected)
        request.frequency = nil
        request.periods = PeriodRange("2024-02..2024-03")
        #expect(
            try request.exact()
                == table.sums(by: ["month", "form"], where: { ["2024-02", "2024-03"].contains($0[0]) }))
    }

    @Test("Totals of exact counts are the sums over every choice of columns", arguments: [4, 5])
    func totals(seed: UInt64) throws {
        let folder = try Folder()
        let (table, paths) = try files(seed, in: folder)
        var request = AggregateRequest(paths, by: ["state", "form"])
        request.periodColumn = "month"
        request.totals = true
        var expected: [[String]: Int64] = [:]
        for (key, count) in table.sums(by: ["month", "state", "form"]) {
            for shown in [[key[1], key[2]], [key[1], "_T"], ["_T", key[2]], ["_T", "_T"]] {
                expected[[key[0]] + shown, default: 0] += count
            }
        }
        #expect(try request.exact() == expected)
    }

    @Test("Of each key at most so many cells a period are counted, and as many as there may be", arguments: 1...3)
    func boundedDistinct(cells: Int) throws {
        let folder = try Folder()
        let (table, paths) = try files(UInt64(cells), in: folder)
        var request = AggregateRequest(paths, by: ["state", "form"])
        request.periodColumn = "month"
        request.measure = .distinct(column: "key", maxCells: cells)
        let counts = try request.exact()
        for (month, rows) in Dictionary(grouping: table.rows, by: { $0[0] }) {
            let units = Dictionary(grouping: rows) { $0[4] }.mapValues { Set($0.map { [$0[1], $0[2]] }).count }
            let expected = units.values.reduce(0) { $0 + min($1, cells) }
            #expect(counts.filter { $0.key[0] == month }.values.reduce(0, +) == Int64(expected))
        }
        let unbounded = table.distinct(by: ["month", "state", "form"])
        for (key, count) in counts { #expect(count <= unbounded[key, default: 0]) }
    }

    @Test("The order of results does not depend on threads or on the order of files")
    func order() throws {
        let folder = try Folder()
        let (_, paths) = try files(7, in: folder)
        var orders: Set<[[String]]> = []
        for (threads, paths) in [(1, paths), (3, paths), (4, Array(paths.reversed()))] {
            var request = AggregateRequest(paths, by: ["state", "month"])
            request.threads = threads
            guard case .exact(let table) = try request.run().figures else { throw Unexpected() }
            orders.insert(table.rows.map(\.codes))
        }
        #expect(orders.count == 1)
    }
}
