import Aggregation
import Bytes
import TestSupport
import Testing

@Suite struct ColumnAggregationTests {
    static let order = ["é", "", "KL", "Pulau, \"Pinang\""]

    /// The expected lines for values added up by (period, state, form).
    private func expected(_ sums: [String: Int64]) -> [String] {
        sums.keys.sorted { left, right in
            let (a, b) = (
                left.split(separator: "|", omittingEmptySubsequences: false).map(String.init),
                right.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            )
            let place = { (text: String) in ColumnAggregationTests.order.firstIndex(of: text) ?? -1 }
            return (a[0], place(a[1]), a[2]) < (b[0], place(b[1]), b[2])
        }.map { "\($0)=\(sums[$0] ?? 0)" }
    }

    private func run(
        _ text: String, _ plan: AggregationPlan, format: RecordFormat = .csv, threads: Int = 1, block: Int = 1 << 18,
        digest: (@Sendable (Span<UInt8>) -> Digest32)? = nil
    ) throws -> ColumnAggregation.Result {
        try ColumnAggregation.run(
            plan, sources: [MemorySource(text)], format: format,
            options: AggregationOptions(
                seed: Model.seed, threads: threads, limits: RecordLimits(blockBytes: block), digest: digest))
    }

    @Test(arguments: [1, 2, 5], [64, 1_000, 1 << 18])
    func rowsSumsAndDistinctEqualThePlainWay(threads: Int, block: Int) throws {
        let model = Model(seed: 3, count: 700)
        var rows: [String: Int64] = [:]
        var sums: [String: Int64] = [:]
        var units: [String: Set<String>] = [:]
        for row in model.rows {
            let group = "\(row.period)|\(row.state)|\(row.form)"
            rows[group, default: 0] += 1
            sums[group, default: 0] += row.count
            units[group, default: []].insert(row.key)
        }
        for (text, format) in [(model.csv, RecordFormat.csv), (model.ndjson, .ndjson)] {
            let counted = try run(text, Model.plan(.rows), format: format, threads: threads, block: block)
            #expect(lines(counted.counts) == expected(rows))
            #expect(counted.tallies.used == 700 && counted.tallies.read == 700 && counted.problems.isEmpty)
            let summed = try run(
                text, Model.plan(.sum(column: "count")), format: format, threads: threads, block: block)
            #expect(lines(summed.counts) == expected(sums))
            let distinct = try run(
                text, Model.plan(.distinct(column: "key", maxCells: nil)), format: format, threads: threads,
                block: block)
            #expect(lines(distinct.counts) == expected(units.mapValues { Int64($0.count) }))
        }
    }

    @Test(arguments: [1, 2, 3, 100])
    func aUnitIsCountedInAtMostSoManyCellsAPeriod(cells: Int) throws {
        let model = Model(seed: 5, count: 900)
        var units: [String: Set<String>] = [:]
        for row in model.rows { units["\(row.period)|\(row.key)", default: []].insert("\(row.state)|\(row.form)") }
        let expected = units.values.reduce(0) { $0 + min($1.count, cells) }
        let plan = try Model.plan(.distinct(column: "key", maxCells: cells))
        let one = try run(model.csv, plan)
        let total = one.counts.rows(releasingRaw: .exactAtUsersRequest).reduce(0) { $0 + Int($1.count) }
        #expect(total == expected)
        var shuffled = model
        var dice = Dice(state: 1)
        shuffled.rows.shuffle(using: &dice)
        shuffled.rows += shuffled.rows.prefix(100)
        #expect(try lines(run(shuffled.csv, plan, threads: 3, block: 100).counts) == lines(one.counts))
    }

    @Test func filtersJoinColumnsAndAllowEachTheirValues() throws {
        let model = Model(seed: 9, count: 300)
        let plan = try Model.plan(
            .rows,
            filters: [
                .init(column: "form", values: ["x"]), .init(column: "state", values: ["KL"]),
                .init(column: "form", values: ["z"]),
            ])
        let result = try run(model.csv, plan)
        let wanted = model.rows.count { $0.state == "KL" && ($0.form == "x" || $0.form == "z") }
        #expect(result.tallies.used == wanted && result.tallies.filtered == 300 - wanted)
        #expect(result.counts.rows(releasingRaw: .protection).reduce(0) { $0 + $1.count } == Int64(wanted))
    }

