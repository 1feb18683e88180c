import Foundation
import Inference
import Statistics
import Storage
import Testing
import Workspace

@testable import Service

@Suite struct CuratorTests {
    private let contacts = "/v1/datasets/ocsea-contacts"

    @Test func aCuratorReleasesAndTheNewFiguresAreServedAtOnce() throws {
        let office = try ServedOffice()
        try office.send(count: 7041)
        #expect(try office.ask("GET", "\(contacts)/data?format=json").status == 404)
        #expect(try office.ask("POST", "\(contacts)/releases?periods=2026-01", token: "a").status == 403)
        let made = try office.ask(
            "POST", "\(contacts)/releases?periods=2026-01&note=January", token: "curator")
        #expect(made.status == 201)
        #expect(made.head.contains("Location: /v1/releases/1\r\n"))
        #expect(made.content.contains("\"number\":1") && made.content.contains("\"correction\":false"))
        for format in ["csv", "json"] {
            #expect(try office.ask("GET", "\(contacts)/data?format=\(format)").status == 200)
            #expect(try office.ask("GET", "/v1/releases/1/ocsea-contacts.\(format)").status == 200)
        }
        #expect(try office.ask("GET", "\(contacts)/dashboard?startPeriod=2026").status == 200)
        let known = try office.ask("GET", "/v1/releases/1")
        #expect(known.status == 200 && known.content.contains("\"note\":\"January\""))
        #expect(try office.ask("GET", "\(contacts)/releases").content.contains("\"number\":1"))
        #expect(try office.ask("GET", "/v1/datasets").content.contains("\"number\":1"))
        let manifest = try office.ask("GET", "/v1/releases/1/manifest.txt")
        #expect(manifest.status == 200 && manifest.content.hasPrefix("Lindung manifest 1\nrelease: 1\n"))
        #expect(try office.ask("GET", "/v1/releases/1/manifest.sig").status == 200)
        let key = try office.ask("GET", "/v1/releases/1/signing.pem")
        #expect(key.status == 200 && key.content.hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
        // Taken back, it is listed with the reason and its figures are gone at once.
        let back = try office.ask("POST", "/v1/releases/1/withdrawal?reason=too%20early", token: "curator")
        #expect(back.status == 200 && back.content == "{\"withdrawn\":1,\"with\":[]}\n")
        #expect(try office.ask("GET", "\(contacts)/data?format=json").status == 404)
        #expect(try office.ask("GET", "/v1/releases/1").content.contains("\"reason\":\"too early\""))
        #expect(try office.ask("GET", "/v1/releases/1/ocsea-contacts.csv").status == 404)
        // What proves it holds no figures, and stays in the chain.
        #expect(try office.ask("GET", "/v1/releases/1/manifest.txt").content == manifest.content)
        #expect(try office.ask("GET", "/v1/releases/9/manifest.txt").status == 404)
        #expect(try office.ask("POST", "/v1/releases/1/withdrawal?reason=x", token: "curator").status == 422)
        #expect(try office.ask("POST", "/v1/releases/9/withdrawal?reason=x", token: "curator").status == 404)
    }

