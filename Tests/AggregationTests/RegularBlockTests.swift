import Aggregation
import Bytes
import Synchronization
import TestSupport
import Testing

/// Bytes in memory that are read at any place, as a file's are.
final class PositionedMemory: PositionedSource {
    let name = "memory"
    let bytes: [UInt8]
    private let position = Mutex(0)

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var size: Int64? { Int64(bytes.count) }

    func read(into output: inout OutputRawSpan, at offset: Int64) throws(BytesError) -> Int {
        let rest = bytes[min(Int(offset), bytes.count)...].prefix(output.freeCapacity)
        for byte in rest { output.append(byte) }
        return rest.count
    }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let place = position.withLock { place in
            defer { place = min(place + output.freeCapacity, bytes.count) }
            return place
        }
        return try read(into: &output, at: Int64(place))
    }
}

/// Files in which most rows are good and some are not, counted by way of the fast path for blocks, and by way of the
/// reader of records, which knows no such path.
@Suite struct RegularBlockTests {
    /// Rows of three columns: mostly plain, some quoted, some wrong in each way there is.
    static func text(_ seed: UInt64, rows: Int, oddity: Int) -> [UInt8] {
        var dice = Dice(state: seed)
        let states = ["KL", "\"KL\"", "\"Pulau, \"\"Pinang\"\"\"", "é", "", "\"\"", "a state with a long name, not"]
        let forms = [
            "x", "y", "\"z\nz\"", "\"a long form of which there are few\"", "a long form of which there is one",
        ]
        let odd = [
            "", "\r", "a", "KL,x", "KL,x,1,2", "\"KL\"x,x,1", "Narnia,x,1", "KL,x,-1", "KL,x,", "KL,x,1,000",
            "\"KL,x,1",
            "K\"L,x,1", "KL,\u{1F642}\"x,1", "é,x,99999999999999999999",
        ]
        var text = seed % 5 == 0 ? "\u{FEFF}" : ""
        let end = seed % 3 == 0 ? "\r\n" : "\n"
        text += "state,form,count" + end
        for _ in 0..<rows {
            if Int.random(in: 0..<oddity, using: &dice) == 0 {
                text += (odd.randomElement(using: &dice) ?? "") + end
                continue
            }
            text += [
                states.randomElement(using: &dice) ?? "", forms.randomElement(using: &dice) ?? "",
                "\(Int.random(in: 0...99, using: &dice))",
            ].joined(separator: ",")
            text += end
        }
        if seed % 2 == 0, text.hasSuffix("\n") { text.removeLast() }
        var bytes = Array(text.utf8)
        // A byte that is not UTF-8, somewhere.
        if seed % 7 == 0 { bytes[Int.random(in: 30..<bytes.count, using: &dice)] = 0xE9 }
        return bytes
    }

    private static let known = ["KL", "é", "", "Pulau, \"Pinang\""]

    private struct Counted: Equatable {
        var groups: [String: Int64] = [:]
        var problems: [String] = []
    }

    private func slowly(_ bytes: [UInt8]) throws -> Counted {
        var counted = Counted()
        var reader = RecordReader(MemorySource(bytes), format: .csv)
        var isHeader = true
        while let event = try reader.next() {
            if case .problem(let problem) = event {
                counted.problems.append("\(problem.record)@\(problem.line):\(problem.column)")
                continue
            }
            if isHeader {
                isHeader = false
                continue
            }
            let fields = reader.texts()
            if fields.count == 3, RegularBlockTests.known.contains(where: { $0.utf8.elementsEqual(fields[0].utf8) }),
                !fields[2].isEmpty, fields[2].utf8.allSatisfy({ $0 &- 0x30 < 10 }), let count = Int64(fields[2])
            {
                counted.groups["\(fields[0])|\(fields[1])", default: 0] += count
            } else {
                counted.problems.append("\(reader.recordNumber)@\(reader.lineNumber):")
            }
        }
        return counted
    }

