/// What a client says before the body: method, target and headers.
public struct HTTPHead: Sendable {
    /// The method in upper case, as sent: `GET`.
    public let method: String
    /// The target as sent, with its query: `/v1/datasets?format=csv`.
    public let target: String
    /// The headers, names in lower case, in the order sent.
    public let headers: [(name: String, value: String)]
    /// The address of the other end of the connection, without its port.
    public let peer: String

    /// Takes the parts.
    public init(method: String, target: String, headers: [(name: String, value: String)], peer: String) {
        self.method = method
        self.target = target
        self.headers = headers
        self.peer = peer
    }

    /// The value of a header that may stand once; `nil` if it is missing or stands several times with different values.
    public subscript(_ name: String) -> String? {
        let values = headers.lazy.filter { $0.name == name }.map(\.value)
        guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    /// The values of a header that is a list, taken together.
    public func list(_ name: String) -> [String] {
        headers.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }.map { part in
            String(part.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
    }

    /// How many bytes the body has; `nil` where that is not said.
    public var contentLength: Int64? { self["content-length"].flatMap { Int64($0) } }
}

/// The target of a request, decoded.
public struct HTTPTarget: Sendable, Hashable {
    /// The parts between the slashes of the path; one empty part for `/` alone.
    public let path: [String]
    /// The names and values of the query, in their order.
    public let query: [(name: String, value: String)]

    /// Decodes a target.
    ///
    /// `nil` for one that is no absolute path, that holds a bad percent sequence, bytes that are no UTF-8 or a control
    /// character, or whose path has a part `.` or `..` or, decoded, another slash.
    public init?(_ target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, path.utf8.first == UInt8(ascii: "/") else { return nil }
        var decoded: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let text = HTTPTarget.decoded(part, plusIsSpace: false) else { return nil }
            guard text != ".", text != "..", !text.utf8.contains(UInt8(ascii: "/")) else { return nil }
            decoded.append(text)
        }
        var query: [(name: String, value: String)] = []
        if parts.count > 1 {
            for pair in parts[1].split(separator: "&") {
                let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = HTTPTarget.decoded(sides[0], plusIsSpace: true),
                    let value = HTTPTarget.decoded(sides.count > 1 ? sides[1] : "", plusIsSpace: true)
                else { return nil }
                query.append((name, value))
            }
        }
        self.path = decoded
        self.query = query
    }

    private static func decoded(_ text: Substring, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The same path and query.
    public static func == (left: HTTPTarget, right: HTTPTarget) -> Bool {
        left.path == right.path && left.query.map(\.name) == right.query.map(\.name)
            && left.query.map(\.value) == right.query.map(\.value)
    }

    /// By path and query.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        for (name, value) in query {
            hasher.combine(name)
            hasher.combine(value)
        }
    }
}
