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
    /// Where it all goes.
    var streams = Streams.standard

    /// The same in another language.
    func speaking(_ language: Language) -> Console {
        Console(language: language, isJSON: isJSON, today: today, streams: streams)
    }

    /// Says something to people.
    ///
    /// Names of files and words of a submission may stand in it: what would steer a terminal is made visible.
    func say(_ text: String) {
        let plain = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            let category = scalar.properties.generalCategory
            return scalar != "\n" && (category == .control || category == .format) ? "\u{FFFD}" : scalar
        }
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: plain)
        streams.error(String(shown) + "\n")
    }

    /// Opens a file, or standard output where there is none; the file appears when the sink is committed.
    func sink(_ path: String?, access: FileSink.Access) throws(WorkspaceError) -> any ByteSink {
        guard let path else { return streams.output() }
        do throws(BytesError) { return try FileSink(path, access: access) } catch { throw WorkspaceError(error) }
    }

    /// Writes data to a sink, and finishes it.
    func write(
        to sink: any ByteSink, _ body: (any ByteSink) throws(BytesError) -> Void
    ) throws(WorkspaceError) {
        do throws(BytesError) {
            try body(sink)
            try sink.commit()
        } catch { throw WorkspaceError(error) }
    }

    /// Writes data to standard output.
    func write(_ body: (any ByteSink) throws(BytesError) -> Void) throws(WorkspaceError) {
        try write(to: streams.output(), body)
    }

    /// Writes one JSON document to standard output.
    func writeJSON(_ body: (inout JSONWriter) -> Void) throws(WorkspaceError) {
        try write { sink throws(BytesError) in
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
}

/// Where a command writes: standard output and standard error, unless a test listens.
struct Streams: Sendable {
    /// Standard output, anew for each document.
    let output: @Sendable () -> any ByteSink
    /// Standard error.
    let error: @Sendable (String) -> Void

    /// Those of the process.
    static let standard = Streams(output: { StandardOutputSink() }, error: { StandardError.write($0) })
}
