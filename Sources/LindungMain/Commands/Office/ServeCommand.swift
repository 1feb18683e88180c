import Arguments
import Bytes
import Collecting
import Configuration
import Dispatch
import HTTPServing
import Publishing
import Service
import Workspace

/// `serve`: the service.
struct ServeCommand: RunnableCommand {
    let registry: CollectorRegistry

    private let file = Argument<String?>.option(
        "--config", "FILE", "A file of settings; what the command line and the environment say goes before it.", .text,
        environment: "LINDUNG_CONFIG")
    private let prints = Argument<Bool>.flag(
        "--print-config", "Prints the settings in force and where each came from, as a file, and ends.")

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command(
            "serve", "Serves what is published over HTTP, and takes submissions.",
            discussion: """
                SIGTERM and SIGINT end it once the requests under way are finished. A log goes to standard error, without \
                addresses, names or tokens.

                The store is looked through first; where it is not as it was written, nothing is served and the exit status is 5.

                Every option with a value may stand in the file too, under its name without dashes.
                """,
            arguments: [file, prints],
            sections: ServeSettings.sections.map { Command.Section($0.title, $0.settings) },
            examples: [
                Command.Example(
                    "lindung serve --listen 127.0.0.1:8080", "Serve on this machine, behind a proxy or alone."),
                Command.Example(
                    "lindung serve --config lindung.yaml --print-config", "See what a file of settings amounts to."),
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let configuration = try configuration(arguments, console)
        let console = console.speaking(configuration[Common.language])
        if arguments[prints] {
            try ConfigurationReport(configuration).write(console)
            return 0
        }
        let manager = ServiceManager()
        manager.tell("STATUS=Looking through the workspace")
        let workspace = try Workspace(path: configuration[Common.workspace], engine: .sqlite)
        try workspace.checkModes()
        try workspace.checkAtStart()
        var settings = ServiceSettings(configuration, folder: workspace.path)
        if let certificate = configuration[ServeSettings.certificate], let key = configuration[ServeSettings.key] {
            settings.server.tls = (try text(of: certificate), try text(of: key))
        }
        let log = LogWriter(
            configuration[ServeSettings.logFormat], from: configuration[ServeSettings.logLevel],
            write: console.streams.error)
        let service = LindungService(
            workspace, registry: registry, settings: settings, moment: { console.moment }, log: log)
        let running: RunningService
        do throws(HTTPServerError) { running = try RunningService(service) } catch { throw .machine(error.description) }
        try announce(configuration, running.port, console)
        manager.tell("READY=1\nSTATUS=Serving at port \(running.port)")
        let watchdog = manager.keepTelling { service.touch() }
        let signals = Signals.waitForEnd { running.hurry() }
        manager.tell("STOPPING=1\nSTATUS=Finishing requests under way")
        running.stop()
        watchdog?.cancel()
        for signal in signals { signal.cancel() }
        return 0
    }

    /// The settings in force.
    private func configuration(
        _ arguments: ParsedArguments, _ console: Console
    ) throws(WorkspaceError) -> Configuration {
        let unknown = UnknownVariables.among(
            Environment.names, prefix: "LINDUNG_", settings: ServeSettings.all, others: ["LINDUNG_CONFIG"])
        for (name, meant) in unknown {
            // A misspelt limit would be none. What is like no setting is likelier to be someone else's.
            if let meant { throw .usage("\(name) in the environment is no setting; did you mean \(meant)?") }
            console.say("\(name) in the environment is no setting, and means nothing here")
        }
        var written: ConfigurationFile?
        if let path = arguments[file] { written = ConfigurationFile(name: path, bytes: try bytes(of: path)) }
        do throws(ConfigurationError) {
            var configuration = try Configuration(
                ServeSettings.all, arguments: arguments, file: written, rules: ServeSettings.rules)
            if !configuration[ServeSettings.proxies].isEmpty {
                configuration.replaceDefault(
                    of: ServeSettings.connectionsOfAnAddress, by: "0", because: "trusted-proxies")
            }
            return configuration
        } catch {
            switch error {
            case .file: throw .mistakes(error.description)
            case .rule: throw .usage(error.description)
            }
        }
    }

    /// Says where it listens: to whoever started it by hand, or to the program that did. The log says it for itself.
    private func announce(
        _ configuration: Configuration, _ port: UInt16, _ console: Console
    ) throws(WorkspaceError) {
        let address = configuration[ServeSettings.listen]
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("host", address.host)
                json.member("port", Int(port))
                json.endObject()
            }
            return
        }
        guard configuration[ServeSettings.logFormat] == .text else { return }
        let place =
            "\(configuration[ServeSettings.certificate] == nil ? "http" : "https")://\(address.shownHost):\(port)/"
        console.say(
            console.text(
                "Listening at \(place); SIGTERM or Ctrl-C ends it",
                "Mendengar di \(place); SIGTERM atau Ctrl-C menamatkannya"))
    }

    private func text(of file: String) throws(WorkspaceError) -> String {
        String(decoding: try bytes(of: file), as: UTF8.self)
    }

    private func bytes(of file: String) throws(WorkspaceError) -> [UInt8] {
        do throws(BytesError) { return try FileSource(file).readAll(limit: 1 << 20) } catch {
            throw WorkspaceError(error)
        }
    }
}
