import Arguments
public import Collecting
import ProcessCollecting
import Statistics
import Workspace

/// The command line of Lindung, with whatever collectors a program links in.
///
/// ```swift
/// exit(LindungCommandLine(registry: .shipped).run(CommandLine.arguments))
/// ```
public struct LindungCommandLine: Sendable {
    /// The version of the program.
    public static let version = "0.1.0"

    private let registry: CollectorRegistry

    /// Takes the collectors.
    public init(registry: CollectorRegistry) { self.registry = registry }

    /// Runs one command; the first word is the program's name. The result is the exit status.
    public func run(_ words: [String]) -> Int32 {
        Signals.makeErrors()
        return run(words, streams: .standard)
    }

    /// Runs one command, writing where `streams` lead.
    func run(_ words: [String], streams: Streams) -> Int32 {
        let commands = LindungCommandLine.commandGroups(registry)
        let program = Program(
            "lindung", "Counts, protects and publishes statistics so that no child can be found in them.",
            version: LindungCommandLine.version,
            groups: commands.map { group in Program.Group(group.title, group.commands.map(\.declaration)) },
            common: [Common.json, Common.workspace, Common.language], exitStatuses: LindungCommandLine.exitStatuses)
        var environment: [String: String] = [:]
        for name in Environment.names where name.hasPrefix("LINDUNG_") { environment[name] = Environment.value(name) }
        do throws(UsageError) {
            switch try program.parse(Array(words.dropFirst()), environment: environment, width: Console.width) {
            case .help(let text): return print(text, streams)
            case .version(let text): return print(text + "\n", streams)
            case .run(let declaration, let arguments):
                return run(declaration.name, arguments, streams)
            }
        } catch {
            // The words could not be read, so that whether JSON is asked for is looked up in them.
            let asksForJSON = words.dropFirst().prefix { $0 != "--" }.contains("--json")
            let console = Console(language: .english, isJSON: asksForJSON, today: Calendar.today, streams: streams)
            let failure = WorkspaceError.usage(error.description)
            FailureReport(error: failure, console: console).write()
            return failure.exitStatus
        }
    }

    /// The commands that read with collectors, those of the workspace's folder among them.
    private static let readers: Set<String> = [
        "validate", "submit", "aggregate", "collectors", "collectors describe", "collectors check",
    ]

    private func run(_ name: String, _ arguments: ParsedArguments, _ streams: Streams) -> Int32 {
        let console = Console(
            language: arguments[Common.language], isJSON: arguments[Common.json], today: Calendar.today,
            streams: streams)
        var registry = registry
        if LindungCommandLine.readers.contains(name) {
            let external = ProcessCollectors(
                folder: "\(arguments[Common.workspace])/collectors",
                taken: Set(registry.collectors.map(\.description.id.description)))
            for refused in external.refused { console.say("\(refused.path) \(refused.reason)") }
            registry = registry.adding(external.collectors)
        }
        guard
            let command = LindungCommandLine.commandGroups(registry).flatMap(\.commands)
                .first(where: { $0.declaration.name == name })
        else { preconditionFailure("a command that was parsed is declared") }
        do throws(WorkspaceError) {
            return try command.run(arguments, console)
        } catch {
            FailureReport(error: error, console: console).write()
            return error.exitStatus
        }
    }

    /// Writes to standard output.
    private func print(_ text: String, _ streams: Streams) -> Int32 {
        let console = Console(language: .english, isJSON: false, today: Calendar.today, streams: streams)
        do throws(WorkspaceError) {
            try console.write { sink throws(BytesError) in try sink.write(text) }
            return 0
        } catch {
            return error.exitStatus
        }
    }

    private static func commandGroups(
        _ registry: CollectorRegistry
    ) -> [(title: String, commands: [any RunnableCommand])] {
        [
            ("To begin", [DemoCommand(registry: registry), InitCommand()]),
            (
                "Who may submit",
                [
                    ProviderAddCommand(), ProviderListCommand(), ProviderSwitchCommand.disable,
                    ProviderSwitchCommand.enable, TokenIssueCommand(), TokenListCommand(),
                    TokenReissueCommand(), TokenRevokeCommand(),
                ]
            ),
            (
                "Data in",
                [
                    TemplateCommand(registry: registry), ValidateCommand(registry: registry),
                    SubmitCommand(registry: registry), ReceiptCommand(), SubmissionsCommand(), WithdrawCommand(),
                    CompletenessCommand(), CollectorsCommand(registry: registry),
                    CollectorsDescribeCommand(registry: registry),
                    CollectorsCheckCommand(registry: registry), CollectorsNewCommand(),
                ]
            ),
            (
                "Publishing",
                [
                    PlanCommand(), ReleaseCommand(), ReleaseWithdrawCommand(), ReleasesCommand(), BudgetCommand(),
                    ExportCommand(), SumCommand(),
                ]
            ),
            ("Serving", [ServeCommand(registry: registry)]),
            ("Keeping", [VerifyCommand(), BackupCommand(), RestoreCommand(), PurgeCommand()]),
            ("Tools", [AggregateCommand(registry: registry), SampleCommand.laplace, SampleCommand.gaussian]),
        ]
    }

    private static let exitStatuses = [
        Program.ExitStatus(0, "done"), Program.ExitStatus(1, "the input has errors"),
        Program.ExitStatus(2, "wrong usage"), Program.ExitStatus(3, "refused to protect privacy"),
        Program.ExitStatus(4, "a fault of the machine"), Program.ExitStatus(5, "a verification failed"),
    ]
}

/// A command: how it is declared, and what it does.
protocol RunnableCommand: Sendable {
    /// Its name, arguments and help.
    var declaration: Command { get }

    /// Does it, and gives the exit status.
    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32
}

/// The options that every command has.
enum Common {
    static let json = Argument<Bool>.flag("--json", "One JSON document on standard output, and nothing else there.")
    static let workspace = Argument<String>.option(
        "--workspace", "DIR", "The workspace folder.", .text, default: "./workspace", environment: "LINDUNG_WORKSPACE")
    static let language = Argument<Language>.option(
        "--language", "en|ms", "The language of messages, and of texts in exported files.", .oneOf(Language.self),
        default: .english,
        environment: "LINDUNG_LANGUAGE")
}
