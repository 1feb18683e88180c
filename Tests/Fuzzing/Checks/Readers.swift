import Aggregation
import Bytes

/// More than an input has, and little memory: taking it is most of the work.
private let longest = 1 << 12

/// Everything that a reader says of some bytes, as text.
private func read(_ bytes: [UInt8], _ format: RecordFormat, block: Int) -> [String] {
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
private func slowly(_ bytes: [UInt8]) -> [[UInt8]: Int64]? {
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
private func quickly(_ bytes: [UInt8], column: String, block: Int) -> [[UInt8]: Int64]? {
    guard let plan = try? AggregationPlan(by: [.init(column)]),
        let result = try? ColumnAggregation.run(
            plan, sources: [MemorySource(bytes)], format: .csv,
            options: AggregationOptions(
                seed: HashSeed(low: 1, high: 2), limits: RecordLimits(recordBytes: longest, blockBytes: block),
                unitMemory: 0))
    else { return nil }
    let codes = result.counts.codes(releasingRaw: .exactAtUsersRequest)
    var counts: [[UInt8]: Int64] = [:]
    for row in result.counts.rows(releasingRaw: .exactAtUsersRequest) {
        counts[Array(codes[0][row.places[0]].text.utf8)] = row.count
    }
    return counts
}

/// What must hold whatever bytes come: the fuzz targets and the tests ask the same.
public enum FuzzChecks {
    /// Reads bytes as CSV or as NDJSON, as the first of them chooses.
    ///
    /// What is read may not depend on how it is cut into blocks, and the fast path of counting must count what the reader
    /// of records reads.
    ///
    /// - Parameter input: Any bytes.
    /// - Returns: What does not hold; `nil` where all does.
    public static func readers(_ input: [UInt8]) -> String? {
        guard let choice = input.first else { return nil }
        let bytes = Array(input.dropFirst())
        let format = choice & 1 == 1 ? RecordFormat.ndjson : .csv
        guard read(bytes, format, block: Int(choice) / 8 + 1) == read(bytes, format, block: 1 << 12) else {
            return "blocks change what is read"
        }
        return choice & 1 == 1 ? objects(bytes) : rows(choice, bytes)
    }

    private static func objects(_ bytes: [UInt8]) -> String? {
        guard let plan = try? AggregationPlan(by: [.init("a")], measure: .distinct(column: "k", maxCells: 1)) else {
            return "the plan is refused"
        }
        _ = try? ColumnAggregation.run(
            plan, sources: [MemorySource(bytes)], format: .ndjson,
            options: AggregationOptions(
                seed: HashSeed(low: 1, high: 2), limits: RecordLimits(recordBytes: longest, blockBytes: 64),
                unitMemory: 0))
        return nil
    }

    private static func rows(_ choice: UInt8, _ bytes: [UInt8]) -> String? {
        // A header of one column, or of two, so that most inputs can be counted.
        let header = choice & 2 == 0 ? "a\n" : "a,b\n"
        let text = Array(header.utf8) + bytes
        guard let slow = slowly(text) else { return nil }
        let quick = quickly(text, column: "a", block: choice & 4 == 0 ? 1 << 16 : 48)
        return quick == slow ? nil : "the fast path differs"
    }
}
