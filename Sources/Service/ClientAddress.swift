import HTTPServing

/// By what a client is known to the limits: its address, or in IPv6 the network of 64 bits that one subscriber has.
enum ClientAddress {
    /// Who asks: the other end of the connection; where that is a trusted proxy, the last in `X-Forwarded-For` that is none.
    ///
    /// What stands before that one, the client may have made up; so may all of it where no trusted proxy sends it.
    static func of(_ head: HTTPHead, behind proxies: [IPNetwork]) -> String {
        if proxies.isEmpty, !head.peer.contains(":") { return head.peer }
        guard var client = IPAddress(head.peer) else { return head.peer }
        var before = head.list("x-forwarded-for")
        while proxies.contains(where: { $0.contains(client) }), let text = before.popLast(),
            let next = IPAddress(bare(text))
        {
            client = next
        }
        return client.subscriber.description
    }

    /// An address without the port and the brackets that some proxies write.
    private static func bare(_ text: String) -> Substring {
        if text.hasPrefix("[") { return text.dropFirst().prefix { $0 != "]" } }
        return text.filter { $0 == ":" }.count == 1 ? text.prefix { $0 != ":" } : text[...]
    }
}
