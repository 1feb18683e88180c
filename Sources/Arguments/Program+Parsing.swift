import Spelling

extension Program {
    /// Reads a command line.
    ///
    /// - Parameters:
    ///   - arguments: the words after the program's name.
    ///   - environment: the variables that stand in for options.
    ///   - width: the characters in a line of help.
    /// - Returns: what to do.
    /// - Throws: `UsageError` for the first thing that is wrong.
    public func parse(
        _ arguments: [String], environment: [String: String] = [:], width: Int = 80
    ) throws(UsageError) -> Invocation {
        guard let first = arguments.first else {
            throw UsageError("a command is missing", helpCommand: "\(name) --help")
        }
        if ["--help", "-h"].contains(first) { return .help(help(width: width)) }
        if first == "--version" { return .version(version) }
        if first == "help" {
            guard arguments.count > 1 else { return .help(help(width: width)) }
            return try parse(Array(arguments.dropFirst()) + ["--help"], environment: environment, width: width)
        }
        if first.hasPrefix("-") {
            throw UsageError(
                "the command comes first, and \(quoted(first)) after it", helpCommand: "\(name) --help")
        }
        let (command, rest) = try resolve(first, arguments.dropFirst(), width: width)
        let asksForHelp = rest.prefix { $0 != "--" }.contains { ["--help", "-h"].contains($0) }
        guard let command else { return .help(help(ofCommandsUnder: first, width: width)) }
        if asksForHelp { return .help(help(of: command, width: width)) }
        var scanner = ArgumentScanner(specs: command.arguments + common, helpCommand: "\(name) \(command.name) --help")
        let parsed = try scanner.scan(Array(rest), environment: environment, rules: command.rules)
        return .run(command, parsed)
    }

    /// The command that the first one or two words name, and the words after it; no command if the help of
    /// a family of commands (`provider --help`) is asked for.
    private func resolve(
        _ first: String, _ rest: ArraySlice<String>, width: Int
    ) throws(UsageError) -> (Command?, ArraySlice<String>) {
        let second = rest.first ?? ""
        if let command = command("\(first) \(second)") { return (command, rest.dropFirst()) }
        let family = commands.map(\.name).filter { $0.hasPrefix(first + " ") }
        let subcommands = family.map { String($0.dropFirst(first.count + 1)) }
        let helpCommand = "\(name) \(first) --help"
        let isWord = !second.isEmpty && !second.hasPrefix("-")
        if let command = command(first) {
            // A command that takes nothing itself but has others below it: the word was meant to be one of those.
            if isWord, !family.isEmpty, command.positionals.isEmpty {
                throw unknown(second, of: first, among: subcommands, helpCommand)
            }
            return (command, rest)
        }
        guard !family.isEmpty else {
            let known = commands.map(\.name) + ["help"]
            let firstWords = known.map { String($0.prefix { $0 != " " }) }
            let meant = nearest(to: "\(first) \(second)", among: known.filter { $0.contains(" ") })
            let hint = nearest(to: first, among: firstWords) ?? (isWord ? meant : nil)
            throw UsageError(
                "unknown command \(quoted(first))", hint: hint.map { "did you mean \"\($0)\"?" },
                helpCommand: "\(name) --help")
        }
        if ["--help", "-h"].contains(second) { return (nil, rest) }
        guard isWord else {
            throw UsageError("\(first) needs \(listed(subcommands, "or")) after it", helpCommand: helpCommand)
        }
        throw unknown(second, of: first, among: subcommands, helpCommand)
    }

    private func unknown(
        _ word: String, of first: String, among subcommands: [String], _ helpCommand: String
    ) -> UsageError {
        let hint = nearest(to: word, among: subcommands).map { "did you mean \"\(first) \($0)\"?" }
        return UsageError(
            "unknown command \(quoted("\(first) \(word)"))", hint: hint ?? "there is \(listed(subcommands, "and"))",
            helpCommand: helpCommand)
    }

    private func command(_ name: String) -> Command? { commands.first { $0.name == name } }
}
