import Aggregation
import Bytes
import TestSupport
import Testing

/// What is read must not depend on blocks, chunks or the number of readers.
@Suite struct BlockTests {
    static let awkward = [
        "a,b\r\nc,d\r\n\r\n\"e\r\nf\",g\n\n\n\"h\"\"\",\"\"\ni",
        "x,\"open\nr1\nr2,r3\n\"q\"z,1\n\n\"fine\n\"\nlong long long long long long,1\nend\r",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",x\nb\n\"\n\"\"\n\"\nc,\"d\"\r\n",
        "a\n\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\0b\nc",
        "a\nbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\0\nc",
        "a\r\n\0", "\"\r", "\"a\"\r", "\"a\"\rb\nc", "é\n\"ü\"\"\n\n",
    ]

    @Test(arguments: awkward)
    func everyBlockSizeAndChunkReadsTheSame(text: String) throws {
        let whole = try readAll(text, limits: RecordLimits(recordBytes: 20))
        #expect(!whole.isEmpty)
        for size in 1...Array(text.utf8).count + 1 {
            let limits = RecordLimits(recordBytes: 20, blockBytes: size)
            #expect(try readAll(text, limits: limits) == whole, "blocks of \(size)")
            #expect(try readAll(MemorySource(text, chunk: size), limits: RecordLimits(recordBytes: 20)) == whole)
        }
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func anyBytesReadTheSameInAnyBlocks(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let alphabet =
            Array("aab,,\"\"\"\n\n\r;{}:\\u1é".utf8) + (seed % 8 == 0 ? [0] : []) + (seed % 3 == 0 ? [0xE9] : [])
        let bytes = (0..<Int.random(in: 0...120, using: &dice)).compactMap { _ in alphabet.randomElement(using: &dice) }
        for format in [RecordFormat.csv, .ndjson] {
            let whole = try readAll(MemorySource(bytes), format, limits: RecordLimits(recordBytes: 24, fields: 5))
            for size in [1, 2, 3, 7, 16, 40] {
                let limits = RecordLimits(recordBytes: 24, fields: 5, blockBytes: size)
                #expect(try readAll(MemorySource(bytes), format, limits: limits) == whole)
            }
            #expect(try shared(bytes, format, blockBytes: 9) == whole)
        }
    }

    /// Two readers that take blocks in turn, put back into order.
    private func shared(_ bytes: [UInt8], _ format: RecordFormat, blockBytes: Int) throws -> [Seen] {
        let limits = RecordLimits(recordBytes: 24, fields: 5, blockBytes: blockBytes)
        let cutter = BlockCutter(MemorySource(bytes), format: format, limits: limits)
        var first = RecordReader(sharing: cutter)
        var second = RecordReader(sharing: cutter)
        var seen: [(Int, Seen)] = []
        var more = (true, true)
        while more.0 || more.1 {
            if more.0 { more.0 = try step(&first, format, &seen) }
            if more.1 { more.1 = try step(&second, format, &seen) }
        }
        return seen.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func step(
        _ reader: inout RecordReader, _ format: RecordFormat, _ seen: inout [(Int, Seen)]
    ) throws -> Bool {
        guard let event = try reader.next() else { return false }
        switch event {
        case .record: seen.append((reader.recordNumber, record(reader, format)))
        case .problem(let problem): seen.append((problem.record, .problem(problem)))
        }
        return true
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func whatIsWrittenIsReadBack(seed: UInt64) throws {
        var dice = Dice(state: seed)
        let letters = ["a", "b", ",", "\"", "\n", "\r\n", "é", "🙂", " "]
        let table = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
            (0..<Int.random(in: 1...4, using: &dice)).map { _ in
                (0..<Int.random(in: 0...5, using: &dice)).compactMap { _ in letters.randomElement(using: &dice) }
                    .joined()
            }
        }
        let end = Bool.random(using: &dice) ? "\n" : "\r\n"
        let text = table.map { row in
            row.map { field in
                let needed = field.isEmpty || field.utf8.contains { $0 < 0x2D }
                return needed || Bool.random(using: &dice)
                    ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                        + "\""
                    : field
            }.joined(separator: ",")
        }.joined(separator: end)
        // Text compares by canonical equivalence, under which CRLF is one character: compare bytes.
        let read = try rows(readAll(text, limits: RecordLimits(blockBytes: 5)))
        #expect(read.map { $0.map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } })
    }

    @Test(arguments: ["", "\"", "a,\""])
    func aHugeLineIsSkippedInFlatMemory(opening: String) throws {
        let source = LongLineSource(
            head: "h\n" + opening, length: 100_000_000 - opening.utf8.count, tail: "\nlast\n")
        let seen = try readAll(source)
        #expect(rows(seen) == [["h"], ["last"]])
        #expect(problems(seen).map(\.kind) == [.recordTooLong(limit: 1 << 20)])
        #expect(problems(seen).map(\.line) == [2])
        #expect(seen.last == .record(number: 3, line: 3, fields: ["last"]))
    }

    @Test func anOpenQuoteIsLeftAtItsOwnLine() throws {
        let lines = (0..<5_000).map { "row \($0),x\n" }.joined()
        let seen = try readAll("h,h\na,\"b\n" + lines, limits: RecordLimits(recordBytes: 1_000, blockBytes: 777))
        #expect(problems(seen).map { [$0.line, $0.column] } == [[2, 3]])
        #expect(rows(seen).count == 5_001)
        #expect(seen.last == .record(number: 5_002, line: 5_002, fields: ["row 4999", "x"]))
    }
}
