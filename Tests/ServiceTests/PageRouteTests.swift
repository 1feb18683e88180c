import Foundation
import HTTPServing
import Testing

@testable import Service

@Suite struct PageRouteTests {
    /// An office with one release of the contacts.
    private func office() throws -> ServedOffice {
        let office = try ServedOffice()
        try office.send(count: 400)
        let made = try office.ask(
            "POST", "/v1/datasets/ocsea-contacts/releases?periods=2026-01", token: "curator")
        #expect(made.status == 201)
        return office
    }

    private func links(_ page: String) -> Set<String> {
        Set(
            page.components(separatedBy: "href=\"").dropFirst().map {
                String($0.prefix { $0 != "\"" }).replacingOccurrences(of: "&amp;", with: "&")
            })
    }

    @Test("Pages are HTML that may load the style sheet and nothing else, and every link of theirs leads somewhere")
    func linksAndPolicy() throws {
        let office = try office()
        var (wanted, seen): ([String], Set<String>) = (["/"], [])
        while let target = wanted.popLast() {
            guard seen.insert(target).inserted else { continue }
            let answer = try office.ask("GET", target)
            #expect(answer.status == 200 || answer.status == 302, "\(target)")
            guard answer.head.contains("Content-Type: text/html") else { continue }
            let policies = answer.head.components(separatedBy: "Content-Security-Policy: ")
            #expect(policies.count == 2)
            #expect(policies.last?.hasPrefix("default-src 'none'; style-src 'self'; form-action 'self'") == true)
            #expect(answer.content.utf8.count < 150_000)
            wanted += links(answer.content).filter { $0.hasPrefix("/") }
        }
        #expect(seen.contains("/pages.css"))
        #expect(seen.contains("/methods?lang=ms"))
        #expect(seen.contains { $0.hasPrefix("/dashboards/ocsea-contacts?lang=ms&table=form") })
        #expect(seen.contains { $0.hasPrefix("/v1/datasets/ocsea-contacts/data?format=csv") })
    }

    @Test("A page is in the language that is asked for, and a kept one is not given to readers of the other")
    func languages() throws {
        let office = try office()
        for _ in 0..<2 {
            let malay = try office.ask("GET", "/", headers: ["Accept-Language: ms-MY, en;q=0.5"])
            #expect(malay.content.contains("<html lang=\"ms\">") && malay.head.contains("Content-Language: ms"))
            #expect(malay.head.contains("Vary: Accept-Language"))
            #expect(try office.ask("GET", "/").content.contains("<html lang=\"en\">"))
            let asked = try office.ask("GET", "/?lang=en", headers: ["Accept-Language: ms"])
            #expect(asked.content.contains("<html lang=\"en\">"))
        }
        #expect(try office.ask("GET", "/?lang=fr").status == 400)
    }

    @Test("A page has a strong tag, and changes when something is published")
    func kept() throws {
        let office = try office()
        let first = try office.ask("GET", "/dashboards/ocsea-contacts")
        let tag = try #require(first.head.components(separatedBy: "ETag: ").last?.prefix { $0 != "\r\n" })
        #expect(tag.hasPrefix("\""))
        let again = try office.ask("GET", "/dashboards/ocsea-contacts", headers: ["If-None-Match: \(tag)"])
        #expect(again.status == 304)
        let withdrawn = try office.ask("POST", "/v1/releases/1/withdrawal?reason=wrong", token: "curator")
        #expect(withdrawn.status == 200)
        #expect(try office.ask("GET", "/dashboards/ocsea-contacts").status == 404)
        #expect(!(try office.ask("GET", "/").content.contains("/dashboards/ocsea-contacts")))
    }

    @Test("The form's codes may come one by one; what is no filter is refused")
    func filters() throws {
        let office = try office()
        let page = "/dashboards/ocsea-contacts?table=form"
        let one = try office.ask("GET", "\(page)&FORM=GROOM&FORM=EXTORT")
        #expect(one.status == 200)
        #expect(one.content.contains("<caption>Online grooming</caption>"))
        #expect(!one.content.contains("<caption>Live streaming"))
        #expect(one.content.contains("FORM=EXTORT,GROOM"))
        #expect(try office.ask("GET", "\(page)&FORM=NONE").status == 422)
        #expect(try office.ask("GET", "\(page)&table=form").status == 400)
        #expect(try office.ask("GET", "/dashboards/nothing").status == 404)
        #expect(try office.ask("GET", "/methods?x=1").status == 400)
    }
}
