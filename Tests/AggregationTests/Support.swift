import Aggregation
import Bytes

/// One thing a reader said, comparable.
enum Seen: Equatable, CustomStringConvertible {
    case record(number: Int, line: Int, fields: [String])
    case problem(RecordProblem)

    var description: String {
        switch self {
        case .record(let number, let line, let fields): "\(number)@\(line)\(fields)"
        case .problem(let problem): "\(problem.record)@\(problem.line):\(problem.column)!\(problem.kind)"
        }
    }
}

/// Everything a reader says of a source.
func readAll(
    _ source: any ByteSource, _ format: RecordFormat = .csv, limits: RecordLimits = .standard,
    encoding: TextEncoding = .utf8
) throws -> [Seen] {
    var reader = RecordReader(source, format: format, encoding: encoding, limits: limits)
    var seen: [Seen] = []
    while let event = try reader.next() {
        switch event {
        case .record:
            seen.append(record(reader, format))
        case .problem(let problem):
            seen.append(.problem(problem))
        }
    }
    return seen
}

/// The current record.
func record(_ reader: borrowing RecordReader, _ format: RecordFormat) -> Seen {
    var fields = reader.texts()
    if format == .ndjson {
        for index in fields.indices { fields[index] = "\(reader.name(index) ?? "?")=\(fields[index])" }
    }
    return .record(number: reader.recordNumber, line: reader.lineNumber, fields: fields)
}

/// Everything a reader says of a text.
func readAll(
    _ text: String, _ format: RecordFormat = .csv, limits: RecordLimits = .standard
) throws -> [Seen] {
    try readAll(MemorySource(text), format, limits: limits)
}

/// Only the fields.
func rows(_ seen: [Seen]) -> [[String]] {
    seen.compactMap { if case .record(_, _, let fields) = $0 { fields } else { nil } }
}

/// Only the problems.
func problems(_ seen: [Seen]) -> [RecordProblem] {
    seen.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
}
