import Catalogue
import Foundation
import HTTPServing
import Statistics
import Storage
import Synchronization
import Testing
import Workspace

@testable import Service

@Suite struct LogTests {
    private func events(_ kind: LogEvent.Kind) throws -> (text: String, json: String) {
        let event = LogEvent(at: try ServedOffice.now().at, kind)
        return (event.text, event.json)
    }

    private func line(_ route: String, _ status: Int) -> AccessLine {
        AccessLine(method: "GET", route: route, status: status, milliseconds: 3, received: 0, sent: 120)
    }

    @Test func anEventIsALineForPeopleOrAnObject() throws {
        let request = try events(.request(line("/v1/datasets/{id}", 200)))
        #expect(request.text == "2026-03-10T12:00:00Z info GET /v1/datasets/{id} 200 3 ms, 0 B in, 120 B out")
        #expect(
            request.json
                == #"{"time":"2026-03-10T12:00:00Z","level":"info","event":"request","method":"GET","#
                + #""route":"/v1/datasets/{id}","status":200,"milliseconds":3,"received":0,"sent":120}"#)
        let stopped = try events(.stopped(cutOff: 2))
        #expect(stopped.text == "2026-03-10T12:00:00Z warning ended; requests cut off: 2")
        #expect(
            stopped.json == #"{"time":"2026-03-10T12:00:00Z","level":"warning","event":"stopped","cutOff":2}"#)
    }

    @Test(arguments: [
        ("/v1/datasets", 200, LogLevel.info), ("/readyz", 200, .debug), ("/readyz", 503, .warning),
        ("/v1/datasets", 404, .info), ("/v1/submissions", 500, .error), ("-", 503, .warning),
    ])
    func aRequestMattersByItsStatus(route: String, status: Int, level: LogLevel) {
        #expect(line(route, status).level == level)
    }

    @Test func whatMattersLessIsLeftOut() throws {
        let kept = KeptLog()
        let at = try ServedOffice.now().at
        let log = LogWriter(.text, from: .warning) { line in kept.lines.withLock { $0.append(line) } }
        log.log(LogEvent(at: at, .request(line("/v1/datasets", 200))))
        log.log(LogEvent(at: at, .request(line("/v1/datasets", 500))))
        log.log(LogEvent(at: at, .stopping))
        #expect(kept.lines.withLock { $0.count } == 1)
    }

    /// Whatever a client sends, in any place, and whatever goes wrong.
    @Test func nothingThatAClientSentReachesTheLog() throws {
        let office = try ServedOffice()
        let secret = "Aminah-880101-14-5566"
        let structure = try office.workspace.dataset(Identifier("ocsea-contacts")).structure
        let sending = "/v1/submissions?collector=helpline-form&file=Aminah.csv"
        let form = try ServedOffice.nilReturn(structure, "2026-01")
        let receipt = try office.ask("POST", sending, token: "a", body: form)
        #expect(receipt.status == 201)
        let id = try #require(receipt.content.split(separator: "\"").first { $0.hasPrefix("S-") })
        _ = try office.ask("GET", "/v1/submissions/\(id)", token: "a")
        _ = try office.ask("GET", "/v1/submissions/\(secret)", token: "a")
        _ = try office.ask("GET", "/\(secret)?\(secret)=\(secret)", headers: ["X-Forwarded-For: 198.51.100.77"])
        _ = try office.ask("GET", "/v1/datasets/\(secret)/data?\(secret)=\(secret)", headers: ["User-Agent: \(secret)"])
        _ = try office.ask(secret, "/healthz")
        _ = try office.ask("POST", sending, token: "a", body: Array("\(secret),1\n".utf8))
        _ = try office.ask("POST", "/v1/validate?collector=\(secret)&file=\(secret)", token: "a", body: form)
        office.running.stop()
        let log = office.log
        #expect(log.count >= 8 && log.allSatisfy { $0.hasSuffix("}\n") })
        let token = try #require(office.tokens["a"])
        for line in log {
            for word in [secret, "Aminah", "880101", String(id), "198.51", "127.0.0.1", token, "PA", "?"] {
                #expect(!line.contains(word), "\(line)")
            }
            let members = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let known: Set = [
                "time", "level", "event", "method", "route", "status", "milliseconds", "received", "sent", "scheme",
                "port",
                "cutOff",
            ]
            #expect(Set(members.keys).isSubset(of: known))
        }
        #expect(log.contains { $0.contains("\"method\":\"POST\"") && $0.contains("\"received\":\(form.count),") })
    }

    /// The client is told that the machine failed, and whoever runs it why.
    @Test func whyTheMachineFailedStandsInTheLog() throws {
        let office = try ServedOffice { $0.server.folder = "/nowhere" }
        let body = [UInt8](repeating: 65, count: 200_000)
        let answer = try office.ask(
            "POST", "/v1/submissions?collector=helpline-form&file=aminah.csv", token: "a", body: body)
        #expect(answer.status == 500)
        office.running.stop()
        let fault = try #require(office.log.first { $0.contains("\"event\":\"fault\"") })
        #expect(fault.contains("\"level\":\"error\"") && fault.contains("\"route\":\"/v1/submissions\""))
        #expect(fault.contains("could not be kept") && !fault.contains("aminah"))
    }

    @Test func aFaultSaysNothingOfAClient() {
        let words = "aminah.csv: S-0123456789 of 0123456789 and aminah@example.org\ncould not be read"
        let fault = Fault(WorkspaceError.machine(words), without: ["aminah.csv", ""])
        #expect(fault.text.hasSuffix("could not be read"))
        for word in ["aminah", "0123", "\n"] { #expect(!fault.text.contains(word)) }
        #expect(Fault(CancellationError(), without: []).text.contains("CancellationError"))
    }
}
