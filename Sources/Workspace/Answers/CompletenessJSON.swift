public import Publishing
public import Statistics
import Storage

/// Who has reported, for programs.
public struct CompletenessJSON: Sendable {
    private let found: Completeness
    private let provider: Identifier?

    /// Takes what was found.
    ///
    /// - Parameters:
    ///   - found: What was found.
    ///   - provider: Whose senders alone to show, and not how many others have reported; all of it if `nil`.
    public init(_ found: Completeness, of provider: Identifier? = nil) {
        self.found = found
        self.provider = provider
    }

    /// Writes an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("dataset", found.dataset.description)
        json.key("senders")
        json.beginArray()
        for line in found.lines where provider == nil || line.sender.provider == provider {
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
        if provider == nil { json.members(of: found.coverage) }
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
