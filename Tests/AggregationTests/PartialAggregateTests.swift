import Aggregation
import Bytes
import Testing

@Suite struct PartialAggregateTests {
    static let measures: [AggregationPlan.Measure] = [
        .rows, .sum(column: "count"), .distinct(column: "key", maxCells: nil), .distinct(column: "key", maxCells: 2),
    ]

    private func partial(_ model: Model, _ measure: AggregationPlan.Measure) throws -> [UInt8] {
        try counted(model.csv, Model.plan(measure)).bytes()
    }

    @Test(arguments: measures)
    func partsAddUpToTheWholeInAnyOrder(measure: AggregationPlan.Measure) throws {
        let whole = Model(seed: 21, count: 600)
        var parts: [[UInt8]] = []
        for part in 0..<3 {
            var model = whole
            model.rows = whole.rows.indices.filter { $0 % 3 == part }.map { whole.rows[$0] }
            parts.append(try partial(model, measure))
        }
        let (a, b, c) = (parts[0], parts[1], parts[2])
        let left = try merged(merged(a, b).bytes(), c)
        let right = try merged(merged(c, b).bytes(), a)
        let nested = try merged(a, merged(b, c).bytes())
        let atOnce = try merged(b, c, a)
        let one = try partial(whole, measure)
        for merged in [left, right, nested, atOnce] { #expect(try merged.bytes() == one) }
        #expect(try lines(left.groupedCounts) == lines(merged(one).groupedCounts))
        #expect(left.tallies.used == 600)
    }

    @Test(arguments: measures)
    func partsAndSourcesAddUpInOneRun(measure: AggregationPlan.Measure) throws {
        let whole = Model(seed: 8, count: 200)
        var (first, second) = (whole, whole)
        first.rows = Array(whole.rows[..<90])
        second.rows = Array(whole.rows[90...])
        let result = try ColumnAggregation.run(
            Model.plan(measure), sources: [MemorySource(second.csv)],
            adding: [
                PartialAggregate.Part(MemorySource(partial(first, measure)), sealedWith: ChecksumSeal(testDigest))
            ],
            format: .csv, options: AggregationOptions(seed: Model.seed, threads: 2, digest: testDigest))
        #expect(try result.partial?.bytes() == partial(whole, measure))
        #expect(try lines(result.counts) == lines(merged(partial(whole, measure)).groupedCounts))
    }

    @Test(arguments: measures)
    func comesBackFromBytesAndAnyDamageIsSeen(measure: AggregationPlan.Measure) throws {
        let bytes = try partial(Model(seed: 2, count: 25), measure)
        #expect(try merged(bytes).bytes() == bytes)
        for length in bytes.indices {
            #expect(throws: AggregationError.self) { try merged(Array(bytes[..<length])) }
        }
        for place in bytes.indices {
            var altered = bytes
            altered[place] ^= 1 << UInt8(place % 8)
            #expect(throws: AggregationError.self) { try merged(altered) }
        }
        #expect(throws: AggregationError.self) { try merged(bytes + [0]) }
    }

    @Test(arguments: measures)
    func alteredBytesUnderAValidSealNeverCrash(measure: AggregationPlan.Measure) throws {
        let open = OpenSeal()
        let bytes = try counted(Model(seed: 4, count: 12).csv, Model.plan(measure)).bytes(open)
        var refused = 0
        for place in bytes.indices {
            for value in [0, 1, 0x7F, 0x80, 0xFF, bytes[place] &+ 1] as [UInt8] {
                var altered = bytes
                altered[place] = value
                let once: [UInt8]
                do {
                    once = try merged(altered, sealedWith: open).bytes(open)
                } catch {
                    refused += 1
                    continue
                }
                // What is accepted is whole: it can be written again and comes back the same.
                #expect(try merged(once, sealedWith: open).bytes(open) == once)
            }
        }
        #expect(refused > 0)
    }

    @Test func differentPlansAreRefusedInWords() throws {
        let model = Model(seed: 1, count: 5)
        let rows = try partial(model, .rows)
        #expect(throws: AggregationError.inPart("memory", .mismatch("they do not measure the same"))) {
            try merged(rows, partial(model, .sum(column: "count")))
        }
        let byForm = try counted(model.csv, AggregationPlan(by: [.init("form")])).bytes()
        #expect(
            throws: AggregationError.inPart("memory", .mismatch("one is by period, state, form, the other by form"))
        ) { try merged(rows, byForm) }
        let bounded = try partial(model, .distinct(column: "key", maxCells: 1))
        #expect(
            throws: AggregationError.inPart("memory", .mismatch("cells of a unit were chosen under another key"))
        ) { try merged(bounded, bounded, seed: HashSeed(low: 0, high: 0)) }
        #expect(throws: AggregationError.inPart("memory", .notAPartialAggregate)) { try merged(Array("a,b\n".utf8)) }
        for version in [3, 5, 0x31] as [UInt8] {
            var other = rows
            other[8] = version
            #expect(throws: AggregationError.inPart("memory", .unknownVersion(Int(version)))) { try merged(other) }
        }
        #expect(try lines(merged(bounded, bounded).groupedCounts) == lines(merged(bounded).groupedCounts))
    }
}

extension PartialAggregate {
    /// What is written, with digests behind the pieces.
    func bytes(_ seal: any PieceSeal = ChecksumSeal(testDigest)) throws -> [UInt8] {
        let sink = MemorySink()
        try write(to: sink, sealing: seal)
        return sink.bytes
    }
}

/// A seal that any bytes pass.
struct OpenSeal: PieceSeal {
    let overhead = 0
    func seal(_ piece: [UInt8], at place: [UInt8]) -> [UInt8] { piece }
    func open(_ sealed: [UInt8], at place: [UInt8]) -> [UInt8] { sealed }
}

/// What counting a text comes to.
func counted(
    _ csv: String, _ plan: AggregationPlan, memory: Int = 1 << 26, threads: Int = 1
) throws -> PartialAggregate {
    let result = try ColumnAggregation.run(
        plan, sources: [MemorySource(csv)], format: .csv,
        options: AggregationOptions(
            seed: Model.seed, threads: threads, unitMemory: memory, spillFolder: "/tmp", digest: testDigest))
    return try #require(result.partial)
}

/// What parts come to, each read a little at a time.
func merged(
    _ parts: [UInt8]..., seed: HashSeed = Model.seed, memory: Int = 1 << 26, threads: Int = 1,
    sealedWith seal: any PieceSeal = ChecksumSeal(testDigest)
) throws -> PartialAggregate {
    try PartialAggregate.merging(
        parts.map { PartialAggregate.Part(MemorySource($0, name: "memory", chunk: 10_000), sealedWith: seal) },
        options: AggregationOptions(seed: seed, threads: threads, unitMemory: memory, spillFolder: "/tmp"))
}
