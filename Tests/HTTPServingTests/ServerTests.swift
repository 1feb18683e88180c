import Bytes
import Dispatch
import HTTPServing
import Synchronization
import TestSupport
import Testing

/// Says back what it was sent.
private final class Echo: HTTPService {
    let statuses = Mutex<[Int]>([])
    let gate = DispatchSemaphore(value: 0)
    var busy: HTTPResponse { HTTPResponse(status: 503, headers: [("Retry-After", "1")]) }
    private let kept = PreparedResponse(
        HTTPResponse(status: 200, headers: [("ETag", "\"1\"")], content: SharedBytes("kept")))

    func decide(_ head: HTTPHead) -> HTTPDecision {
        guard let target = HTTPTarget(head.target) else { return .answer(PreparedResponse(HTTPResponse(status: 400))) }
        switch target.path.first {
        case "kept": return .answer(kept)
        case "no": return .answer(PreparedResponse(HTTPResponse(status: 404, content: SharedBytes("no"))))
        case "headers":
            let text = head.headers.map { "\($0.name)=\($0.value)\n" }.joined()
            return .answer(PreparedResponse(HTTPResponse(status: 200, content: SharedBytes(text))))
        case "wait":
            return .work(limit: 0, tooLong: HTTPResponse(status: 413)) { [gate] _ in
                gate.wait()
                return HTTPResponse(status: 200, content: SharedBytes("waited"))
            }
        default:
            return .work(limit: 1 << 20, tooLong: HTTPResponse(status: 413, content: SharedBytes("too long"))) { body in
                var sum = 0
                guard let bytes = try? body.open(name: "body").readAll() else { return HTTPResponse(status: 500) }
                for byte in bytes { sum += Int(byte) }
                let text =
                    "\(head.method) \(target.path) \(target.query.map { "\($0.name)=\($0.value)" }) \(body.count) \(sum)"
                return HTTPResponse(status: 200, content: SharedBytes(text))
            }
        }
    }

    func answered(_ request: AnsweredRequest) { statuses.withLock { $0.append(request.status) } }
}

private func server(_ echo: Echo, _ change: (inout HTTPServerSettings) -> Void = { _ in }) throws -> HTTPServer {
    var settings = HTTPServerSettings(host: "127.0.0.1", port: 0, folder: "/tmp")
    change(&settings)
    return try HTTPServer(settings, service: echo)
}

