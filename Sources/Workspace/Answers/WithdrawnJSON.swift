public import Publishing
import Statistics
public import Storage

/// What taking something back changed, for programs.
public enum WithdrawnJSON: Sendable {
    /// A submission.
    case submission(SubmissionID, Workspace.Withdrawn)
    /// A vintage, with the later ones that fell with it.
    case release(Int, with: [Int])

    /// Writes an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        switch self {
        case .submission(let id, let outcome):
            json.member("withdrawn", id.description)
            json.member("dataset", outcome.dataset.description)
            json.key("periods")
            json.beginArray()
            for line in outcome.periods {
                json.beginObject()
                json.member("period", line.period.description)
                json.member("nowCounts", line.nowCounts?.description)
                json.endObject()
            }
            json.endArray()
            json.member("releases", outcome.releases)
        case .release(let number, let fallen):
            json.member("withdrawn", number)
            json.member("with", fallen)
        }
        json.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ numbers: [Int]) {
        key(name)
        beginArray()
        for number in numbers { value(number) }
        endArray()
    }
}
