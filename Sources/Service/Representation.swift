import Cryptography
import HTTPServing

/// A resource in one format: rendered once, kept plain and compressed, answered with validators, ranges and 304.
final class Representation: Sendable {
    /// How long a copy may be used without asking.
    enum Freshness: Sendable {
        /// It never changes.
        case immutable
        /// It may change at any moment: ask each time.
        case revalidate
        /// It may be kept so many seconds.
        case seconds(Int)

        var cacheControl: String {
            switch self {
            case .immutable: "public, max-age=31536000, immutable"
            case .revalidate: "public, no-cache"
            case .seconds(let seconds): "public, max-age=\(seconds)"
            }
        }
    }

    /// The plain bytes.
    let plain: SharedBytes
    private let packed: SharedBytes?
    private let headers: [(name: String, value: String)]
    private let tag: String
    private let whole: PreparedResponse
    private let wholePacked: PreparedResponse?
    private let unchanged: PreparedResponse

    /// Renders what is needed to answer.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - packed: The same as gzip, if it is worth it.
    ///   - mediaType: Its media type, with parameters.
    ///   - freshness: How long copies are good.
    ///   - extra: Further headers, such as links.
    /// - Throws: `CryptographyError` where the library fails.
    init(
        _ bytes: [UInt8], packed: [UInt8]?, mediaType: String, freshness: Freshness,
        headers extra: [(name: String, value: String)] = []
    ) throws(CryptographyError) {
        let digest = try SHA256.digest(of: bytes)
        // Of the compressed form the tag is another one: strong tags are of bytes.
        let tag = digest.description.prefix(32)
        self.tag = String(tag)
        plain = SharedBytes(bytes)
        self.packed = packed.map { SharedBytes($0) }
        headers =
            [
                ("Cache-Control", freshness.cacheControl), ("Vary", "Accept, Accept-Encoding"),
                ("Access-Control-Allow-Origin", "*"),
            ] + extra + SecurityHeaders.all(besides: extra)
        let content = [("Content-Type", mediaType), ("Accept-Ranges", "bytes")]
        whole = PreparedResponse(
            HTTPResponse(status: 200, headers: headers + content + [("ETag", "\"\(tag)\"")], content: plain))
        wholePacked = self.packed.map { [headers] packed in
            PreparedResponse(
                HTTPResponse(
                    status: 200,
                    headers: headers + content + [("ETag", "\"\(tag)-gzip\""), ("Content-Encoding", "gzip")],
                    content: packed))
        }
        unchanged = PreparedResponse(HTTPResponse(status: 304, headers: headers + [("ETag", "\"\(tag)\"")]))
    }

    /// How much memory it takes, in bytes.
    var size: Int { plain.count + (packed?.count ?? 0) + 1024 }

    /// Answers a request for it.
    func answer(_ head: HTTPHead) -> PreparedResponse {
        let takesGzip = packed != nil && Negotiation.accepts(gzipIn: head)
        let current = takesGzip ? "\(tag)-gzip" : tag
        let known = head.list("if-none-match")
        if !known.isEmpty {
            // Weak comparison; either form means that the client has this content.
            let same = known.contains { text in
                let bare = text.hasPrefix("W/") ? String(text.dropFirst(2)) : text
                return bare == "*" || bare == "\"\(tag)\"" || bare == "\"\(tag)-gzip\""
            }
            if same {
                guard takesGzip else { return unchanged }
                return PreparedResponse(HTTPResponse(status: 304, headers: headers + [("ETag", "\"\(current)\"")]))
            }
        }
        // A range is one of the plain bytes; a client that continues has said which by If-Range.
        if head.method == "GET", let range = head["range"], head["if-range"].map({ $0 == "\"\(tag)\"" }) ?? true {
            switch ByteRange(range, size: plain.count) {
            case .ignored: break
            case .outside:
                return PreparedResponse(
                    Problem(
                        .rangeNotSatisfiable, "the file has \(plain.count) bytes",
                        headers: [("Content-Range", "bytes */\(plain.count)")]
                    ).response())
            case .part(let part):
                let type = whole.response.headers.filter { $0.name == "Content-Type" }
                return PreparedResponse(
                    HTTPResponse(
                        status: 206,
                        headers: headers + type + [
                            ("Accept-Ranges", "bytes"), ("ETag", "\"\(tag)\""),
                            ("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(plain.count)"),
                        ], content: plain.part(part)))
            }
        }
        if takesGzip, let wholePacked { return wholePacked }
        return whole
    }
}

/// What a `Range` header asks of a file.
enum ByteRange: Equatable {
    /// All of it: the header is of a kind that is not answered (several ranges, another unit).
    case ignored
    /// Nothing that the file has.
    case outside
    /// These bytes.
    case part(Range<Int>)

    init(_ text: String, size: Int) {
        guard text.hasPrefix("bytes="), !text.contains(",") else {
            self = .ignored
            return
        }
        let sides = text.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ $0.allSatisfy(\.isNumber) }), sides.contains(where: { !$0.isEmpty })
        else {
            self = .ignored
            return
        }
        guard !sides[0].isEmpty else {
            // The last so many bytes.
            guard let count = Int(sides[1]), count > 0, size > 0 else {
                self = .outside
                return
            }
            self = .part(max(0, size - count)..<size)
            return
        }
        guard let first = Int(sides[0]), first < size else {
            self = .outside
            return
        }
        let last = sides[1].isEmpty ? size - 1 : min(Int(sides[1]) ?? size - 1, size - 1)
        self = last < first ? .ignored : .part(first..<last + 1)
    }
}
