import Aggregation
import Bytes
import CFuzzing
import Glibc

// Any bytes are read as CSV or as NDJSON: nothing may crash, what is read may not depend on how it is cut into blocks,
// and the fast path of counting must count what the reader of records reads. The first byte of an input chooses.

/// More than an input has, and little memory: taking it is most of the work.
let longest = 1 << 12

/// Everything that a reader says of some bytes, as text.
func read(_ bytes: [UInt8], _ format: RecordFormat, block: Int) -> [String] {
    var reader = RecordReader(
        MemorySource(bytes), format: format, limits: RecordLimits(recordBytes: 64, fields: 6, blockBytes: block))
    var seen: [String] = []
    while let event = try? reader.next() {
        switch event {
        case .record: seen.append("\(reader.recordNumber) \(reader.lineNumber) \(reader.texts())")
        case .problem(let problem): seen.append("\(problem)")
        }
    }
    return seen
}

/// How many rows of the header's width a reader finds by their first field; `nil` where there is no usable header.
func slowly(_ bytes: [UInt8]) -> [[UInt8]: Int64]? {
    var reader = RecordReader(MemorySource(bytes), format: .csv, limits: RecordLimits(recordBytes: longest))
    var header: [String]?
    var counts: [[UInt8]: Int64] = [:]
    while let event = try? reader.next() {
        guard case .record = event else {
            if header == nil { return nil }
            continue
        }
        guard let names = header else {
            header = reader.texts()
            continue
        }
        if reader.fieldCount == names.count { counts[Array(reader.text(0).utf8), default: 0] += 1 }
    }
    guard let header, header.count(where: { $0.utf8.elementsEqual(header[0].utf8) }) == 1 else { return nil }
    return counts
}

/// The same by the path that is fast.
func quickly(_ bytes: [UInt8], column: String, block: Int) -> [[UInt8]: Int64]? {
    guard let plan = try? AggregationPlan(by: [.init(column)]),
        let result = try? ColumnAggregation.run(
            plan, sources: [MemorySource(bytes)], format: .csv,
            options: AggregationOptions(
                seed: HashSeed(low: 1, high: 2), limits: RecordLimits(recordBytes: longest, blockBytes: block)))
    else { return nil }
    let codes = result.counts.codes(releasingRaw: .exactAtUsersRequest)
    var counts: [[UInt8]: Int64] = [:]
    for row in result.counts.rows(releasingRaw: .exactAtUsersRequest) {
        counts[Array(codes[0][row.places[0]].text.utf8)] = row.count
    }
    return counts
}

/// One input.
func check(_ choice: UInt8, _ bytes: [UInt8]) {
    if choice & 1 == 1 {
        let lines = read(bytes, .ndjson, block: 1 << 12)
        precondition(read(bytes, .ndjson, block: Int(choice) / 8 + 1) == lines, "blocks change what is read")
        let plan = try? AggregationPlan(by: [.init("a")], measure: .distinct(column: "k", maxCells: 1))
        guard let plan else { return }
        _ = try? ColumnAggregation.run(
            plan, sources: [MemorySource(bytes)], format: .ndjson,
            options: AggregationOptions(
                seed: HashSeed(low: 1, high: 2), limits: RecordLimits(recordBytes: longest, blockBytes: 64)))
        return
    }
    let whole = read(bytes, .csv, block: 1 << 12)
    precondition(read(bytes, .csv, block: Int(choice) / 8 + 1) == whole, "blocks change what is read")
    // A header of one column, or of two, so that most inputs can be counted.
    let header = choice & 2 == 0 ? "a\n" : "a,b\n"
    let text = Array(header.utf8) + bytes
    guard let slow = slowly(text) else { return }
    precondition(quickly(text, column: "a", block: choice & 4 == 0 ? 1 << 16 : 48) == slow, "the fast path differs")
}

/// What the driver calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
    if let choice = bytes.first { check(choice, Array(bytes.dropFirst())) }
    return 0
}

exit(unsafe lindung_fuzz(CommandLine.argc, CommandLine.unsafeArgv, testOneInput))
