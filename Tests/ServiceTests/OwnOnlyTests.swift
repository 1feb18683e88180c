import Catalogue
import Cryptography
import Foundation
import HTTPServing
import Statistics
import Storage
import Testing
import Workspace

@testable import Service

/// What one provider sent is read by nobody else, by any route. The table below names every route: one that is added and
/// not named here fails the test.
@Suite struct OwnOnlyTests {
    /// What is asked of a route to get at what is PA's. `SUBMISSION` stands for PA's, `TOKEN` for its token's id.
    fileprivate struct Probe {
        var targets: [String]
        var body: [UInt8]?
        /// Whether PA itself is shown something of its own by the first target, so that the probe could find it.
        var showsItsOwner = true
    }

    private func probes(_ office: ServedOffice) throws -> [String: Probe] {
        let structure = try office.workspace.dataset(Identifier("ocsea-contacts")).structure
        let file = try ServedOffice.form(structure, "2026-02", count: 5)
        let sending = "collector=helpline-form&file=guess.csv"
        return [
            "POST /v1/submissions": Probe(
                targets: ["?\(sending)", "?\(sending)&provider=PA", "?\(sending)&branch=PA"], body: file),
            "POST /v1/validate": Probe(targets: ["?\(sending)", "?\(sending)&provider=PA"], body: file),
            "GET /v1/submissions": Probe(targets: ["", "?provider=PA"]),
            "GET /v1/submissions/{submission}": Probe(targets: ["/SUBMISSION", "/submission"]),
            "POST /v1/submissions/{submission}/withdrawal": Probe(
                targets: ["/SUBMISSION/withdrawal?reason=mine", "/SUBMISSION/withdrawal"], showsItsOwner: false),
            "GET /v1/completeness": Probe(targets: ["?dataset=ocsea-contacts", "?dataset=ocsea-contacts&provider=PA"]),
            "GET /v1/own/{dataset}": Probe(
                targets: ["/ocsea-contacts", "/ocsea-contacts?provider=PA", "/ocsea-contacts?branch=PA"]),
            "POST /v1/datasets/{dataset}/releases": Probe(
                targets: ["/ocsea-contacts/releases?periods=2026-01"], showsItsOwner: false),
            "POST /v1/releases/{number}/withdrawal": Probe(targets: ["/1/withdrawal?reason=x"], showsItsOwner: false),
            "GET /v1/tokens": Probe(targets: [""], showsItsOwner: false),
            "POST /v1/tokens/{token}/reissue": Probe(targets: ["/TOKEN/reissue"], showsItsOwner: false),
            // For anyone: what is published, in which nothing of a provider stands.
            "GET /v1/datasets": .open(""), "GET /v1/datasets/{dataset}": .open("/ocsea-contacts"),
            "GET /v1/datasets/{dataset}/data": .open(
                "/ocsea-contacts/data?format=csv", "/ocsea-contacts/data?format=json"),
            "GET /v1/datasets/{dataset}/dashboard": .open("/ocsea-contacts/dashboard"),
            "GET /v1/datasets/{dataset}/sum": .open("/ocsea-contacts/sum?CHANNEL=PHONE"),
            "GET /v1/datasets/{dataset}/releases": .open("/ocsea-contacts/releases"),
            "GET /v1/releases/{number}": .open("/1"),
            "GET /v1/releases/{number}/{file}": .open("/1/ocsea-contacts.csv"),
            "GET /healthz": .open(""), "GET /readyz": .open(""), "GET /metrics": .open(""),
            "GET /openapi.json": .open(""),
            "GET /": .open(""), "GET /methods": .open("", "?lang=ms"), "GET /pages.css": .open(""),
            "GET /dashboards/{dataset}": .open("/ocsea-contacts", "/ocsea-contacts?lang=ms"),
        ]
    }

    private static let count = 70_417_041

