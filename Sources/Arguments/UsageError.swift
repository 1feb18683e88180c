/// A command line that cannot be run as written; the caller ends with exit status 2.
public struct UsageError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, in plain words.
    public let message: String
    /// What to do about it, such as `did you mean "--epsilon"?`.
    public let hint: String?
    /// The command line that shows help: `lindung aggregate --help`.
    public let helpCommand: String

    /// Makes an error; a caller does so for what only shows when a command runs.
    public init(_ message: String, hint: String? = nil, helpCommand: String) {
        self.message = message
        self.hint = hint
        self.helpCommand = helpCommand
    }

    /// The message, the hint in brackets, and on a second line how to get help.
    public var description: String {
        message + (hint.map { " (\($0))" } ?? "") + "\nSee: \(helpCommand)"
    }
}

/// At most 40 characters of a text in quotation marks, without control characters: it is shown on a terminal.
func quoted(_ text: String) -> String {
    let shown = text.prefix(40).map { character in
        character.unicodeScalars.contains { $0.properties.generalCategory == .control } ? " " : character
    }
    return "\"" + String(shown) + (text.count > 40 ? "…" : "") + "\""
}

/// `A, B or C`, for messages.
func listed(_ words: [String], _ conjunction: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
