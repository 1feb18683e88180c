import Bytes
import Configuration
import Publishing
import Workspace

/// Shows the settings in force.
struct ConfigurationReport {
    private let configuration: Configuration

    init(_ configuration: Configuration) { self.configuration = configuration }

    /// Writes them to standard output: as a file that can be read back, or as JSON with all that is known of each.
    func write(_ console: Console) throws(WorkspaceError) {
        guard console.isJSON else {
            return try console.write { sink throws(BytesError) in try sink.write(configuration.text) }
        }
        try console.writeJSON { json in
            json.beginObject()
            json.key("settings")
            json.beginArray()
            for line in configuration.lines { ConfigurationReport.write(line, &json) }
            json.endArray()
            json.endObject()
        }
    }

    private static func write(_ line: Configuration.Line, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("key", line.key)
        json.member("option", line.option)
        json.member("variable", line.variable)
        json.member("help", line.help)
        json.member("expected", line.expected)
        json.member("default", line.standard)
        json.key("value")
        if line.isList {
            json.beginArray()
            for value in line.values { json.value(value) }
            json.endArray()
        } else {
            json.value(line.values.first)
        }
        json.member("from", line.origin.description)
        json.endObject()
    }
}
