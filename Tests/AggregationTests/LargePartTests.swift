import Aggregation
import Bytes
import TestSupport
import Testing

/// Partial aggregates of more units than stand in one piece, or in the memory that is allowed.
@Suite struct LargePartTests {
    /// The pieces of a part, each with the four bytes before it.
    private static func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes.dropFirst(9)
        while rest.count >= 4 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
            pieces.append(Array(rest.prefix(4 + length)))
            rest = rest.dropFirst(4 + length)
        }
        return pieces
    }

    private static func whole(_ bytes: [UInt8], _ pieces: [[UInt8]]) -> [UInt8] { Array(bytes[..<9] + pieces.joined()) }

    /// As many keys of a name as are asked for, the same number of them in each cell whatever the name.
    private static func units(_ name: String, count: Int) throws -> [UInt8] {
        var text = "cell,key\n"
        for row in 0..<count { text += "\(row % 7),\(name)\(row)\n" }
        return try counted(
            text, AggregationPlan(by: [.init("cell")], measure: .distinct(column: "key", maxCells: nil))
        ).bytes(seal)
    }

    /// A digest that takes less time than ``testDigest``.
    private static let seal = ChecksumSeal { bytes in
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in bytes.indices { hash = (hash ^ UInt64(bytes[place])) &* 0x100_0000_01B3 }
        return Digest32(hash, hash &* 3, hash &* 5, hash &* 7)
    }

    @Test func piecesThatAreMissingMovedOrOfAnotherPartAreRefused() throws {
        let bytes = try LargePartTests.units("k", count: 15_000)
        let other = LargePartTests.pieces(try LargePartTests.units("other", count: 15_000))
        let pieces = LargePartTests.pieces(bytes)
        try #require(pieces.count >= 5 && pieces.count == other.count)
        #expect(LargePartTests.whole(bytes, pieces) == bytes)
        // Two parts with the same head: only what stands behind it tells them apart.
        #expect(pieces[0] == other[0])
        var wrong: [(String, [[UInt8]])] = []
        for place in pieces.indices {
            var (missing, cut) = (pieces, Array(pieces[...place]))
            missing.remove(at: place)
            wrong.append(("without \(place)", missing))
            wrong.append(("twice \(place)", Array(pieces[...place] + pieces[place...])))
            if place < pieces.count - 1 {
                wrong.append(("cut off behind \(place)", cut))
                cut[place][0] ^= 0x80
                wrong.append(("ended behind \(place)", cut))
                var swapped = pieces
                swapped.swapAt(place, place + 1)
                wrong.append(("swapped \(place)", swapped))
            }
            if place > 0 {
                var mixed = pieces
                mixed[place] = other[place]
                wrong.append(("of another \(place)", mixed))
                wrong.append(("of another from \(place)", Array(pieces[..<place] + other[place...])))
            }
        }
        // With its head, which both share, the other part is all there.
        wrong.removeAll { $0.0 == "of another from 1" }
        for (name, pieces) in wrong {
            let error = #expect(throws: AggregationError.self, "\(name)") {
                try merged(LargePartTests.whole(bytes, pieces), sealedWith: LargePartTests.seal)
            }
            guard case .inPart(_, .damagedPartialAggregate) = error else {
                Issue.record("\(name): \(String(describing: error))")
                continue
            }
        }
    }

    @Test func damageLateInALargePartIsSeen() throws {
        let bytes = try LargePartTests.units("k", count: 15_000)
        var dice = Dice(state: 6)
        for trial in 0..<20 {
            var damaged = bytes
            let place = bytes.count - 1 - Int.random(in: 0..<(trial < 10 ? 100 : 60_000), using: &dice)
            if trial % 3 == 0 { damaged.removeSubrange(place...) } else { damaged[place] ^= 1 << UInt8(trial % 8) }
            let error = #expect(throws: AggregationError.self) { try merged(damaged, sealedWith: LargePartTests.seal) }
            guard case .inPart(_, .damagedPartialAggregate) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: [Int?.none, 2], [1, 3])
    func makingAndMergingBeyondTheMemoryGivesTheSameBytes(cells: Int?, threads: Int) throws {
        var dice = Dice(state: 12)
        var rows = (0..<30_000).map { _ in
            "\(Int.random(in: 0..<3, using: &dice)),\(Int.random(in: 0..<9, using: &dice)),"
                + "k\(Int.random(in: 0..<8_000, using: &dice))\n"
        }
        let plan = try AggregationPlan(
            period: .init("period"), by: [.init("cell")], measure: .distinct(column: "key", maxCells: cells))
        let header = "period,cell,key\n"
        let within = try counted(header + rows.joined(), plan).bytes()
        #expect(try counted(header + rows.joined(), plan, memory: 0, threads: threads).bytes() == within)
        rows.shuffle(using: &dice)
        let parts = try [rows[..<12_000], rows[12_000..<16_000], rows[16_000...]].map {
            try counted(header + $0.joined(), plan, memory: 0).bytes()
        }
        #expect(try merged(parts[2], parts[0], parts[1], memory: 0, threads: threads).bytes() == within)
        let pair = try merged(parts[1], parts[2], memory: 0, threads: threads).bytes()
        #expect(try merged(parts[0], pair).bytes() == within)
    }

    @Test(arguments: [4_096, 4_097, 9_000])
    func aUnitMayStandInManyGroups(groups: Int) throws {
        let plan = try AggregationPlan(by: [.init("cell")], measure: .distinct(column: "key", maxCells: nil))
        let rows = (0..<groups).map { "\($0),often\n\($0 % 11),k\($0 % 40)\n" }
        let one = try counted("cell,key\n" + rows.joined(), plan, memory: 0).bytes()
        let halves = try [rows[..<(groups / 2)], rows[(groups / 2)...]].map {
            try counted("cell,key\n" + $0.joined(), plan).bytes()
        }
        #expect(try merged(halves[0], halves[1]).bytes() == one)
        #expect(try merged(one, halves[1]).groupedCounts == merged(one).groupedCounts)
        #expect(lines(try merged(one).groupedCounts).count == groups)
    }
}
