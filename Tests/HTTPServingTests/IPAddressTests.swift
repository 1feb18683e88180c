import HTTPServing
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
        ("192.0.2.7", "192.0.2.6", false), ("192.0.2.7", "::ffff:192.0.2.7", true), ("0.0.0.0/0", "203.0.113.9", true),
        ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "203.0.113.9", true), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("fe80::1", "fe80::1%eth0", true), ("::1", "127.0.0.1", false),
        ("10.0.0.4/31", "10.0.0.5", true), ("10.0.0.4/31", "10.0.0.6", false),
    ])
    func aNetworkHoldsWhatBeginsAlike(network: String, address: String, isHeld: Bool) throws {
        let network = try #require(IPNetwork(network))
        #expect(network.contains(try #require(IPAddress(address))) == isHeld)
    }

    @Test(arguments: [
        "", "10.0.0", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/", "10.0.0.0/+8", "::1/129", "localhost", "10.0.0.0/8/8",
        "10.0.0.0 ", "2001:db8::1/32",
    ])
    func whatIsNoNetworkIsRefused(text: String) { #expect(IPNetwork(text) == nil) }

    @Test func aSubscriberOfIPv6HasManyAddresses() throws {
        let subscribers = try ["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1", "192.0.2.1", "192.0.2.2"].map {
            try #require(IPAddress($0)).subscriber
        }
        #expect(subscribers[0] == subscribers[1] && Set(subscribers).count == 4)
        #expect(subscribers[0].description == "2001:0db8:0000:0000:0000:0000:0000:0000/64")
    }
}
