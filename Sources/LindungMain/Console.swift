import Bytes
import Glibc
import Publishing
import Statistics
import Workspace

/// Where a command speaks: data on standard output, messages and progress on standard error.
struct Console: Sendable {
    /// The language of messages to people.
    let language: Language
    /// Whether standard output carries one JSON document and nothing else.
    let isJSON: Bool
    /// The day on which the command runs, where the machine stands.
    let today: Day

    /// Says something to people.
    func say(_ text: String) { Console.writeError(text + "\n") }

    /// Writes data with a writer, and finishes it: to a file, or to standard output where there is none.
    func write(
        to path: String?, access: FileSink.Access, _ body: (any ByteSink) throws(BytesError) -> Void
    ) throws(WorkspaceError) {
        do throws(BytesError) {
            let sink: any ByteSink
            if let path { sink = try FileSink(path, access: access) } else { sink = StandardOutputSink() }
            try body(sink)
            try sink.commit()
        } catch { throw WorkspaceError(error) }
    }

    /// Writes one JSON document to standard output.
    func writeJSON(_ body: (inout JSONWriter) -> Void) throws(WorkspaceError) {
        try write(to: nil, access: .everyone) { sink throws(BytesError) in
            var json = JSONWriter()
            body(&json)
            try json.finish(to: sink)
        }
    }

    /// Whether progress is shown: only on a terminal.
    var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && !isJSON }

    /// How wide help and messages may be.
    static var width: Int {
        Environment.value("COLUMNS").flatMap { Int($0) }.map { min(max($0, 60), 100) } ?? 80
    }

    /// Writes to standard error; there is nowhere to say that this failed.
    static func writeError(_ text: String) {
        StandardError.write(text)
    }
}
