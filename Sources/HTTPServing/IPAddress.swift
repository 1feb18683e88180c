/// An address of IPv4 or IPv6.
public struct IPAddress: Hashable, Sendable {
    /// Sixteen bytes; IPv4 as it is mapped into IPv6 (RFC 4291 §2.5.5.2), so that both ways to write one are the same.
    let bytes: [UInt8]

    /// Whether it is one of IPv4.
    var isVersion4: Bool { bytes.starts(with: IPAddress.mapped) }

    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    /// Reads `192.0.2.1`, `2001:db8::1` or, with what names an interface left out, `fe80::1%eth0`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let bare = String(text.prefix { $0 != "%" })
        guard let found = NumericAddress.bytes(bare) else { return nil }
        bytes = found.count == 4 ? IPAddress.mapped + found : found
    }

    /// Whether it is the machine itself.
    public var isLoopback: Bool {
        isVersion4 ? bytes[12] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// What one subscriber has: an address of IPv4, or a network of 64 bits of IPv6.
    public var subscriber: IPNetwork { IPNetwork(self, length: isVersion4 ? 128 : 64) }
}

/// All addresses that begin alike: `10.0.0.0/8`, `2001:db8::/32`, or one address alone.
public struct IPNetwork: Hashable, Sendable {
    let start: [UInt8]
    /// How many bits all share, in IPv6.
    let length: Int

    /// Takes an address and how many of its 128 bits all share.
    init(_ address: IPAddress, length: Int) {
        self.length = length
        start = address.bytes.enumerated().map { place, byte in
            byte & IPNetwork.mask(ofByte: place, length)
        }
    }

    /// Reads an address, alone or with a slash and how many of its bits all share. Bits beyond them must be zero: whoever
    /// wrote some meant something else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(parts[0]) else { return nil }
        let bits = address.isVersion4 && !parts[0].contains(":") ? 32 : 128
        var length = bits
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let given = Int(parts[1]),
                (0...bits).contains(given)
            else { return nil }
            length = given
        }
        self.init(address, length: 128 - bits + length)
        guard start == address.bytes else { return nil }
    }

    /// Whether an address is one of them.
    public func contains(_ address: IPAddress) -> Bool {
        zip(start, address.bytes).enumerated().allSatisfy { place, bytes in
            bytes.0 == bytes.1 & IPNetwork.mask(ofByte: place, length)
        }
    }

    private static func mask(ofByte place: Int, _ length: Int) -> UInt8 {
        let bits = min(8, max(0, length - 8 * place))
        return UInt8(truncatingIfNeeded: 0xFF00 >> bits)
    }
}

extension IPNetwork: CustomStringConvertible {
    /// The network in IPv6, eight groups of four digits and the length: the same network is always the same text.
    public var description: String {
        let digits = start.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let groups = stride(from: 0, to: 16, by: 2).map { digits[$0] + digits[$0 + 1] }
        return groups.joined(separator: ":") + "/\(length)"
    }
}
