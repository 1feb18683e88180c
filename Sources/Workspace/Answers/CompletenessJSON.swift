public import Publishing
import Statistics
import Storage

/// Who has reported, for programs.
public struct CompletenessJSON: Sendable {
    private let found: Completeness
    private let lines: [Completeness.Line]

    /// Takes what was found, and the senders to show; all if none are named.
    public init(_ found: Completeness, lines: [Completeness.Line]? = nil) {
        self.found = found
        self.lines = lines ?? found.lines
    }

    /// Writes an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("dataset", found.dataset.description)
        json.key("senders")
        json.beginArray()
        for line in lines {
            json.beginObject()
            json.member("provider", line.sender.provider.description)
            json.member("branch", line.sender.branch?.description)
            json.member("expected", line.isExpected)
            json.key("periods")
            json.beginArray()
            for (period, state) in zip(found.periods, line.states) { write(period, state, &json) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.members(of: found.coverage)
        json.endObject()
    }

    private func write(_ period: Period, _ state: Completeness.State, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("period", period.description)
        switch state {
        case .received(let id, let days, let isNil):
            json.member("state", "received")
            json.member("submission", id.description)
            json.member("daysLate", days)
            json.member("nil", isNil)
        case .overdue(let days):
            json.member("state", "overdue")
            json.member("daysLate", days)
        case .awaited(let due):
            json.member("state", "awaited")
            json.member("due", due?.description)
        }
        json.endObject()
    }
}