@Suite struct ServerTests {
    @Test func whatIsInMemoryIsAnsweredAndConnectionsAreKept() throws {
        let server = try server(Echo())
        let client = try #require(HTTPClient(port: server.port))
        for _ in 0..<3 {
            client.send("GET /kept HTTP/1.1\r\nHost: x\r\n\r\n")
            let (head, content) = client.answer()
            #expect(head.hasPrefix("HTTP/1.1 200 "))
            #expect(head.contains("ETag: \"1\"\r\n"))
            #expect(content == "kept")
        }
        client.send("HEAD /kept HTTP/1.1\r\nHost: x\r\n\r\nGET /no HTTP/1.1\r\nHost: x\r\n\r\n")
        let head = client.answer(hasContent: false).head
        #expect(head.lowercased().contains("content-length: 4\r\n"))
        #expect(client.answer().content == "no")
        server.stop()
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
    func aBodyComesWholeWhateverItsSizeAndPieces(size: Int) throws {
        let server = try server(Echo())
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
        let sum = bytes.reduce(0) { $0 + Int($1) }
        let client = try #require(HTTPClient(port: server.port))
        client.send("POST /a%20b/c?x=1&y=%C3%A9+z HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n")
        client.send(bytes)
        #expect(client.answer().content == "POST [\"a b\", \"c\"] [\"x=1\", \"y=\u{C3}\u{A9} z\"] \(size) \(sum)")
        // In chunks, without a length.
        client.send("PUT /d HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        var rest = bytes[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(7001)
            rest = rest.dropFirst(chunk.count)
            client.send("\(String(chunk.count, radix: 16))\r\n")
            client.send(Array(chunk))
            client.send("\r\n")
        }
        client.send("0\r\n\r\n")
        #expect(client.answer().content == "PUT [\"d\"] [] \(size) \(sum)")
        server.stop()
    }

    /// What a proxy in front may take for one request is not taken for two.
    @Test(arguments: [
        "Content-Length: 6\r\nTransfer-Encoding: chunked", "Content-Length: 0\r\nContent-Length: 34",
        "Content-Length: 34\r\nContent-Length: 34", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: xchunked",
        "Content-Length : 34",
    ])
    func whereABodyEndsIsSaidInOneWay(headers: String) throws {
        let server = try server(Echo())
        let client = try #require(HTTPClient(port: server.port, receiveTimeout: 5))
        client.send("POST /no HTTP/1.1\r\nHost: x\r\n\(headers)\r\n\r\n0\r\n\r\nGET /kept HTTP/1.1\r\nHost: x\r\n\r\n")
        let all = client.receive()
        #expect(all.hasPrefix("HTTP/1.1 400 "))
        #expect(!all.contains("HTTP/1.1 200 ") && !all.contains("HTTP/1.1 404 "))
        server.stop()
    }

    @Test func aBodyThatIsTooLongIsRefusedBeforeOrWhileItComes() throws {
        let echo = Echo()
        let server = try server(echo)
        let (limit, more) = (1 << 20, 3 << 20)
        for length in [limit + 1, more] {
            let client = try #require(HTTPClient(port: server.port))
            client.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\n")
            client.send([UInt8](repeating: 65, count: length))
            let (head, content) = client.answer()
            #expect(head.hasPrefix("HTTP/1.1 413 "))
            #expect(content == "too long")
        }
        // Much more is not even read.
        let huge = try #require(HTTPClient(port: server.port))
        huge.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1099511627776\r\n\r\n")
        #expect(huge.answer().head.hasPrefix("HTTP/1.1 413 "))
        let chunked = try #require(HTTPClient(port: server.port))
        chunked.send("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<20 { chunked.send("10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n") }
        chunked.send("0\r\n\r\n")
        #expect(chunked.answer().head.hasPrefix("HTTP/1.1 413 "))
        // One that goes on and on is cut off.
        let endless = try #require(HTTPClient(port: server.port))
        endless.send("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        var pieces = 0
        while pieces < 4000, endless.send("10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n") { pieces += 1 }
        #expect(pieces < 4000)
        server.stop()
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "GET  HTTP/1.1\r\nHost: x\r\n\r\n", "\r\n\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "GET /../etc HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%2e%2e/etc HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a%2Fb HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%ff HTTP/1.1\r\nHost: x\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
        "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n",
    ])
    func whatIsBadlyFormedIsRefusedOrClosed(request: String) throws {
        let server = try server(Echo()) { $0.silence = 2 }
        let client = try #require(HTTPClient(port: server.port))
        client.send(request)
        client.finish()
        let answer = client.receive()
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 ") || answer.hasPrefix("HTTP/1.1 413 "))
        // And goes on answering others.
        let other = try #require(HTTPClient(port: server.port))
        other.send("GET /kept HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(other.answer().content == "kept")
        server.stop()
    }

    @Test func tenThousandHeadersAreTooMany() throws {
        let server = try server(Echo())
        let client = try #require(HTTPClient(port: server.port))
        client.send("GET /kept HTTP/1.1\r\nHost: x\r\n")
        client.send((0..<10_000).map { "X-\($0): y\r\n" }.joined() + "\r\n")
        let answer = client.receive()
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 431 ") || answer.hasPrefix("HTTP/1.1 413 "))
        server.stop()
    }

    /// A client that dribbles its headers is cut off, though it is never silent for long.
    @Test func oneThatIsSlowOnPurposeIsCutOff() throws {
        let server = try server(Echo()) { $0.silence = 2 }
        let client = try #require(HTTPClient(port: server.port))
        client.send("GET /kept HTTP/1.1\r\n")
        var headers = 0
        while headers < 200, client.send("X-\(headers): y\r\n") {
            headers += 1
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + 0.1)
        }
        #expect(headers < 200)
        server.stop()
    }

    @Test func moreThanMayWaitIsToldToComeAgain() throws {
        let echo = Echo()
        let server = try server(echo) {
            $0.workers = 1
            $0.waiting = 1
        }
        let clients = try (0..<6).map { _ in try #require(HTTPClient(port: server.port)) }
        for client in clients { client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n") }
        // What is in memory is answered all the while.
        let other = try #require(HTTPClient(port: server.port))
        other.send("GET /kept HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(other.answer().content == "kept")
        // One is at work and at most one waits: the others are refused before anything goes on.
        var patience = 6000
        while echo.statuses.withLock({ $0.count { $0 == 503 } }) < 4, patience > 0 {
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + 0.01)
            patience -= 1
        }
        for _ in clients { echo.gate.signal() }
        let heads = clients.map { $0.answer().head }
        let busy = heads.filter { $0.hasPrefix("HTTP/1.1 503 ") }
        #expect(busy.allSatisfy { $0.contains("Retry-After: 1\r\n") })
        #expect(heads.filter { $0.hasPrefix("HTTP/1.1 200 ") }.count == 6 - busy.count)
        #expect(busy.count >= 4)
        server.stop()
    }

    @Test func requestsUnderWayFinishWhenTheServerStops() throws {
        let echo = Echo()
        let server = try server(echo)
        let client = try #require(HTTPClient(port: server.port))
        client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
        let port = server.port
        let stopped = DispatchSemaphore(value: 0)
        // The request is under way once another of the same connection thread is answered.
        let other = try #require(HTTPClient(port: port))
        other.send("GET /kept HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = other.answer()
        DispatchQueue.global().async {
            server.stop()
            stopped.signal()
        }
        #expect(stopped.wait(timeout: .now() + 0.3) == .timedOut)
        echo.gate.signal()
        #expect(client.answer().content == "waited")
        stopped.wait()
        #expect(HTTPClient(port: port) == nil)
    }

    @Test func anAddressThatIsTakenIsNamed() throws {
        let server = try server(Echo())
        let error = #expect(throws: HTTPServerError.self) {
            try HTTPServer(HTTPServerSettings(host: "127.0.0.1", port: server.port, folder: "/tmp"), service: Echo())
        }
        #expect(error?.description.hasPrefix("cannot listen at 127.0.0.1:\(server.port): ") == true)
        #expect(throws: HTTPServerError.unknownAddress("no-such-host.invalid")) {
            try HTTPServer(HTTPServerSettings(host: "no-such-host.invalid", port: 0, folder: "/tmp"), service: Echo())
        }
        server.stop()
    }
}
