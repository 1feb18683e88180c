import Catalogue
import Cryptography
import Dispatch
import Foundation
import Statistics
import Storage
import Synchronization
import TestSupport
import Testing
import Workspace

@testable import Service

/// Requests that are sent again.
@Suite struct IdempotencyTests {
    private let sending = "/v1/submissions?collector=helpline-form"

    private func body(_ office: ServedOffice, _ month: String = "2026-01") throws -> [UInt8] {
        try ServedOffice.nilReturn(office.workspace.dataset(Identifier("ocsea-contacts")).structure, month)
    }

    private func id(_ content: String) throws -> String {
        String(try #require(content.split(separator: "\"").first { $0.hasPrefix("S-") }))
    }

    private func count(_ office: ServedOffice) throws -> Int { try office.workspace.submissions().count }

    @Test func theSameUnderAKeyGivesTheSameReceipt() throws {
        let office = try ServedOffice()
        let january = try body(office)
        let key = ["Idempotency-Key: \"march-1\""]
        let first = try office.ask("POST", sending, token: "a", headers: key, body: january)
        #expect(first.status == 201)
        // Another file takes its place, so that without the key the same would be kept once more.
        let other = try office.ask("POST", sending + "&file=other.csv", token: "a", body: january + Array("\r\n".utf8))
        #expect(other.status == 201)
        let second = try office.ask("POST", sending, token: "a", headers: key, body: january)
        #expect(second.status == 200)
        #expect(try id(second.content) == id(first.content))
        #expect(second.head.contains("Location: /v1/submissions/\(try id(first.content))\r\n"))
        #expect(try count(office) == 2)
        let bare = try office.ask("POST", sending, token: "a", headers: ["Idempotency-Key: march-1"], body: january)
        #expect(bare.status == 200)
        let unmarked = try office.ask("POST", sending, token: "a", body: january)
        #expect(unmarked.status == 201)
    }

    @Test func anotherRequestUnderAUsedKeyIsRefused() throws {
        let office = try ServedOffice()
        let january = try body(office)
        let key = ["Idempotency-Key: \"one\""]
        #expect(try office.ask("POST", sending, token: "a", headers: key, body: january).status == 201)
        let others: [(String, [UInt8])] = [
            (sending, try body(office, "2026-02")), (sending + "&file=x.csv", january),
            (sending + "&onError=keep", january),
        ]
        for (target, content) in others {
            let answer = try office.ask("POST", target, token: "a", headers: key, body: content)
            #expect(answer.status == 422)
            #expect(answer.content.contains("\"type\":\"/problems/idempotency-key-reused\""))
        }
        #expect(try count(office) == 1)
        // Somebody else's key of the same name is another key.
        #expect(try office.ask("POST", sending, token: "b", headers: key, body: january).status == 201)
        // For another provider it is another request.
        let behalf = try office.ask("POST", sending + "&provider=PA", token: "curator", headers: key, body: january)
        #expect(behalf.status == 422)
    }

    /// What was refused has used no key: it can be mended and sent again.
    @Test func aRefusedRequestLeavesItsKeyFree() throws {
        let office = try ServedOffice()
        let key = ["Idempotency-Key: \"one\""]
        #expect(try office.ask("POST", sending, token: "a", headers: key, body: [65]).status == 422)
        #expect(try office.ask("POST", sending, token: "a", headers: key, body: body(office)).status == 201)
    }

    @Test(arguments: [
        "\"\"", "", "\"open", "\"in\"ner\"", "\"a\\b\"", "two words", "a,b", "\"a\", \"b\"", "\"é\"", "\"a\"; x=1",
        "\"" + String(repeating: "k", count: 256) + "\"",
    ])
    func aKeyThatIsNoneIsRefused(value: String) throws {
        let office = try ServedOffice()
        let answer = try office.ask(
            "POST", sending, token: "a", headers: ["Idempotency-Key: \(value)"], body: body(office))
        #expect(answer.status == 400)
        #expect(try count(office) == 0)
    }

    @Test func keysAreReadAsStructuredFieldsSayIt() throws {
        #expect(IdempotencyKey("\"a \\\"b\\\\\"")?.text == "a \"b\\")
        #expect(IdempotencyKey("\"k\"") == IdempotencyKey("k"))
        let longest = String(repeating: "k", count: 255)
        #expect(IdempotencyKey("\"\(longest)\"")?.text == longest)
        let office = try ServedOffice()
        let twice = ["Idempotency-Key: \"a\"", "Idempotency-Key: \"b\""]
        #expect(try office.ask("POST", sending, token: "a", headers: twice, body: body(office)).status == 400)
    }

    @Test func oneThatIsUnderWayIsNotBegunAgain() throws {
        let underWay = RequestsUnderWay()
        let workspace = try ServedOffice().workspace
        func mark(_ chosen: String, _ request: UInt64) throws -> RequestMark {
            try workspace.mark(sender: Identifier("PA"), chosen: chosen, request: Digest(0, 0, 0, request))
        }
        let (mark, other, elsewhere) = try (mark("one", 1), mark("one", 2), mark("two", 1))
        func kind(_ mark: RequestMark) throws -> Problem.Kind? {
            do {
                try underWay.run(mark) {}
                return nil
            } catch let error as ProblemError { return error.problem.kind }
        }
        let found = try underWay.run(mark) { try [kind(mark), kind(other), kind(elsewhere)] }
        #expect(found == [Problem.Kind.requestUnderWay, Problem.Kind.keyReused, nil])
        #expect(throws: CancellationError.self) { try underWay.run(mark) { throw CancellationError() } }
        #expect(try kind(other) == nil)
    }

    /// However many come at once, one is kept, and every answer is its receipt or says that it is under way.
    @Test func manyAtOnceKeepOne() throws {
        let office = try ServedOffice()
        let january = try body(office)
        let (port, token, target) = (office.running.port, try #require(office.tokens["a"]), sending)
        let answers = Mutex<[(Int, String)]>([])
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            let answer = try? ServedOffice.ask(
                port, "POST", target, token: token, headers: ["Idempotency-Key: \"one\""], body: january)
            answers.withLock { $0.append((answer?.status ?? 0, answer?.content ?? "")) }
        }
        let all = answers.withLock { $0 }
        #expect(all.filter { $0.0 == 201 }.count == 1)
        #expect(all.allSatisfy { [200, 201, 409].contains($0.0) })
        #expect(Set(try all.filter { $0.0 < 300 }.map { try id($0.1) }).count == 1)
        #expect(try count(office) == 1)
    }

    @Test func aKeyIsForgottenInTheEnd() throws {
        let office = try ServedOffice()
        let january = try body(office)
        #expect(
            try office.ask("POST", sending, token: "a", headers: ["Idempotency-Key: k"], body: january).status == 201)
        let identity = RequestIdentity(
            operation: "POST /v1/submissions", provider: try Identifier("PA"),
            query: [("collector", "helpline-form")], body: try SHA256.digest(of: january))
        let mark = try office.workspace.mark(
            sender: Identifier("PA"), chosen: "k", request: try identity.digest())
        func isKnown(days: Int) throws -> Bool {
            let now = try ServedOffice.now()
            let at = try #require(Timestamp(secondsSince1970: now.at.secondsSince1970 + Int64(days) * 86_400))
            if case .same = try office.workspace.earlier(mark, at: Moment(at: at, today: at.day)) { return true }
            return false
        }
        #expect(try isKnown(days: 29))
        #expect(try !isKnown(days: 30))
    }

    /// Which order parameters of different names stand in says nothing; that of options does.
    @Test func theIdentityOfARequestIsWhatItAsks() throws {
        func digest(_ query: [(name: String, value: String)], body: UInt64 = 1) throws -> Digest {
            try RequestIdentity(
                operation: "POST /x", provider: Identifier("PA"), query: query, body: Digest(0, 0, 0, body)
            ).digest()
        }
        let plain = try digest([("a", "1"), ("b", "2")])
        #expect(try digest([("b", "2"), ("a", "1")]) == plain)
        #expect(try digest([("a", "1"), ("b", "2")], body: 2) != plain)
        #expect(try digest([("a", "1b"), ("", "2")]) != plain)
        #expect(try digest([("o", "1"), ("o", "2")]) != digest([("o", "2"), ("o", "1")]))
    }
}
