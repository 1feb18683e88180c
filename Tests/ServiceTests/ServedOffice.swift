import Bytes
import Catalogue
import Collecting
import Foundation
import HTTPServing
import Registry
import Statistics
import Storage
import StorageSQLite
import Synchronization
import TestSupport
import Testing
import Workspace

@testable import Service

/// A workspace with the shipped catalogue and two providers, served at a port of its own.
final class ServedOffice {
    let folder: String
    let workspace: Workspace
    let service: LindungService
    let running: RunningService
    /// The routes, and the description that their answers are held against.
    static let routes = LindungService.routes(
        ServiceSettings(server: HTTPServerSettings(host: "127.0.0.1", port: 0, folder: "/tmp")))
    static let described = try? DescribedAnswers(OpenAPI(routes: routes).document())
    /// The text of a token, by its name.
    private(set) var tokens: [String: String] = [:]
    /// What was written into the log.
    var log: [String] { kept.lines.withLock { $0 } }
    private let kept = KeptLog()

    static let engine = engine(store: { $0 })

    /// A store in SQLite, or what is made of it.
    static func engine(store: @escaping @Sendable (any Store) -> any Store) -> StoreEngine {
        StoreEngine(
            create: { path, check, at throws(StoreError) in
                _ = try SQLiteStore.create(path: path, keyCheck: check, at: at)
            },
            open: { path throws(StoreError) in store(try SQLiteStore(path: path)) },
            check: { path throws(StoreError) in try SQLiteStore(path: path).checkIntegrity() },
            copy: { path, target throws(StoreError) in try SQLiteStore(path: path).copy(to: target) })
    }

    init(
        _ change: (inout ServiceSettings) -> Void = { _ in },
        store: @escaping @Sendable (any Store) -> any Store = { $0 }
    ) throws {
        folder = FileManager.default.temporaryDirectory.path + "/lindung-service-\(UUID().uuidString)"
        let catalogue =
            String("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])
            + "/Sources/Catalogue/Resources/malaysia-ocsea"
        let now = try ServedOffice.now()
        _ = try Workspace.create(at: folder, catalogue: catalogue, engine: ServedOffice.engine, moment: now)
        workspace = try Workspace(path: folder, engine: ServedOffice.engine(store: store))
        for name in ["PA", "PB"] {
            try workspace.addProvider(
                try Identifier(name), name: name, kind: .helpline, branches: [], moment: now, actor: "test")
        }
        var settings = ServiceSettings(server: HTTPServerSettings(host: "127.0.0.1", port: 0, folder: folder))
        // All tests of one office ask from one address.
        settings.badTokensPerSecond = 0
        settings.tokenRequestsPerSecond = 0
        change(&settings)
        service = LindungService(
            workspace, registry: .shipped, settings: settings, moment: { now },
            log: LogWriter(.json, from: .debug) { [kept] line in kept.lines.withLock { $0.append(line) } })
        running = try RunningService(service)
        for (name, provider, scope) in [
            ("a", "PA", TokenScope.submit), ("b", "PB", .submit), ("curator", "PB", .curate),
        ] {
            tokens[name] = try workspace.issueToken(
                provider: Identifier(provider), scope: scope, days: 30, moment: now, actor: "test"
            ).text
        }
    }

    deinit {
        running.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    static func now() throws -> Moment {
        Moment(
            at: try #require(Timestamp("2026-03-10T12:00:00Z")), today: try #require(Day(year: 2026, month: 3, day: 10))
        )
    }

    /// The nil return of a dataset for a month.
    static func nilReturn(_ structure: DatasetStructure, _ month: String) throws -> [UInt8] {
        let form = try #require(CollectorRegistry.shipped.collector(named: "helpline-form")?.form)
        let bytes = try form.form(
            structure: structure, period: try #require(Period(month)), format: .csv, language: .english)
        let text = String(decoding: bytes, as: UTF8.self)
        return Array(
            text.split(separator: "\r\n", omittingEmptySubsequences: false)
                .map { $0.hasPrefix("NIL,") ? "\($0)YES" : String($0) }.joined(separator: "\r\n").utf8)
    }

    /// A form with one number in every table, and nothing else.
    static func form(_ structure: DatasetStructure, _ month: String, count: Int) throws -> [UInt8] {
        let text = String(decoding: try nilReturn(structure, month), as: UTF8.self).replacing(",YES\r\n", with: ",\r\n")
        var tables: Set<Substring> = []
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map { line -> String in
            let table = line.prefix { $0 != "," }
            guard line.contains("="), line.hasSuffix(","), table != "NIL", tables.insert(table).inserted else {
                return String(line)
            }
            return "\(line)\(count)"
        }
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// Sends a form of the contacts for a month; the id of its submission.
    @discardableResult
    func send(count: Int, month: String = "2026-01", token: String = "a") throws -> String {
        let structure = try workspace.dataset(Identifier("ocsea-contacts")).structure
        let answer = try ask(
            "POST", "/v1/submissions?collector=helpline-form", token: token,
            body: try ServedOffice.form(structure, month, count: count))
        #expect(answer.status == 201)
        return String(try #require(answer.content.split(separator: "\"").first { $0.hasPrefix("S-") }))
    }

    /// Asks, and gives status, head and content. Whatever a route answers must be as `/openapi.json` says.
    func ask(
        _ method: String, _ target: String, token: String? = nil, headers: [String] = [], body: [UInt8]? = nil
    ) throws -> (status: Int, head: String, content: String) {
        try ServedOffice.ask(
            running.port, method, target, token: token.map { tokens[$0] ?? $0 }, headers: headers, body: body)
    }

    /// The same of any port, with the text of a token.
    static func ask(
        _ port: UInt16, _ method: String, _ target: String, token: String? = nil, headers: [String] = [],
        body: [UInt8]? = nil
    ) throws -> (status: Int, head: String, content: String) {
        let client = try #require(HTTPClient(port: port))
        var lines = ["\(method) \(target) HTTP/1.1", "Host: x"] + headers
        if let token { lines.append("Authorization: Bearer \(token)") }
        if let body { lines.append("Content-Length: \(body.count)") }
        client.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        if let body { client.send(body) }
        let (head, content) = client.answer(hasContent: method != "HEAD")
        let status = Int(head.dropFirst(9).prefix(3)) ?? 0
        let path = HTTPTarget(target)?.path ?? []
        if let route = routes.first(where: {
            $0.method == (method == "HEAD" ? "GET" : method) && $0.names(in: path) != nil
        }), method != "HEAD" {
            let isText = !head.contains("Content-Encoding: ")
            let faults = try #require(described).faults(
                method: method, pattern: route.pattern, status: status, head: head,
                // What the client gives is Latin-1 of the bytes.
                content: isText ? content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } : nil)
            #expect(faults.isEmpty)
        }
        return (status, head, content)
    }
}

/// Lines of a log.
final class KeptLog: Sendable {
    let lines = Mutex<[String]>([])
}