    private func quickly(
        _ source: any ByteSource, threads: Int, block: Int
    ) throws -> Counted {
        let states = try #require(DeclaredCodes(RegularBlockTests.known))
        let result = try ColumnAggregation.run(
            AggregationPlan(by: [.init("state", .coded(states)), .init("form")], measure: .sum(column: "count")),
            sources: [source], format: .csv,
            options: AggregationOptions(
                seed: Model.seed, threads: threads, limits: RecordLimits(blockBytes: block), problemLimit: 10_000))
        var counted = Counted()
        let codes = result.counts.codes(releasingRaw: .exactAtUsersRequest)
        for row in result.counts.rows(releasingRaw: .exactAtUsersRequest) {
            counted.groups["\(codes[0][row.places[0]].text)|\(codes[1][row.places[1]].text)"] = row.count
        }
        for problem in result.problems {
            // Where a row begins is the same for both; where in it a field of several lines does is asked of one only.
            let place = if case .unreadable = problem.kind { "\(problem.line):\(problem.column ?? 0)" } else { "" }
            counted.problems.append("\(problem.record)@" + (place.isEmpty ? "" : place))
        }
        return counted
    }

    @Test(arguments: 0..<24 as Range<UInt64>)
    func bothWaysCountTheSame(seed: UInt64) throws {
        let bytes = RegularBlockTests.text(seed, rows: 1_500, oddity: seed % 4 == 3 ? 100_000 : 40)
        var expected = try slowly(bytes)
        expected.problems = expected.problems.map {
            $0.hasSuffix(":") ? String($0[...($0.firstIndex(of: "@") ?? $0.startIndex)]) : $0
        }
        #expect(!expected.groups.isEmpty)
        for block in [100, 4_000, 1 << 18] {
            #expect(try quickly(MemorySource(bytes, chunk: 777), threads: 1, block: block) == expected)
            #expect(try quickly(PositionedMemory(bytes), threads: 2, block: block) == expected)
        }
    }

    @Test(arguments: [
        ("\"x\"\"y\n\",bad", 3, 3), ("\"\"\"\n\"\"\n\",bad", 4, 3), ("\"é\"\"é\",bad", 2, 8),
        ("\"\"\"\",\"bad\"", 2, 7),
    ])
    func whatDoubledQuotesShortenLeavesPlacesAsTheyWereWritten(row: String, line: Int, column: Int) throws {
        let result = try ColumnAggregation.run(
            AggregationPlan(by: [.init("a")], measure: .sum(column: "n")),
            sources: [MemorySource("a,n\n\(row)\n\"\"\"\",1\n,bad\n")], format: .csv,
            options: AggregationOptions(seed: Model.seed))
        #expect(result.problems.map(\.line) == [line, line + 2])
        #expect(result.problems.map(\.column) == [column, 2])
    }

    @Test(arguments: [1, 3], [64, 1 << 18])
    func filesOfOneColumnPassOverBlankLines(threads: Int, block: Int) throws {
        let text = "form\n" + String(repeating: "x\n\ny\r\n\r\n\"x\"\n", count: 400)
        let result = try ColumnAggregation.run(
            AggregationPlan(by: [.init("form")]), sources: [PositionedMemory(Array(text.utf8))], format: .csv,
            options: AggregationOptions(seed: Model.seed, threads: threads, limits: RecordLimits(blockBytes: block)))
        #expect(lines(result.counts) == ["x=800", "y=400"])
        #expect(result.tallies.blank == 800)
    }

    @Test(arguments: ["x\n[,", "x\n[", "x\n\r", "x\n\"y\"", "x\n,\r"])
    func aLastLineWithoutAnEndIsOneRecord(rest: String) throws {
        let slow = try rows(readAll(rest)).count { $0.count == 1 }
        let result = try ColumnAggregation.run(
            AggregationPlan(by: [.init("form")]), sources: [MemorySource("form\n" + rest)], format: .csv,
            options: AggregationOptions(seed: Model.seed))
        #expect(result.tallies.used == slow)
    }

