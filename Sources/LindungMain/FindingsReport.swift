import Collecting
import Publishing

/// Findings for people, and for programs.
struct FindingsReport {
    private let log: FindingLog
    private let console: Console

    init(_ log: FindingLog, console: Console) {
        self.log = log
        self.console = console
    }

    /// One line a finding on standard error, errors first, and how many more there are.
    func say() {
        for severity in Finding.Severity.allCases {
            for finding in log.kept where finding.severity == severity {
                console.say(
                    "\(finding.location[console.language]): \(word(severity)): \(finding.message[console.language])")
            }
        }
        for (kind, count) in log.left {
            console.say(
                console.language == .malay
                    ? "… dan \(count) lagi penemuan (\(kind.rawValue))"
                    : "… and \(count) more of the kind \(kind.rawValue)")
        }
    }

    /// The members `errors`, `warnings`, `notes` and `findings` of the object that is open.
    func write(to json: inout JSONWriter) {
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

    private func word(_ severity: Finding.Severity) -> String {
        switch (severity, console.language) {
        case (.error, .malay): "ralat"
        case (.warning, .malay): "amaran"
        case (.note, .malay): "nota"
        default: severity.rawValue
        }
    }
}
