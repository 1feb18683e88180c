import Catalogue
import Cryptography
import Foundation
import Statistics
import Storage
import TestSupport
import Testing
import Workspace

@testable import Service

@Suite struct ServiceTests {
    private let sending = "/v1/submissions?collector=helpline-form"

    private func sent(_ office: ServedOffice, token: String = "a", month: String = "2026-01") throws -> (
        status: Int, id: String
    ) {
        let structure = try office.workspace.dataset(Identifier("ocsea-contacts")).structure
        let answer = try office.ask(
            "POST", sending, token: token, body: try ServedOffice.nilReturn(structure, month))
        let id = try #require(answer.content.split(separator: "\"").first { $0.hasPrefix("S-") })
        return (answer.status, String(id))
    }

    @Test func aSubmissionIsReceiptedAndARepeatGivesTheSameReceipt() throws {
        let office = try ServedOffice()
        let first = try sent(office)
        let second = try sent(office)
        #expect(first.status == 201)
        #expect(second.status == 200)
        #expect(first.id == second.id)
        let receipt = try office.ask("GET", "/v1/submissions/\(first.id)", token: "a")
        #expect(receipt.status == 200)
        #expect(receipt.head.contains("Cache-Control: no-store\r\n"))
        #expect(receipt.content.contains("\"provider\":\"PA\""))
        #expect(try office.ask("GET", "/v1/submissions", token: "a").content.contains(first.id))
    }

    /// Nobody without a good token fills the disk: the answer does not wait for the body.
    @Test(arguments: ["", "Authorization: Bearer lindung-00000000-\(String(repeating: "0", count: 64))\r\n"])
    func aLargeBodyIsNotTakenWithoutAToken(headers: String) throws {
        let office = try ServedOffice()
        for route in office.service.routes where route.method == "POST" && route.scope != .anyone {
            let client = try #require(HTTPClient(port: office.running.port))
            client.send("POST \(route.pattern) HTTP/1.1\r\nHost: x\r\n\(headers)Content-Length: 4000000000\r\n\r\n")
            #expect(client.answer().head.hasPrefix("HTTP/1.1 401 "))
            let chunked = try #require(HTTPClient(port: office.running.port))
            chunked.send("POST \(route.pattern) HTTP/1.1\r\nHost: x\r\n\(headers)Transfer-Encoding: chunked\r\n\r\n")
            let chunk = "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"
            var pieces = 0
            while pieces < 4000, chunked.send(chunk) { pieces += 1 }
            #expect(pieces < 4000)
        }
        let large = [UInt8](repeating: 65, count: 200_000)
        #expect(try office.ask("POST", sending, token: "a", body: large).status == 422)
        #expect(try office.ask("POST", sending, token: "none", body: large).status == 401)
    }

    /// What is not there is named by its place in the workspace; where that is, is no one's business.
    @Test(arguments: ["collector=tabular&dataset=nope", "collector=tabular&dataset=ocsea-contacts&mapping=nope"])
    func noAnswerNamesAPathOfTheMachine(query: String) throws {
        let office = try ServedOffice()
        for target in ["/v1/submissions", "/v1/validate"] {
            let answer = try office.ask("POST", "\(target)?\(query)", token: "a", body: [65])
            #expect(answer.status == 422 && answer.content.contains("nope"))
            #expect(!answer.content.contains(office.folder))
        }
    }

    /// A client chooses the method too: it must not reach logs and series.
    @Test func aMethodThatIsMadeUpIsNotRepeated() throws {
        let office = try ServedOffice()
        #expect(try office.ask("MADE-UP-12", "/healthz").status == 405)
        // What was answered is counted once the answer is sent: by then all is.
        office.running.stop()
        let metrics = office.service.metrics.text
        #expect(metrics.contains("method=\"other\",route=\"/healthz\",status=\"405\"") && !metrics.contains("MADE-UP"))
        #expect(AccessLine.known("MADE-UP-12") == "other" && AccessLine.known("GET") == "GET")
    }

    @Test func whatIsWrongWithASubmissionIsFoundAndNothingKept() throws {
        let office = try ServedOffice()
        for target in [sending, "/v1/validate?collector=helpline-form"] {
            let answer = try office.ask("POST", target, token: "a", body: Array("no form\n".utf8))
            #expect(answer.status == 422)
            #expect(answer.head.contains("Content-Type: application/problem+json\r\n"))
        }
        let structure = try office.workspace.dataset(Identifier("ocsea-contacts")).structure
        var form = try ServedOffice.nilReturn(structure, "2026-01")
        let whole = form
        form += Array("STRANGE,ROW,x,y,5\r\n".utf8)
        let bad = try office.ask("POST", sending, token: "a", body: form)
        #expect(bad.status == 422)
        #expect(bad.content.contains("\"findings\":[{\"severity\":\"error\""))
        #expect(bad.content.contains("\"ms\":"))
        let checked = try office.ask("POST", "/v1/validate?collector=helpline-form", token: "a", body: form)
        #expect(checked.status == 200 && checked.content.contains("\"severity\":\"error\""))
        #expect(try office.ask("POST", "/v1/validate?collector=helpline-form", token: "a", body: whole).status == 200)
        #expect(try office.workspace.submissions().isEmpty)
    }

