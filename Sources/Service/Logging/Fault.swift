import Collecting
import Workspace

/// Why the machine failed at a request, in the program's own words: what whoever runs it must know, and nothing that a client
/// sent.
public struct Fault: Sendable, Hashable {
    /// The words, on one line.
    public let text: String

    /// The longest that is written.
    private static let longest = 300

    /// Takes what failed; `sent` are texts of the client's that an error may name.
    init(_ error: any Error, without sent: [String]) {
        guard let error = error as? WorkspaceError else {
            text = "an error of the kind \(type(of: error)), which nobody thought of"
            return
        }
        var words = error.text
        for name in sent where !name.isEmpty { words = words.split(separator: name).joined(separator: "…") }
        // Numbers of submissions point at who sent them.
        let shown = words.split(omittingEmptySubsequences: true, whereSeparator: \.isWhitespace).map { word in
            word.contains("S-") ? "S-…" : String(word)
        }
        text = String(PersonalData.hidden(in: shown.joined(separator: " ")).prefix(Fault.longest))
    }
}