    /// With the words of the command.
    @Test func whatTheCommandRefusesIsRefusedInItsWords() throws {
        let office = try ServedOffice()
        let id = try Identifier("ocsea-contacts")
        for (periods, status) in [("2026-01", 422), ("2026-05", 422), ("2026", 422), ("2026-13", 422), ("x", 400)] {
            let answer = try office.ask("POST", "\(contacts)/releases?periods=\(periods)", token: "curator")
            #expect(answer.status == status)
            guard let range = PeriodRange(periods) else { continue }
            let words = #expect(throws: WorkspaceError.self) {
                try office.workspace.release(
                    id, periods: range, note: nil, spend: nil, moment: ServedOffice.now(), actor: "test")
            }
            let detail = try #require(words?.text.replacing("\"", with: "\\\""))
            #expect(answer.content.contains(detail))
        }
        #expect(try office.ask("POST", "\(contacts)/releases", token: "curator").status == 400)
        try office.send(count: 7041)
        let release = "\(contacts)/releases?periods=2026-01"
        #expect(try office.ask("POST", release, token: "curator").status == 201)
        // Corrections take half of the reserve each, until the budget refuses.
        var refused: (status: Int, head: String, content: String)?
        for count in 1...60 where refused == nil {
            try office.send(count: 7041 + count)
            let answer = try office.ask("POST", release, token: "curator")
            if answer.status != 201 { refused = answer }
        }
        let refusal = try #require(refused)
        #expect(refusal.status == 409 && refusal.content.contains("/problems/refused"))
        #expect(refusal.content.contains("reserve for corrections"))
    }

    @Test func sumsAreThoseOfTheCommand() throws {
        let office = try ServedOffice()
        try office.send(count: 7041)
        #expect(try office.ask("GET", "\(contacts)/sum").status == 404)
        #expect(try office.ask("POST", "\(contacts)/releases?periods=2026-01", token: "curator").status == 201)
        var request = SumRequest()
        request.codes = [try Identifier("CHANNEL"): [try Code("PHONE")]]
        request.whole = [try Identifier("CHANNEL"): [.total]]
        let expected = try office.workspace.sum(Identifier("ocsea-contacts"), request)
        let answer = try office.ask("GET", "\(contacts)/sum?CHANNEL=PHONE&shareOf=CHANNEL=_T&startPeriod=2026-01")
        #expect(answer.status == 200)
        let value = try #require(expected.lines.first?.sum.value)
        #expect(answer.content.contains("{\"period\":\"2026-01\",\"value\":\(value),"))
        #expect(answer.content.contains("\"share\":{\"value\":"))
        for (query, status) in [
            ("CHANNEL=NONE", 422), ("NONE=X", 422), ("startPeriod=2020-01", 422), ("startPeriod=2026", 422),
            ("startPeriod=2026-13", 422), ("startPeriod=1", 400), ("release=7", 404), ("release=x", 400),
            ("shareOf=CHANNEL", 400), ("shareOf=CHANNEL=_T&shareOf=CHANNEL=_T", 422), ("per=nothing", 422),
            ("per=ocsea-contacts", 422), ("perCount=5", 422), ("release=1&release=1", 400),
        ] {
            #expect(try office.ask("GET", "\(contacts)/sum?\(query)").status == status, "\(query)")
        }
    }

    @Test func aLostTokenIsIssuedAgainAndTheOldOneIsGoodNoMore() throws {
        let office = try ServedOffice()
        let lost = try #require(office.tokens["a"])
        let id = String(lost.split(separator: "-")[1])
        let list = try office.ask("GET", "/v1/tokens", token: "curator")
        #expect(list.status == 200 && list.content.contains(id) && !list.content.contains(lost))
        #expect(try office.ask("POST", "/v1/tokens/\(id)/reissue", token: "a").status == 403)
        let answer = try office.ask("POST", "/v1/tokens/\(id)/reissue?days=5", token: "curator")
        #expect(answer.status == 201 && answer.head.contains("Cache-Control: no-store\r\n"))
        let new = String(try #require(answer.content.split(separator: "\"").first { $0.hasPrefix("lindung-") }))
        #expect(try office.ask("GET", "/v1/submissions", token: lost).status == 401)
        #expect(try office.ask("GET", "/v1/submissions", token: new).status == 200)
        #expect(try office.ask("POST", "/v1/tokens/\(id)/reissue", token: "curator").status == 422)
        #expect(try office.ask("POST", "/v1/tokens/00000000/reissue", token: "curator").status == 404)
        // Neither the store nor the audit has the text.
        for token in try office.workspace.tokens() { #expect(!"\(token)".contains(new)) }
    }

    @Test func aSubmissionIsTakenBackByItsSenderWithAReason() throws {
        let office = try ServedOffice()
        let first = try office.send(count: 7041)
        let second = try office.send(count: 7052)
        #expect(try office.ask("POST", "/v1/submissions/\(second)/withdrawal", token: "a").status == 400)
        let answer = try office.ask("POST", "/v1/submissions/\(second)/withdrawal?reason=wrong%20file", token: "a")
        #expect(answer.status == 200 && answer.content.contains("\"nowCounts\":\"\(first)\""))
        #expect(try office.ask("POST", "/v1/submissions/\(second)/withdrawal?reason=x", token: "a").status == 422)
        let number = try office.ask("POST", "/v1/submissions/\(first)/withdrawal?reason=900101-14-5678", token: "a")
        #expect(number.status == 422 && !number.content.contains("900101"))
    }

    @Test func aProviderGetsItsOwnCountsBackExactly() throws {
        let office = try ServedOffice()
        try office.send(count: 30, month: "2025-12")
        try office.send(count: 7041)
        try office.send(count: 99, token: "b")
        let answer = try office.ask("GET", "/v1/own/ocsea-contacts", token: "a")
        #expect(answer.status == 200 && answer.head.contains("Cache-Control: no-store\r\n"))
        #expect(answer.content.contains("\"periods\":[\"2025-12\",\"2026-01\"]"))
        #expect(
            answer.content.contains(
                "{\"period\":\"2026-01\",\"value\":7041,\"fromPrevious\":7011,\"fromYearBefore\":null}"))
        #expect(!answer.content.contains("99"))
        // A curator too sees its own provider's alone.
        let other = try office.ask("GET", "/v1/own/ocsea-contacts", token: "curator")
        #expect(other.content.contains("\"value\":99,") && !other.content.contains("7041"))
        #expect(try office.ask("GET", "/v1/own/nothing", token: "a").status == 404)
        #expect(try office.ask("GET", "/v1/own/ocsea-contacts?branch=X", token: "a").status == 422)
    }
}
