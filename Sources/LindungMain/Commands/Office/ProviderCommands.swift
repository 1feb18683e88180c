import Arguments
import Publishing
import Statistics
import Storage
import Workspace

/// `provider add`: who may submit.
struct ProviderAddCommand: RunnableCommand {
    private let id = Argument<Identifier>.positional("ID", "A short name for commands, such as TALIAN.", .identifier)
    private let name = Argument<String>.required("--name", "TEXT", "The name that people read.", .text)
    private let kind = Argument<ProviderKind?>.option(
        "--kind", "KIND", "What kind of organisation it is.", .oneOf(ProviderKind.self))
    private let branches = Argument<[Identifier]>.list(
        "--branch", "B", "An office that sends its own.", .identifier)

    var declaration: Command {
        Command(
            "provider add", "Adds an organisation that submits, or branches to one that is there under the same name.",
            arguments: [id, name, kind, branches],
            examples: [
                Command.Example(
                    "lindung provider add TALIAN --name \"Our helpline\" --kind helpline --branch KL --branch SABAH",
                    "Add a helpline with two offices.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        try office.workspace.addProvider(
            arguments[id], name: arguments[name], kind: arguments[kind], branches: arguments[branches],
            moment: office.moment,
            actor: OfficeContext.actor)
        if console.isJSON {
            try ProviderListCommand.writeJSON(office.workspace.providers().filter { $0.id == arguments[id] }, console)
        } else {
            try console.print(["\(arguments[id]) may submit now"])
            console.say(
                "to expect reports from it, name it in the structure: providers: {expected: [\(arguments[id])], due: P15D}"
            )
        }
        return 0
    }
}

/// `provider list`.
struct ProviderListCommand: RunnableCommand {
    var declaration: Command { Command("provider list", "Lists who may submit.") }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let providers = try OfficeContext(arguments, console).workspace.providers()
        if console.isJSON {
            try ProviderListCommand.writeJSON(providers, console)
            return 0
        }
        var table = TextTable([
            "ID", console.text("KIND", "JENIS"), console.text("BRANCHES", "CAWANGAN"), console.text("NAME", "NAMA"), "",
        ])
        for provider in providers {
            table.add([
                provider.id.description, provider.kind?.rawValue ?? "–",
                provider.branches.map(\.description).joined(separator: ","), provider.name,
                provider.isDisabled ? console.text("disabled", "dihentikan") : "",
            ])
        }
        let nobody = console.text(
            "nobody yet; lindung provider add ID --name \"…\"", "belum ada; lindung provider add ID --name \"…\"")
        try console.print(table.isEmpty ? [nobody] : table.lines)
        return 0
    }

    static func writeJSON(_ providers: [ProviderRecord], _ console: Console) throws(WorkspaceError) {
        try console.writeJSON { json in
            json.beginArray()
            for provider in providers {
                json.beginObject()
                json.member("id", provider.id.description)
                json.member("name", provider.name)
                json.member("kind", provider.kind?.rawValue)
                json.key("branches")
                json.beginArray()
                for branch in provider.branches { json.value(branch.description) }
                json.endArray()
                json.member("disabled", provider.isDisabled)
                json.member("added", provider.added.description)
                json.endObject()
            }
            json.endArray()
        }
    }
}

/// `provider disable` and `provider enable`.
struct ProviderSwitchCommand: RunnableCommand {
    static let disable = ProviderSwitchCommand(isDisabling: true)
    static let enable = ProviderSwitchCommand(isDisabling: false)

    private let isDisabling: Bool
    private let id = Argument<Identifier>.positional("ID", "The provider.", .identifier)

    private init(isDisabling: Bool) { self.isDisabling = isDisabling }

    var declaration: Command {
        isDisabling
            ? Command(
                "provider disable", "Keeps a provider from submitting; what it has submitted stays.", arguments: [id])
            : Command("provider enable", "Lets a disabled provider submit again.", arguments: [id])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        try office.workspace.setProvider(
            arguments[id], isDisabled: isDisabling, moment: office.moment, actor: OfficeContext.actor)
        if console.isJSON {
            try ProviderListCommand.writeJSON(office.workspace.providers().filter { $0.id == arguments[id] }, console)
        } else {
            try console.print(["\(arguments[id]) \(isDisabling ? "may not submit any more" : "may submit again")"])
        }
        return 0
    }
}
