import Arguments
import Configuration
import HTTPServing
import Service

/// All that can be set of `serve`: each an option, a variable of the environment and a key of a file.
enum ServeSettings {
    static let listen = Argument<ListenAddress>.option(
        "--listen", "HOST:PORT", "Where to listen; port 0 is any that is free, no host is all addresses.",
        .listenAddress, default: ListenAddress(host: "127.0.0.1", port: 8080), environment: "LINDUNG_LISTEN")
    static let certificate = Argument<String?>.option(
        "--tls-certificate", "F", "The certificate and those that it hangs from, in PEM: serves TLS 1.2 and 1.3.",
        .text, environment: "LINDUNG_TLS_CERTIFICATE")
    static let key = Argument<String?>.option(
        "--tls-key", "F", "The key of the certificate, in PEM.", .text, environment: "LINDUNG_TLS_KEY")
    static let proxies = Argument<[IPNetwork]>.list(
        "--trusted-proxies", "ADDRESS",
        "The proxies whose X-Forwarded-For is believed: the client is the last address in it that is none of them.",
        .network, splitsAtCommas: true, environment: "LINDUNG_TRUSTED_PROXIES")

    static let pollingThreads = Argument<Int>.option(
        "--polling-threads", "N", "Threads that hold connections and answer from memory.", .int(in: 1...64),
        default: 2, environment: "LINDUNG_POLLING_THREADS")
    static let workers = Argument<Int>.option(
        "--workers", "N", "Threads that do what takes longer.", .int(in: 1...256), default: 4,
        environment: "LINDUNG_WORKERS")
    static let waiting = Argument<Int>.option(
        "--waiting-requests", "N", "Requests that may wait for a worker; more are answered 503.", .int(in: 1...100_000),
        default: 256, environment: "LINDUNG_WAITING_REQUESTS")
    static let cacheSize = Argument<Int64>.option(
        "--cache-size", "BYTES", "Memory for published files that are ready to send.", .bytes(in: 0...(1 << 40)),
        default: 256 << 20, environment: "LINDUNG_CACHE_SIZE")

    static let connections = Argument<Int>.option(
        "--connections", "N", "Connections that may be open.", .int(in: 1...1_000_000), default: 4096,
        environment: "LINDUNG_CONNECTIONS")
    static let connectionsOfAnAddress = Argument<Int>.option(
        "--connections-per-address", "N",
        "Connections of one address; 0 is any number, as it is where proxies are trusted.", .int(in: 0...1_000_000),
        default: 256, environment: "LINDUNG_CONNECTIONS_PER_ADDRESS")
    static let headerLimit = Argument<Int64>.option(
        "--header-limit", "BYTES", "Request line and headers together; longer is answered 431.",
        .bytes(in: (1 << 10)...(1 << 20)), default: 16 << 10, environment: "LINDUNG_HEADER_LIMIT")
    static let submissionLimit = Argument<Int64>.option(
        "--submission-limit", "BYTES", "A file that is sent; longer is answered 413.",
        .bytes(in: 1...(1 << 40)), default: 4 << 30, environment: "LINDUNG_SUBMISSION_LIMIT")
    static let idleTime = Argument<Int>.option(
        "--idle-time", "SECONDS", "How long a client may be silent, or take for its headers.", .int(in: 1...3600),
        default: 30, environment: "LINDUNG_IDLE_TIME")
    static let requestTime = Argument<Int>.option(
        "--request-time", "SECONDS", "How long one request may take to arrive.", .int(in: 1...86_400), default: 900,
        environment: "LINDUNG_REQUEST_TIME")
    static let drainTime = Argument<Int>.option(
        "--drain-time", "SECONDS",
        "How long it goes on answering, with /readyz at 503, once it is told to end; told again, it waits no longer.",
        .int(in: 0...3600), default: 0, environment: "LINDUNG_DRAIN_TIME")
    static let stopTime = Argument<Int>.option(
        "--stop-time", "SECONDS", "How long requests under way may take to finish once the service is told to end.",
        .int(in: 0...3600), default: 30, environment: "LINDUNG_STOP_TIME")