    @Test func manyCodesLeaveTheCube() throws {
        // 2,000 times 2,000 combinations have no place in a cube.
        for measure in [AggregationPlan.Measure.rows, .sum(column: "n"), .distinct(column: "n", maxCells: nil)] {
            var text = "a,b,n\n"
            for row in 0..<6_000 { text += "\(row % 2_000),\(row % 1_999),1\n" }
            let result = try ColumnAggregation.run(
                AggregationPlan(by: [.init("a"), .init("b")], measure: measure),
                sources: [PositionedMemory(Array(text.utf8))], format: .csv,
                options: AggregationOptions(seed: Model.seed, threads: 2))
            let rows = result.counts.rows(releasingRaw: .exactAtUsersRequest)
            #expect(rows.count == 6_000)
            #expect(rows.allSatisfy { $0.count == 1 })
        }
    }

    @Test(arguments: [1, 2], [Int?.none, 2])
    func keysThatDoNotFitTheMemoryCountTheSame(threads: Int, cells: Int?) throws {
        var dice = Dice(state: 5)
        var text = "period,cell,key\n"
        for _ in 0..<200_000 {
            text += "\(Int.random(in: 0..<3, using: &dice)),\(Int.random(in: 0..<9, using: &dice)),"
            text += "k\(Int.random(in: 0..<30_000, using: &dice))\n"
        }
        let source = Array(text.utf8)
        let counts = try [1 << 21, 1 << 30].map { memory in
            try ColumnAggregation.run(
                AggregationPlan(
                    period: .init("period"), by: [.init("cell")], measure: .distinct(column: "key", maxCells: cells)),
                sources: [PositionedMemory(source)], format: .csv,
                options: AggregationOptions(
                    seed: Model.seed, threads: threads, unitMemory: memory, spillFolder: "/tmp")
            ).counts
        }
        #expect(lines(counts[0]) == lines(counts[1]))
    }

    @Test(arguments: [1, 3], [Int?.none, 1])
    func aKeyThatIsMetVeryOftenCountsOnceACell(threads: Int, cells: Int?) throws {
        let rows = 30_000
        var text = "period,cell,key\n"
        for row in 0..<rows { text += "\(row % 2),\(row % 3),\(row % 10 == 0 ? "k\(row)" : "not known")\n" }
        for memory in [0, 1 << 30] {
            let result = try ColumnAggregation.run(
                AggregationPlan(
                    period: .init("period"), by: [.init("cell")], measure: .distinct(column: "key", maxCells: cells)),
                sources: [PositionedMemory(Array(text.utf8))], format: .csv,
                options: AggregationOptions(
                    seed: Model.seed, threads: threads, unitMemory: memory, spillFolder: "/tmp", digest: testDigest))
            let counts = result.counts.rows(releasingRaw: .exactAtUsersRequest).map(\.count)
            // Keys that are known have one cell; the other has three in each of two periods, or as many as are let.
            #expect(counts.reduce(0, +) == Int64(rows / 10 + 2 * (cells ?? 3)))
        }
    }

    @Test func moreThan4096CellsComeBackFromAFile() throws {
        var dice = Dice(state: 8)
        var text = "a,b,key\n"
        for row in 0..<90_000 {
            text += "\(row % 90),\(Int.random(in: 0..<90, using: &dice)),k\(Int.random(in: 0..<500, using: &dice))\n"
        }
        let counts = try [0, 1 << 30].map { memory in
            try ColumnAggregation.run(
                AggregationPlan(by: [.init("a"), .init("b")], measure: .distinct(column: "key", maxCells: 40)),
                sources: [PositionedMemory(Array(text.utf8))], format: .csv,
                options: AggregationOptions(seed: Model.seed, threads: 2, unitMemory: memory, spillFolder: "/tmp")
            ).counts
        }
        #expect(lines(counts[0]).count > 4_096 && lines(counts[0]) == lines(counts[1]))
    }
}