    /// The target of a probe: what stands before the first name in the path, and the probe's own words.
    private func target(_ route: Route, _ words: String, submission: String, token: String) -> String {
        let prefix = route.path.prefix { !$0.hasPrefix("{") }.joined(separator: "/")
        let own = words.replacing("/SUBMISSION", with: "/\(submission)")
            .replacing("/submission", with: "/\(submission.lowercased())").replacing("/TOKEN", with: "/\(token)")
        return "/\(prefix)\(own)"
    }

    @Test func nobodyReadsWhatIsAnothers() throws {
        let office = try ServedOffice()
        let now = try ServedOffice.now()
        for month in ["2025-09", "2025-10", "2025-11", "2025-12"] { try office.send(count: Self.count, month: month) }
        let id = try office.send(count: Self.count)
        let secret = try #require(office.tokens["a"])
        let tokenID = String(secret.split(separator: "-")[1])
        #expect(
            try office.ask("POST", "/v1/datasets/ocsea-contacts/releases?periods=2025-09..2025-12", token: "curator")
                .status
                == 201)
        let pa = try Identifier("PA")
        let expired = try office.workspace.issueToken(provider: pa, scope: .submit, days: 0, moment: now, actor: "test")
        let revoked = try office.workspace.issueToken(provider: pa, scope: .curate, days: 9, moment: now, actor: "test")
        try office.workspace.revokeToken(revoked.record.id, moment: now, actor: "test")
        let digest = try office.workspace.submissions(provider: pa).map(\.record.digest.description)
        // What is PA's alone: names of its submissions, its counts, the hashes of its files, its name, its token.
        let marks =
            try office.workspace.submissions(provider: pa).map(\.record.id.description) + digest
            + ["\(Self.count)", "\"PA\"", tokenID]
        let bearers: [(name: String, token: String?, isGood: Bool)] = [
            ("none", nil, false), ("no token", "x", false), ("empty", "", false), ("cut", "lindung-", false),
            ("expired", expired.text, false), ("revoked", revoked.text, false),
            ("guessed", "lindung-\(tokenID)-" + String(repeating: "0", count: 64), false),
            ("cut short", String(secret.dropLast()), false), ("another's", "b", true),
        ]
        let probes = try probes(office)
        #expect(Set(probes.keys) == Set(office.service.routes.map { "\($0.method) \($0.pattern)" }))
        let before = try state(office)
        for route in office.service.routes {
            guard let probe = probes["\(route.method) \(route.pattern)"] else { continue }
            for words in probe.targets {
                let target = target(route, words, submission: id, token: tokenID)
                #expect(
                    HTTPTarget(target).flatMap { route.names(in: $0.path) } != nil,
                    "\(target) is not of \(route.pattern)")
                for bearer in bearers {
                    let answer = try office.ask(route.method, target, token: bearer.token, body: probe.body)
                    let isClosed = route.scope != .anyone && route.scope != .machine
                    if isClosed, !bearer.isGood {
                        #expect(answer.status == 401, "\(bearer.name): \(target)")
                        #expect(answer.head.contains("WWW-Authenticate: Bearer"))
                    }
                    // What is published may come near a count.
                    for mark in isClosed ? marks : marks.filter({ $0 != "\(Self.count)" }) {
                        #expect(
                            !answer.content.contains(mark) && !answer.head.contains(mark), "\(bearer.name): \(target)")
                    }
                    if let token = bearer.token, token.count > 8 { #expect(!answer.content.contains(token)) }
                }
            }
        }
        #expect(try state(office) == before)
        // The probes would have found it: PA itself is shown it.
        for route in office.service.routes {
            guard let probe = probes["\(route.method) \(route.pattern)"], probe.showsItsOwner else { continue }
            let target = target(route, probe.targets[0], submission: id, token: tokenID)
            let answer = try office.ask(route.method, target, token: "a", body: probe.body)
            #expect(marks.contains { answer.content.contains($0) }, "\(target)")
        }
    }

    /// What is PA's, and what is published.
    private func state(_ office: ServedOffice) throws -> [String] {
        let lines = try office.workspace.submissions(provider: Identifier("PA"))
        return lines.map { "\($0.record.id) \($0.record.withdrawal == nil) \($0.periods)" }
            + (try office.workspace.publishedState())
            + (try office.workspace.tokens().map { "\($0.id) \($0.revoked == nil)" })
    }

    /// What is another's looks like what is not there, and as long as it.
    @Test func whatIsAnothersLooksLikeWhatIsNotThere() throws {
        let office = try ServedOffice()
        let id = try office.send(count: 5)
        for (method, end) in [("GET", ""), ("POST", "/withdrawal?reason=x")] {
            let missing = try office.ask(method, "/v1/submissions/S-0000000000\(end)", token: "b")
            let theirs = try office.ask(method, "/v1/submissions/\(id)\(end)", token: "b")
            #expect(theirs.status == 404 && theirs.content == missing.content)
        }
        // Nor how many others have reported.
        let completeness = "/v1/completeness?dataset=ocsea-contacts"
        #expect(try !office.ask("GET", completeness, token: "b").content.contains("\"coverage\""))
        #expect(try office.ask("GET", completeness, token: "curator").content.contains("\"coverage\""))
    }

    /// Whoever guesses the very bytes that another sent, and the key, is not told that they were there.
    @Test func whatAnotherSentIsNoRepeat() throws {
        let office = try ServedOffice()
        let structure = try office.workspace.dataset(Identifier("ocsea-contacts")).structure
        let body = try ServedOffice.form(structure, "2026-01", count: 5)
        for token in ["a", "b"] {
            let answer = try office.ask(
                "POST", "/v1/submissions?collector=helpline-form", token: token, headers: ["Idempotency-Key: \"same\""],
                body: body)
            #expect(answer.status == 201 && answer.content.contains("\"repeat\":false"))
            #expect(answer.content.contains("\"replaces\":null"))
        }
    }

    @Test func aCuratorSendsForOthers() throws {
        let office = try ServedOffice()
        let structure = try office.workspace.dataset(Identifier("ocsea-contacts")).structure
        let body = try ServedOffice.nilReturn(structure, "2026-02")
        let sending = "/v1/submissions?collector=helpline-form&provider=PA"
        #expect(try office.ask("POST", sending, token: "b", body: body).status == 403)
        #expect(try office.ask("POST", sending, token: "curator", body: body).status == 201)
    }

    /// Who guesses tokens waits, and so does everyone at that address; nobody at another does.
    @Test func guessesAreCountedByAddress() throws {
        let office = try ServedOffice {
            $0.trustedProxies = [IPNetwork("127.0.0.1")].compactMap(\.self)
            $0.badTokensPerSecond = 0.001
            $0.badTokenBurst = 3
        }
        let ask = { (token: String, address: String) in
            try office.ask("GET", "/v1/submissions", token: token, headers: ["X-Forwarded-For: \(address)"]).status
        }
        for last in 1...3 { #expect(try ask("x", "2001:db8:1:2::\(last)") == 401) }
        #expect(try ask("x", "2001:db8:1:2:ffff::1") == 429)
        #expect(try ask("a", "2001:db8:1:2::9") == 429)
        #expect(try ask("a", "2001:db8:1:3::1") == 200)
    }

    @Test func metricsAreForThisMachineAndCurators() throws {
        let office = try ServedOffice()
        #expect(try office.ask("GET", "/metrics").status == 200)
        for header in ["X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "Via: 1.1 proxy"] {
            #expect(try office.ask("GET", "/metrics", headers: [header]).status == 401)
            #expect(try office.ask("GET", "/metrics", token: "a", headers: [header]).status == 403)
            #expect(try office.ask("GET", "/metrics", token: "curator", headers: [header]).status == 200)
        }
    }
}

extension OwnOnlyTests.Probe {
    /// Of a route for anyone.
    fileprivate static func open(_ targets: String...) -> Self { Self(targets: targets, showsItsOwner: false) }
}