    static let requestsPerSecond = Argument<Double>.option(
        "--requests-per-second", "N", "Requests a second of one address in the long run; 0 is any number.",
        .rate(upTo: 1_000_000), default: 50, environment: "LINDUNG_REQUESTS_PER_SECOND")
    static let requestBurst = Argument<Int>.option(
        "--request-burst", "N", "Requests of one address at once.", .int(in: 1...1_000_000), default: 500,
        environment: "LINDUNG_REQUEST_BURST")
    static let tokenRequestsPerSecond = Argument<Double>.option(
        "--token-requests-per-second", "N", "Requests a second with one token in the long run; 0 is any number.",
        .rate(upTo: 1_000_000), default: 5, environment: "LINDUNG_TOKEN_REQUESTS_PER_SECOND")
    static let tokenRequestBurst = Argument<Int>.option(
        "--token-request-burst", "N", "Requests with one token at once.", .int(in: 1...1_000_000), default: 60,
        environment: "LINDUNG_TOKEN_REQUEST_BURST")
    static let badTokensPerSecond = Argument<Double>.option(
        "--bad-tokens-per-second", "N",
        "Bad tokens a second of one address in the long run; 0 is any number.", .rate(upTo: 1_000_000), default: 0.1,
        environment: "LINDUNG_BAD_TOKENS_PER_SECOND")
    static let badTokenBurst = Argument<Int>.option(
        "--bad-token-burst", "N", "Bad tokens of one address at once; then its tokens are not looked at for a while.",
        .int(in: 1...1_000_000), default: 20, environment: "LINDUNG_BAD_TOKEN_BURST")

    static let logFormat = Argument<LogFormat>.option(
        "--log-format", "text|json",
        "How the log is written to standard error: lines for people, or a JSON object a line.",
        .oneOf(LogFormat.self), default: .text, environment: "LINDUNG_LOG_FORMAT")
    static let logLevel = Argument<LogLevel>.option(
        "--log-level", "LEVEL", "What is left out of the log: whatever matters less.", .oneOf(LogLevel.self),
        default: .info, environment: "LINDUNG_LOG_LEVEL")

    /// Its own, in the order in which help shows them.
    static let sections: [(title: String, settings: [any ArgumentDeclaration])] = [
        ("Where it listens", [listen, certificate, key, proxies]),
        ("What it may take", [pollingThreads, workers, waiting, cacheSize]),
        (
            "Limits of a client",
            [
                connections, connectionsOfAnAddress, headerLimit, submissionLimit, idleTime, requestTime,
                requestsPerSecond, requestBurst, tokenRequestsPerSecond, tokenRequestBurst, badTokensPerSecond,
                badTokenBurst,
            ]
        ),
        ("How it ends", [drainTime, stopTime]),
        ("What it tells", [logFormat, logLevel]),
    ]

    /// All that a file may set.
    static var all: [any ArgumentDeclaration] { [Common.workspace, Common.language] + sections.flatMap(\.settings) }

    /// What must hold between them.
    static let rules: [Rule] = [.requires(certificate, oneOf: key), .requires(key, oneOf: certificate)]
}

extension ServiceSettings {
    /// The settings that a configuration says.
    init(_ configuration: Configuration, folder: String) {
        let address = configuration[ServeSettings.listen]
        var server = HTTPServerSettings(host: address.host, port: address.port, folder: folder)
        server.pollingThreads = configuration[ServeSettings.pollingThreads]
        server.workers = configuration[ServeSettings.workers]
        server.waiting = configuration[ServeSettings.waiting]
        server.connections = configuration[ServeSettings.connections]
        server.connectionsOfAnAddress = configuration[ServeSettings.connectionsOfAnAddress]
        server.headerLimit = Int(configuration[ServeSettings.headerLimit])
        server.silence = configuration[ServeSettings.idleTime]
        server.requestTime = configuration[ServeSettings.requestTime]
        self.init(server: server)
        trustedProxies = configuration[ServeSettings.proxies]
        requestsPerSecond = configuration[ServeSettings.requestsPerSecond]
        requestBurst = Double(configuration[ServeSettings.requestBurst])
        tokenRequestsPerSecond = configuration[ServeSettings.tokenRequestsPerSecond]
        tokenRequestBurst = Double(configuration[ServeSettings.tokenRequestBurst])
        badTokensPerSecond = configuration[ServeSettings.badTokensPerSecond]
        badTokenBurst = Double(configuration[ServeSettings.badTokenBurst])
        submissionLimit = configuration[ServeSettings.submissionLimit]
        cacheRoom = Int(configuration[ServeSettings.cacheSize])
        drainTime = configuration[ServeSettings.drainTime]
        stopTime = configuration[ServeSettings.stopTime]
    }
}
