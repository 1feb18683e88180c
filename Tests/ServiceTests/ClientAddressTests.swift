import HTTPServing
import Testing

@testable import Service

@Suite struct ClientAddressTests {
    private func client(_ peer: String, _ forwarded: [String], behind proxies: [String]) throws -> String {
        let head = HTTPHead(
            method: "GET", target: "/", headers: forwarded.map { ("x-forwarded-for", $0) }, peer: peer)
        return ClientAddress.of(head, behind: try proxies.map { try #require(IPNetwork($0)) })
    }

    private func subscriber(_ address: String) throws -> String {
        try #require(IPAddress(address)).subscriber.description
    }

    /// Who is no trusted proxy may write into the header what it wants.
    @Test func onlyATrustedProxyIsBelieved() throws {
        #expect(try client("203.0.113.9", ["198.51.100.1"], behind: []) == "203.0.113.9")
        #expect(
            try client("203.0.113.9", ["198.51.100.1"], behind: ["10.0.0.0/8"]) == subscriber("203.0.113.9"))
        #expect(try client("10.0.0.2", ["198.51.100.1"], behind: ["10.0.0.0/8"]) == subscriber("198.51.100.1"))
    }

    @Test func theClientIsTheLastThatIsNoProxy() throws {
        let proxies = ["10.0.0.0/8", "192.0.2.1"]
        let chain = ["1.1.1.1, 198.51.100.1", "192.0.2.1,10.0.0.7"]
        #expect(try client("10.0.0.2", chain, behind: proxies) == subscriber("198.51.100.1"))
        #expect(try client("10.0.0.2", [], behind: proxies) == subscriber("10.0.0.2"))
        #expect(try client("10.0.0.2", ["198.51.100.1, made up"], behind: proxies) == subscriber("10.0.0.2"))
        #expect(try client("10.0.0.2", ["198.51.100.1:4711"], behind: proxies) == subscriber("198.51.100.1"))
        #expect(try client("10.0.0.2", ["[2001:db8::1]:4711"], behind: proxies) == subscriber("2001:db8::2"))
    }

    /// Whoever has a network of IPv6 is one client, however many addresses they use.
    @Test func aNetworkOfIPv6IsOneClient() throws {
        #expect(try client("2001:db8::1", [], behind: []) == client("2001:db8::2", [], behind: []))
        #expect(try client("2001:db8:0:1::1", [], behind: []) != client("2001:db8::1", [], behind: []))
    }
}