    @Test(arguments: [1, 3], [20, 1 << 18])
    func problemsAreLocatedWhateverTheThreads(threads: Int, block: Int) throws {
        let text = """
            period,state,form,count,key
            2024-01,KL,x,5,a
            2024-01,Narnia,x,5,a

            2024-01,KL,x,-5,a
            2024-01,KL,x,"1,000",a
            2024-01,KL,x,,a
            2024-01,KL,x,9223372036854775808,a
            2024-01,KL,x
            2024-01,"KL"x,x,1,a
            2024-01,KL,x,9223372036854775802,a
            """
        let result = try run(text, Model.plan(.sum(column: "count")), threads: threads, block: block)
        let found = result.problems.map {
            "\($0.kind.name)@\($0.line):\($0.column ?? 0) \($0.columnName ?? "-") \($0.value ?? "-")"
        }
        #expect(
            found == [
                "unknown-code@3:9 state Narnia", "negative-count@5:14 count -5", "not-a-count@6:15 count 1,000",
                "not-a-count@7:14 count ", "absurd-count@8:14 count 9223372036854775808", "ragged@9:0 - -",
                "text-after-quote@10:13 - -",
            ])
        #expect(result.problemCounts["not-a-count"] == 2)
        #expect(lines(result.counts) == ["2024-01|KL|x=\(Int64.max)"])
        let tallies = result.tallies
        #expect([tallies.read, tallies.used, tallies.refused, tallies.blank] == [9, 2, 7, 1])
    }

    @Test func whatCannotBeCountedAtAllIsATypedError() throws {
        let plan = try Model.plan(.sum(column: "count"))
        #expect(throws: AggregationError.empty(source: "memory")) { try run("\n\n", plan) }
        #expect(throws: AggregationError.noSuchColumn("period", source: "memory", known: ["a", "b"])) {
            try run("a,b\n", plan)
        }
        #expect(throws: AggregationError.doubledColumn("form", source: "memory")) {
            try run("period,form,state,count,form\n", plan)
        }
        let huge = "period,state,form,count,key\np,KL,x,9223372036854775807,a\np,KL,x,1,a\n"
        for threads in 1...2 {
            #expect(throws: AggregationError.overflow) { try run(huge, plan, threads: threads, block: 30) }
        }
        #expect(throws: AggregationError.self) { try AggregationPlan(by: [.init("a"), .init("a")]) }
        #expect(throws: AggregationError.self) {
            try AggregationPlan(by: [], measure: .distinct(column: "k", maxCells: 0))
        }
        let narrow = AggregationOptions(seed: Model.seed, groupLimit: 2)
        #expect(throws: AggregationError.tooMany(what: "texts in the column form", limit: 2)) {
            try ColumnAggregation.run(
                AggregationPlan(by: [.init("form")]), sources: [MemorySource("form\na\nb\nc\n")], format: .csv,
                options: narrow)
        }
    }

    @Test(arguments: [1, 2, 4])
    func tooManyTextsAreRefusedWhateverTheThreads(threads: Int) throws {
        let text = "form\n" + (0..<400).map { "f\($0)\n" }.joined()
        for (limit, isRefused) in [(399, true), (400, false)] {
            let count = {
                try ColumnAggregation.run(
                    AggregationPlan(by: [.init("form")]), sources: [MemorySource(text)], format: .csv,
                    options: AggregationOptions(
                        seed: Model.seed, threads: threads, limits: RecordLimits(blockBytes: 64), groupLimit: limit))
            }
            if isRefused {
                #expect(throws: AggregationError.tooMany(what: "texts in the column form", limit: limit)) {
                    try count()
                }
            } else {
                #expect(try lines(count().counts).count == 400)
            }
        }
    }

    @Test func printingShowsNoCounts() throws {
        let result = try run("form\nsecret\nsecret\n", AggregationPlan(by: [.init("form")]))
        let partial = try #require(result.partial)
        for text in ["\(result.counts)", String(reflecting: result.counts), "\(partial)", String(reflecting: partial)] {
            #expect(!text.contains("2") && !text.contains("secret"))
        }
        #expect(Mirror(reflecting: partial).children.isEmpty && Mirror(reflecting: result.counts).children.isEmpty)
    }

    @Test func noColumnsAtAllIsOneTotal() throws {
        #expect(try lines(run("a\n1\n2\n", AggregationPlan(by: [])).counts) == ["=2"])
    }
}
