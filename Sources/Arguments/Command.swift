/// A command of a program: `aggregate`, or `provider add`.
public struct Command: Sendable {
    /// Options under a title of their own in the help.
    public struct Section: Sendable {
        let title: String
        let arguments: [ArgumentSpec]

        /// Makes a section.
        public init(_ title: String, _ arguments: [any ArgumentDeclaration]) {
            self.title = title
            self.arguments = arguments.map(\.spec)
        }
    }

    /// A command line and what it does.
    public struct Example: Sendable {
        let line: String
        let explanation: String

        /// Makes an example; `line` is whole, with the program's name.
        public init(_ line: String, _ explanation: String) {
            self.line = line
            self.explanation = explanation
        }
    }

    /// One word, or two separated by a space.
    public let name: String
    /// One line for the list of commands.
    public let summary: String
    let discussion: String
    let sections: [Section]
    let rules: [Rule]
    let examples: [Example]

    /// Makes a command.
    ///
    /// - Parameters:
    ///   - name: `aggregate`, or `provider add`.
    ///   - summary: one sentence.
    ///   - discussion: more of them; paragraphs are separated by an empty line.
    ///   - arguments: what the command takes; positional arguments in their order.
    ///   - sections: further options under titles of their own.
    ///   - rules: what must hold between the options.
    ///   - examples: command lines to copy.
    /// - Precondition: no name comes twice; of the positional arguments those that must be there come first
    ///   and only the last repeats.
    public init(
        _ name: String, _ summary: String, discussion: String = "", arguments: [any ArgumentDeclaration] = [],
        sections: [Section] = [], rules: [Rule] = [], examples: [Example] = []
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.sections = [Section("Options", arguments)] + sections
        self.rules = rules
        self.examples = examples
        Command.check(self.sections.flatMap(\.arguments), of: name)
    }

    /// Everything that the command takes, in the order of declaration.
    var arguments: [ArgumentSpec] { sections.flatMap(\.arguments) }

    var positionals: [ArgumentSpec] { arguments.filter { $0.kind == .positional } }

    static func check(_ arguments: [ArgumentSpec], of name: String) {
        let names = arguments.flatMap { [$0.name] + ($0.short.map { [$0] } ?? []) }
        precondition(Set(names).count == names.count, "an argument of \(name) is declared twice")
        precondition(
            !names.contains { ["--help", "-h"].contains($0) }, "\(name) declares --help, which every command has")
        let positionals = arguments.filter { $0.kind == .positional }
        precondition(
            zip(positionals, positionals.dropFirst()).allSatisfy {
                !$0.isRepeated && ($0.isRequired || !$1.isRequired)
            },
            "the positional arguments of \(name) are in an order that cannot be read")
    }
}
