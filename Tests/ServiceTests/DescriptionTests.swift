import Foundation
import HTTPServing
import Testing

@testable import Service

@Suite struct DescriptionTests {
    private func document(_ office: ServedOffice) throws -> [String: Any] {
        let answer = try office.ask("GET", "/openapi.json")
        #expect(answer.status == 200)
        return try #require(try JSONSerialization.jsonObject(with: Data(answer.content.utf8)) as? [String: Any])
    }

    @Test func everyRouteIsDescribedAndNothingElse() throws {
        let office = try ServedOffice()
        let paths = try #require(try document(office)["paths"] as? [String: [String: [String: Any]]])
        let described = paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } }
        let routes = office.service.routes.map { "\($0.method) \($0.pattern)" }
        #expect(Set(described) == Set(routes) && described.count == routes.count)
        let names = paths.values.flatMap { $0.values.compactMap { $0["operationId"] as? String } }
        #expect(Set(names).count == routes.count)
    }

    /// Each name in a path has a shape, each reference leads somewhere, each shape is used, and what is closed says so.
    @Test func theDescriptionIsWhole() throws {
        let office = try ServedOffice()
        for route in office.service.routes {
            for name in route.names { #expect(PathName(rawValue: name) != nil) }
            #expect(!route.answers.isEmpty && !route.summary.isEmpty)
            #expect(Set(route.parameters.map(\.name)).count == route.parameters.count)
        }
        let text = try office.ask("GET", "/openapi.json").content
        for name in SchemaName.allCases { #expect(text.contains("\"#/components/schemas/\(name.rawValue)\"")) }
        for part in text.components(separatedBy: "\"$ref\":\"").dropFirst()
            + text.components(separatedBy: "\"$ref\": \"").dropFirst()
        {
            let reference = String(part.prefix { $0 != "\"" })
            #expect(reference.hasPrefix("#/components/schemas/"))
            #expect(ServedOffice.described?.resolve(reference) != nil)
        }
        let secured = office.service.routes.filter { if case .token = $0.scope { true } else { false } }
        #expect(text.components(separatedBy: "\"security\":[{\"token\":[]}]").count - 1 == secured.count)
    }

    @Test func patternsAreHeldAgainstTheWholeText() {
        let period = Schema.named(.period)
        for good in ["2026", "2026-03", "2026-Q1", "2026-W09", "2026-03-15"] { #expect(period.takes(good)) }
        for bad in ["", "x2026", "2026-03x", "2026-3", "2026-03\n", "26"] { #expect(!period.takes(bad)) }
        #expect(Schema.line(3).takes("åäö") && !Schema.line(3).takes("åäöx") && !Schema.line(3).takes(""))
        #expect(!Schema.line(3).takes("a\nb"))
        let number = Schema.integer(least: 1, most: 9)
        #expect(number.takes("9") && !number.takes("10") && !number.takes("0") && !number.takes("+1"))
        #expect(!number.takes("") && !number.takes("1.5") && !number.takes("99999999999999999999"))
    }

    /// The check itself sees what is wrong.
    @Test(arguments: [
        "{\"type\":\"/problems/fault\",\"title\":\"t\",\"status\":500}",
        "{\"type\":\"/problems/fault\",\"title\":\"t\",\"status\":500,\"detail\":\"d\",\"more\":1}",
        "{\"type\":\"/problems/other\",\"title\":\"t\",\"status\":500,\"detail\":\"d\"}",
        "{\"type\":\"/problems/fault\",\"title\":\"t\",\"status\":true,\"detail\":\"d\"}",
        "{\"type\":\"/problems/fault\",\"title\":\"t\",\"status\":600,\"detail\":\"d\"}", "[]", "null", "",
    ])
    func anAnswerThatIsNotAsDescribedIsSeen(content: String) throws {
        let head = "HTTP/1.1 500\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n\r\n"
        let faults = try #require(ServedOffice.described).faults(
            method: "GET", pattern: "/healthz", status: 500, head: head, content: Array(content.utf8))
        #expect(!faults.isEmpty)
    }
}
