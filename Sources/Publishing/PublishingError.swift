public import Bytes

/// Why a format could not be written.
public enum PublishingError: Error, Hashable, Sendable {
    /// The bytes could not go where they should.
    case bytes(BytesError)
    /// The format cannot hold the release; the text says why and what could.
    case notWritten(String)
    /// The machine failed.
    case machine(String)
}

extension PublishingError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .bytes(let error): error.description
        case .notWritten(let text), .machine(let text): text
        }
    }
}
