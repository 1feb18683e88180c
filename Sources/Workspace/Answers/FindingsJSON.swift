public import Collecting
public import Publishing
import Statistics

/// Findings for programs.
public struct FindingsJSON: Sendable {
    private let log: FindingLog

    /// Takes what was found.
    public init(_ log: FindingLog) { self.log = log }

    /// Writes the members `errors`, `warnings`, `notes` and `findings` of the object that is open.
    public func write(to json: inout JSONWriter) {
        json.member("errors", log.count(of: .error))
        json.member("warnings", log.count(of: .warning))
        json.member("notes", log.count(of: .note))
        json.key("findings")
        json.beginArray()
        for finding in log.kept {
            json.beginObject()
            json.member("severity", finding.severity.rawValue)
            json.member("kind", finding.kind.rawValue)
            json.member("file", finding.location.file)
            if let sheet = finding.location.sheet { json.member("sheet", sheet) }
            for (name, number) in [("row", finding.location.row), ("column", finding.location.column)] {
                json.key(name)
                if let number { json.value(number) } else { json.null() }
            }
            json.member("heading", finding.location.heading)
            json.key("message")
            json.beginObject()
            json.member("en", finding.message.english)
            json.member("ms", finding.message[.malay])
            json.endObject()
            json.endObject()
        }
        json.endArray()
    }
}
