import Bytes

/// Writes the events that counting is measured on: `workload-generator ROWS FILE [plain|awkward|ndjson]`.
///
/// Each row is a function of its number alone, so that every run on every machine writes the same bytes. Three of
/// five rows bring a key that was not there before; the others repeat an earlier one.
@main
struct WorkloadGenerator {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let rows = Int(arguments[1]), rows > 0,
            let shape = Workload.Shape(rawValue: arguments.count > 3 ? arguments[3] : "plain")
        else { throw Usage() }
        let sink = try FileSink(arguments[2], access: .everyone)
        var workload = Workload(shape)
        workload.writeHeader()
        for row in 0..<UInt64(rows) {
            workload.write(row)
            if workload.text.count >= 1 << 20 { try sink.drain(&workload.text) }
        }
        try sink.drain(&workload.text)
        try sink.commit()
    }
}

/// The arguments are not what they must be.
struct Usage: Error, CustomStringConvertible {
    var description: String { "workload-generator ROWS FILE [plain|awkward|ndjson]" }
}
