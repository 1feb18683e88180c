public import Publishing
import Statistics
public import Storage

/// Tokens, for programs.
public enum TokenJSON: Sendable {
    /// One that was issued at this moment: the only time that its text is shown.
    case issued(text: String, TokenRecord)
    /// What is known of one, without its text.
    case known(TokenRecord)

    /// Writes an object.
    public func write(to json: inout JSONWriter) {
        json.beginObject()
        switch self {
        case .issued(let text, let record):
            json.member("id", record.id)
            json.member("token", text)
            json.member("expires", record.expires?.description)
        case .known(let record):
            json.member("id", record.id)
            json.member("provider", record.provider.description)
            json.member("scope", record.scope.rawValue)
            json.member("issued", record.issued.description)
            json.member("expires", record.expires?.description)
            json.member("revoked", record.revoked?.description)
        }
        json.endObject()
    }
}
