import Collecting
import Publishing
import Workspace

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
    func write(to json: inout JSONWriter) { FindingsJSON(log).write(to: &json) }

    private func word(_ severity: Finding.Severity) -> String {
        switch (severity, console.language) {
        case (.error, .malay): "ralat"
        case (.warning, .malay): "amaran"
        case (.note, .malay): "nota"
        default: severity.rawValue
        }
    }
}
