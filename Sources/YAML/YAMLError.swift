/// One mistake in a file, with its place.
public struct YAMLProblem: Hashable, Sendable, CustomStringConvertible {
    /// The file's name as the caller gave it.
    public let file: String
    /// Where the mistake is.
    public let position: YAMLPosition
    /// What is wrong, in plain words: what was expected and what was found.
    public let message: String
    /// What to do about it, such as `did you mean "codelist"?`.
    public let hint: String?

    /// Makes a problem.
    public init(file: String, position: YAMLPosition, message: String, hint: String? = nil) {
        self.file = file
        self.position = position
        self.message = message
        self.hint = hint
    }

    /// `file:line:column: message (hint)`, which editors can jump to.
    public var description: String {
        "\(file):\(position): \(message)" + (hint.map { " (\($0))" } ?? "")
    }
}

/// All the mistakes of a file, at least one.
public struct YAMLError: Error, Hashable, CustomStringConvertible {
    /// The problems, ordered by file and position; never empty.
    public let problems: [YAMLProblem]

    /// Makes an error of the problems; `nil` if there are none.
    public init?(_ problems: [YAMLProblem]) {
        guard !problems.isEmpty else { return nil }
        // Sorting is stable: problems of one place stay in the order in which they were found.
        self.problems = problems.sorted { ($0.file, $0.position) < ($1.file, $1.position) }
    }

    /// Makes an error of a single problem.
    public init(_ problem: YAMLProblem) {
        problems = [problem]
    }

    /// One line a problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