    @Test func aBodyThatIsNotWhatWasSaidIsRefused() throws {
        let office = try ServedOffice()
        let structure = try office.workspace.dataset(Identifier("ocsea-contacts")).structure
        let body = try ServedOffice.nilReturn(structure, "2026-01")
        let digest = Data(try SHA256.digest(of: body).bytes).base64EncodedString()
        let other = Data(try SHA256.digest(of: [1]).bytes).base64EncodedString()
        let wrong = try office.ask(
            "POST", sending, token: "a", headers: ["Content-Digest: sha-256=:\(other):"], body: body)
        #expect(wrong.status == 400 && wrong.content.contains("digest-differs"))
        #expect(try office.workspace.submissions().isEmpty)
        #expect(
            try office.ask("POST", sending, token: "a", headers: ["Content-Digest: sha-256=:\(digest):"], body: body)
                .status == 201)
        let packed = try office.ask("POST", sending, token: "a", headers: ["Content-Encoding: gzip"], body: body)
        #expect(packed.status == 415)
    }

    @Test func publicResourcesHaveValidatorsRangesAndFormats() throws {
        let office = try ServedOffice()
        let plain = try office.ask("GET", "/v1/datasets")
        #expect(plain.status == 200)
        let tag = try #require(plain.head.split(separator: "\r\n").first { $0.hasPrefix("ETag: ") }?.dropFirst(6))
        #expect(try office.ask("GET", "/v1/datasets", headers: ["If-None-Match: \(tag)"]).status == 304)
        #expect(try office.ask("GET", "/v1/datasets", headers: ["If-None-Match: W/\(tag), \"x\""]).status == 304)
        #expect(try office.ask("GET", "/v1/datasets", headers: ["If-None-Match: \"x\""]).status == 200)
        let part = try office.ask("GET", "/v1/datasets", headers: ["Range: bytes=2-9"])
        #expect(part.status == 206)
        #expect(part.content == String(plain.content.dropFirst(2).prefix(8)))
        #expect(part.head.contains("Content-Range: bytes 2-9/"))
        #expect(try office.ask("GET", "/v1/datasets", headers: ["Range: bytes=99999999-"]).status == 416)
        #expect(try office.ask("GET", "/v1/datasets", headers: ["Range: bytes=2-9", "If-Range: \"x\""]).status == 200)
        let packed = try office.ask("GET", "/v1/datasets", headers: ["Accept-Encoding: gzip, br"])
        #expect(packed.head.contains("Content-Encoding: gzip\r\n"))
        #expect(packed.content.utf8.count < plain.content.utf8.count)
        let head = try office.ask("HEAD", "/v1/datasets")
        #expect(head.status == 200 && head.content.isEmpty)
    }

    @Test(arguments: [
        ("GET", "/v1/datasets/nothing", 404), ("GET", "/v1/datasets/ocsea-contacts/data", 404),
        ("GET", "/v1/nothing", 404), ("POST", "/v1/datasets", 405), ("GET", "/v1/datasets?x=1", 400),
        ("GET", "/v1/releases/1/ocsea-contacts.csv", 404), ("GET", "/v1/releases/x/y", 404),
        ("GET", "/v1/releases/1", 404), ("GET", "/v1/datasets/ocsea-contacts/sum", 404),
        ("DELETE", "/healthz", 405),
        ("GET", "/v1/%2e%2e/x", 400), ("OPTIONS", "/v1/datasets", 204), ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/metrics", 200),
    ])
    func everyAnswerHasItsStatus(method: String, target: String, status: Int) throws {
        let office = try ServedOffice()
        let answer = try office.ask(method, target)
        #expect(answer.status == status)
        #expect(answer.head.contains("X-Content-Type-Options: nosniff\r\n"))
        if status >= 400 { #expect(answer.content.contains("\"status\":\(status)")) }
    }

    @Test func whoAsksTooOftenIsToldWhenToComeAgain() throws {
        let office = try ServedOffice {
            $0.requestsPerSecond = 0.001
            $0.requestBurst = 3
        }
        for _ in 0..<3 { #expect(try office.ask("GET", "/healthz").status == 200) }
        let answer = try office.ask("GET", "/healthz")
        #expect(answer.status == 429)
        #expect(answer.head.contains("Retry-After: "))
    }
}
