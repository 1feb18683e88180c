import Arguments
import Bytes
import Collecting
import HTTPServing
import Publishing
import Service
import Workspace

/// `serve`: the service.
struct ServeCommand: RunnableCommand {
    let registry: CollectorRegistry

    private let listen = Argument<ListenAddress>.option(
        "--listen", "HOST:PORT", "Where to listen; port 0 is any that is free.", .listenAddress,
        default: ListenAddress(host: "127.0.0.1", port: 8080))
    private let certificate = Argument<String?>.option("--tls-certificate", "F", "The certificate, in PEM.", .text)
    private let key = Argument<String?>.option("--tls-key", "F", "Its key, in PEM.", .text)
    private let proxy = Argument<Bool>.flag(
        "--behind-proxy",
        "Takes the address of a client from the last X-Forwarded-For: only behind a proxy of your own.")

    init(registry: CollectorRegistry) { self.registry = registry }

    var declaration: Command {
        Command(
            "serve", "Serves what is published over HTTP.",
            discussion: """
                SIGTERM and SIGINT end it once the requests under way are finished. A line for each request goes to standard \
                error, without addresses, names or tokens.
                """,
            arguments: [listen, certificate, key, proxy],
            rules: [.requires(certificate, oneOf: key), .requires(key, oneOf: certificate)],
            examples: [
                Command.Example(
                    "lindung serve --listen 127.0.0.1:8080", "Serve on this machine, behind a proxy or alone.")
            ])
    }

    func run(_ arguments: ParsedArguments, _ console: Console) throws(WorkspaceError) -> Int32 {
        let office = try OfficeContext(arguments, console)
        let address = arguments[listen]
        var server = HTTPServerSettings(host: address.host, port: address.port, folder: office.workspace.path)
        if let certificate = arguments[certificate], let key = arguments[key] {
            server.tls = (try text(of: certificate), try text(of: key))
        }
        var settings = ServiceSettings(server: server)
        settings.isBehindProxy = arguments[proxy]
        if settings.isBehindProxy { settings.server.connectionsOfAnAddress = 0 }
        let service = LindungService(
            office.workspace, registry: registry, settings: settings, moment: { console.moment },
            log: { line in
                console.say("\(line.at) \(line.method) \(line.route) \(line.status) \(line.milliseconds) ms")
            })
        let running: RunningService
        do throws(HTTPServerError) { running = try RunningService(service) } catch { throw .machine(error.description) }
        if console.isJSON {
            try console.writeJSON { json in
                json.beginObject()
                json.member("host", address.host)
                json.member("port", Int(running.port))
                json.endObject()
            }
        } else {
            let scheme = server.tls == nil ? "http" : "https"
            console.say(
                console.text(
                    "Listening at \(scheme)://\(address.shownHost):\(running.port)/; SIGTERM or Ctrl-C ends it",
                    "Mendengar di \(scheme)://\(address.shownHost):\(running.port)/; SIGTERM atau Ctrl-C menamatkannya")
            )
        }
        Signals.waitForEnd()
        running.stop()
        return 0
    }

    private func text(of file: String) throws(WorkspaceError) -> String {
        do throws(BytesError) {
            return String(decoding: try FileSource(file).readAll(limit: 1 << 20), as: UTF8.self)
        } catch { throw WorkspaceError(error) }
    }
}

/// An address to listen at.
struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    let host: String
    let port: UInt16

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`, `[IPv6]:PORT` or `:PORT`.
    init?(_ text: String) {
        guard let mark = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: mark)...]) else {
            return nil
        }
        var host = text[..<mark]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        self.init(host: String(host), port: port)
    }

    /// The host as it stands in a URL.
    var shownHost: String { host.isEmpty ? "localhost" : host.contains(":") ? "[\(host)]" : host }

    var description: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}

extension ValueParser<ListenAddress> {
    /// Where to listen.
    static var listenAddress: Self {
        .reading("an address and a port such as 127.0.0.1:8080") { ListenAddress($0) }
    }
}
