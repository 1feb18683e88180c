extension Program {
    /// The list of all commands.
    ///
    /// - Parameter width: the characters in a line, at least 40.
    /// - Returns: the text, ending in a line feed.
    public func help(width: Int = 80) -> String {
        var layout = TextLayout(width: width)
        layout.hanging("Usage: \(name) COMMAND …", indent: 7)
        layout.paragraphs(summary)
        let widest = commands.map(\.name.count).max() ?? 0
        for group in groups {
            layout.title(group.title)
            let rows = group.commands.map { command in
                let padding = String(repeating: " ", count: widest - command.name.count)
                return (label: command.name + padding, meaning: command.summary)
            }
            layout.table(rows, widest: widest)
        }
        layout.title("Everywhere")
        let everywhere = [
            (label: "\(name) COMMAND --help", meaning: "Shows the help of a command."),
            (label: "\(name) --version", meaning: "Shows the version."),
        ]
        layout.table(everywhere)
        addExitStatuses(to: &layout)
        return layout.text
    }

    /// The help of one command.
    ///
    /// - Parameters:
    ///   - command: one of the program's commands.
    ///   - width: the characters in a line, at least 40.
    /// - Returns: the text, ending in a line feed.
    public func help(of command: Command, width: Int = 80) -> String {
        var layout = TextLayout(width: width)
        let required = command.arguments.filter { $0.kind == .option && $0.isRequired }.map(\.invocation)
        let positionals = command.positionals.map { $0.isRequired ? $0.label : "[\($0.label)]" }
        let usage = [name, command.name] + positionals + required + ["[OPTIONS]"]
        layout.hanging("Usage: " + usage.joined(separator: " "), indent: 7)
        layout.paragraphs(command.summary)
        layout.paragraphs(command.discussion)
        addTable("Arguments", command.positionals, to: &layout)
        for section in command.sections {
            addTable(section.title, section.arguments.filter { $0.kind != .positional }, to: &layout)
        }
        if !command.rules.isEmpty { layout.blank() }
        for rule in command.rules { layout.indented(rule.statement, by: 2) }
        let helpFlag = ArgumentSpec(kind: .flag, name: "--help", short: "-h", help: "Shows this help.")
        addTable("Common options", common + [helpFlag], to: &layout)
        let family = commands.filter { $0.name.hasPrefix(command.name + " ") }
        addFamily(family, to: &layout)
        if !command.examples.isEmpty { layout.title("Examples") }
        for example in command.examples {
            layout.indented(example.line, by: 2)
            layout.indented(example.explanation, by: 6)
        }
        addExitStatuses(to: &layout)
        return layout.text
    }

    /// The help of `provider`, which is no command but the first word of some.
    func help(ofCommandsUnder first: String, width: Int) -> String {
        var layout = TextLayout(width: width)
        let family = commands.filter { $0.name.hasPrefix(first + " ") }
        let words = family.map { String($0.name.dropFirst(first.count + 1)) }
        layout.hanging("Usage: \(name) \(first) \(words.joined(separator: "|")) …", indent: 7)
        addFamily(family, to: &layout)
        layout.blank()
        layout.indented("\(name) \(first) \(words.first ?? "") --help shows the help of one.", by: 0)
        return layout.text
    }

    private func addFamily(_ family: [Command], to layout: inout TextLayout) {
        guard !family.isEmpty else { return }
        layout.title("Commands")
        layout.table(family.map { ($0.name, $0.summary) })
    }

    private func addTable(_ title: String, _ arguments: [ArgumentSpec], to layout: inout TextLayout) {
        guard !arguments.isEmpty else { return }
        layout.title(title)
        layout.table(arguments.map { ($0.label, $0.meaning) })
    }

    private func addExitStatuses(to layout: inout TextLayout) {
        guard !exitStatuses.isEmpty else { return }
        layout.title("Exit status")
        layout.table(exitStatuses.map { ("\($0.code)", $0.meaning) })
    }
}

extension ArgumentSpec {
    /// The help, and in brackets what follows from the declaration.
    fileprivate var meaning: String {
        var notes: [String] = []
        if let note { notes.append(note) }
        if kind == .option, isRepeated { notes.append("may be repeated") }
        if let environment { notes.append("else \(environment)") }
        if let defaultText { notes.append("default: \(defaultText)") }
        guard !notes.isEmpty else { return help }
        let sentence = help.hasSuffix(".") ? help.dropLast() : help[...]
        return "\(sentence) (\(notes.joined(separator: "; ")))."
    }
}
