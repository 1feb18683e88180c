/// A program with its commands: what is written on a command line becomes an invocation, or a usage error.
public struct Program: Sendable {
    /// Commands under one title in the list of commands.
    public struct Group: Sendable {
        let title: String
        let commands: [Command]

        /// Makes a group.
        public init(_ title: String, _ commands: [Command]) {
            self.title = title
            self.commands = commands
        }
    }

    /// What an exit status means.
    public struct ExitStatus: Sendable {
        let code: Int32
        let meaning: String

        /// Makes a line of the list of exit statuses.
        public init(_ code: Int32, _ meaning: String) {
            self.code = code
            self.meaning = meaning
        }
    }

    /// What a command line asks for.
    public enum Invocation: Sendable {
        /// To print this help on standard output and end well.
        case help(String)
        /// To print this version on standard output and end well.
        case version(String)
        /// To run a command.
        case run(Command, ParsedArguments)
    }

    let name: String
    let summary: String
    let version: String
    let groups: [Group]
    let common: [ArgumentSpec]
    let exitStatuses: [ExitStatus]

    /// Makes a program.
    ///
    /// - Parameters:
    ///   - name: the executable's name.
    ///   - summary: one sentence.
    ///   - version: what `--version` prints.
    ///   - groups: the commands.
    ///   - common: options that every command takes besides `--help`.
    ///   - exitStatuses: what the statuses mean, for the help.
    /// - Precondition: no name comes twice.
    public init(
        _ name: String, _ summary: String, version: String, groups: [Group],
        common: [any ArgumentDeclaration] = [], exitStatuses: [ExitStatus] = []
    ) {
        self.name = name
        self.summary = summary
        self.version = version
        self.groups = groups
        self.common = common.map(\.spec)
        self.exitStatuses = exitStatuses
        let names = commands.map(\.name)
        precondition(Set(names).count == names.count, "a command is declared twice")
        for command in commands { Command.check(command.arguments + self.common, of: command.name) }
    }

    /// Every command, in the order of the groups.
    public var commands: [Command] { groups.flatMap(\.commands) }
}
