import Aggregation
import Bytes
import Testing

@Suite struct PartialAggregateTests {
    static let measures: [AggregationPlan.Measure] = [
        .rows, .sum(column: "count"), .distinct(column: "key", maxCells: nil), .distinct(column: "key", maxCells: 2),
    ]

    private func partial(_ model: Model, _ measure: AggregationPlan.Measure) throws -> PartialAggregate {
        let result = try ColumnAggregation.run(
            Model.plan(measure), sources: [MemorySource(model.csv)], format: .csv,
            options: AggregationOptions(seed: Model.seed, digest: testDigest))
        return try #require(result.partial)
    }

    @Test(arguments: measures)
    func partsAddUpToTheWholeInAnyOrder(measure: AggregationPlan.Measure) throws {
        let whole = Model(seed: 21, count: 600)
        var parts: [PartialAggregate] = []
        for part in 0..<3 {
            var model = whole
            model.rows = whole.rows.indices.filter { $0 % 3 == part }.map { whole.rows[$0] }
            parts.append(try partial(model, measure))
        }
        let (a, b, c) = (parts[0], parts[1], parts[2])
        let left = try a.merged(with: b, seed: Model.seed).merged(with: c, seed: Model.seed)
        let right = try c.merged(with: b, seed: Model.seed).merged(with: a, seed: Model.seed)
        let nested = try a.merged(with: b.merged(with: c, seed: Model.seed), seed: Model.seed)
        let one = try partial(whole, measure)
        for merged in [left, right, nested] {
            #expect(merged == one)
            #expect(merged.encoded(checksum: testDigest) == one.encoded(checksum: testDigest))
        }
        #expect(lines(left.groupedCounts) == lines(one.groupedCounts))
        #expect(left.tallies.used == 600)
    }

    @Test(arguments: measures)
    func comesBackFromBytesAndAnyDamageIsSeen(measure: AggregationPlan.Measure) throws {
        let one = try partial(Model(seed: 2, count: 25), measure)
        let bytes = one.encoded(checksum: testDigest)
        #expect(try PartialAggregate(decoding: bytes, checksum: testDigest) == one)
        for length in bytes.indices {
            #expect(throws: AggregationError.self) {
                try PartialAggregate(decoding: Array(bytes[..<length]), checksum: testDigest)
            }
        }
        for place in bytes.indices {
            var altered = bytes
            altered[place] ^= 1 << UInt8(place % 8)
            #expect(throws: AggregationError.self) { try PartialAggregate(decoding: altered, checksum: testDigest) }
        }
        #expect(throws: AggregationError.self) { try PartialAggregate(decoding: bytes + [0], checksum: testDigest) }
    }

    @Test(arguments: measures)
    func alteredBytesUnderAValidChecksumNeverCrash(measure: AggregationPlan.Measure) throws {
        let blind = { (_: Span<UInt8>) in testDigest([UInt8]().span) }
        let bytes = try partial(Model(seed: 4, count: 12), measure).encoded(checksum: blind)
        var refused = 0
        for place in 0..<bytes.count - 32 {
            for value in [0, 1, 0x7F, 0x80, 0xFF, bytes[place] &+ 1] as [UInt8] {
                var altered = bytes
                altered[place] = value
                do throws(AggregationError) {
                    let read = try PartialAggregate(decoding: altered, checksum: blind)
                    // What is accepted is whole: it can be written again and comes back the same.
                    let again = read.encoded(checksum: blind)
                    #expect(try PartialAggregate(decoding: again, checksum: blind) == read)
                } catch {
                    refused += 1
                }
            }
        }
        #expect(refused > 0)
    }

    @Test func differentPlansAreRefusedInWords() throws {
        let model = Model(seed: 1, count: 5)
        let rows = try partial(model, .rows)
        #expect(throws: AggregationError.mismatch("they do not measure the same")) {
            try rows.merged(with: partial(model, .sum(column: "count")), seed: Model.seed)
        }
        let other = try ColumnAggregation.run(
            AggregationPlan(by: [.init("form")]), sources: [MemorySource(model.csv)], format: .csv,
            options: AggregationOptions(seed: Model.seed))
        let byForm = try #require(other.partial)
        #expect(throws: AggregationError.mismatch("one is by period, state, form, the other by form")) {
            try rows.merged(with: byForm, seed: Model.seed)
        }
        let bounded = try partial(model, .distinct(column: "key", maxCells: 1))
        #expect(throws: AggregationError.mismatch("cells of a unit were chosen under another key")) {
            try bounded.merged(with: bounded, seed: HashSeed(low: 0, high: 0))
        }
        #expect(throws: AggregationError.notAPartialAggregate) {
            try PartialAggregate(decoding: Array("a,b\n".utf8), checksum: testDigest)
        }
        #expect(
            try lines(bounded.merged(with: bounded, seed: Model.seed).groupedCounts) == lines(bounded.groupedCounts))
    }
}
