import Bytes
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
    /// The text of a token, by its name.
    private(set) var tokens: [String: String] = [:]
    /// What was written into the log.
    var log: [String] { kept.lines.withLock { $0 } }
    private let kept = KeptLog()

    static let engine = StoreEngine(
        create: { path, check, at throws(StoreError) in _ = try SQLiteStore.create(path: path, keyCheck: check, at: at)
        },
        open: { path throws(StoreError) in try SQLiteStore(path: path) },
        check: { path throws(StoreError) in try SQLiteStore(path: path).checkIntegrity() })

    init(_ change: (inout ServiceSettings) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.path + "/lindung-service-\(UUID().uuidString)"
        let catalogue =
            String("\(#filePath)".split(separator: "/Tests/", maxSplits: 1)[0])
            + "/Sources/Catalogue/Resources/malaysia-ocsea"
        let now = try ServedOffice.now()
        _ = try Workspace.create(at: folder, catalogue: catalogue, engine: ServedOffice.engine, moment: now)
        workspace = try Workspace(path: folder, engine: ServedOffice.engine)
        for name in ["PA", "PB"] {
            try workspace.addProvider(
                try Identifier(name), name: name, kind: .helpline, branches: [], moment: now, actor: "test")
        }
        var settings = ServiceSettings(server: HTTPServerSettings(host: "127.0.0.1", port: 0, folder: folder))
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

    /// Asks, and gives status, head and content.
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
        return (Int(head.dropFirst(9).prefix(3)) ?? 0, head, content)
    }
}

/// Lines of a log.
final class KeptLog: Sendable {
    let lines = Mutex<[String]>([])
}
