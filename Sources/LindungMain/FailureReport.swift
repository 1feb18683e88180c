import Bytes
import Collecting
import Publishing
import Workspace

/// Says why a command ended without doing what was asked.
struct FailureReport {
    let error: WorkspaceError
    let console: Console

    func write() {
        if case .outputClosed = error { return }
        if case .findings(let log) = error { FindingsReport(log, console: console).say() }
        if let text { console.say("lindung: \(text)") }
        guard console.isJSON else { return }
        // The exit status tells of the failure whether or not this arrives.
        try? console.writeJSON { json in
            json.beginObject()
            json.key("error")
            json.beginObject()
            json.member("exitStatus", Int(error.exitStatus))
            json.member("message", text ?? "the input has errors")
            json.endObject()
            if case .findings(let log) = error { FindingsReport(log, console: console).write(to: &json) }
            json.endObject()
        }
    }

    private var text: String? {
        switch error {
        case .findings(let log):
            let count = log.count(of: .error)
            return console.language == .malay
                ? "input mengandungi \(count) ralat; tiada apa-apa yang dibuat"
                : "the input has \(count) error\(count == 1 ? "" : "s"); nothing was made of it"
        // What someone typed may stand in it.
        case .mistakes(let text), .usage(let text), .refused(let text), .machine(let text), .damaged(let text):
            return PersonalData.hidden(in: text)
        case .outputClosed: return nil
        }
    }
}
