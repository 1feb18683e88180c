import Bytes
internal import CMicroHTTPD
import Dispatch
import Synchronization

/// An HTTP/1.1 server (libmicrohttpd) that hands requests to a service.
///
/// Some threads poll all connections and answer from memory; workers do the rest, while the connection is suspended. A
/// client that is slow, silent or sends too much costs a connection for a bounded time, and no thread.
@safe public final class HTTPServer: Sendable {
    /// The port it listens at.
    public let port: UInt16
    private let core: ServerCore
    // The library guards its own state; it is stopped once.
    private nonisolated(unsafe) let daemon: OpaquePointer
    private let isStopped = Mutex(false)

    /// Starts to listen and to answer.
    ///
    /// - Throws: `HTTPServerError`.
    public init(_ settings: HTTPServerSettings, service: any HTTPService) throws(HTTPServerError) {
        let socket = try ListeningSocket(host: settings.host, port: settings.port)
        core = ServerCore(settings, service)
        let context = unsafe Unmanaged.passUnretained(core).toOpaque()
        let option = { (option: MHD_OPTION, value: Int, pointer: UnsafeMutableRawPointer?) in
            unsafe MHD_OptionItem(option: option, value: value, ptr_value: pointer)
        }
        var options = unsafe [
            option(.LISTEN_SOCKET, Int(socket.descriptor), nil),
            option(.THREAD_POOL_SIZE, settings.pollingThreads, nil),
            option(.CONNECTION_LIMIT, settings.connections, nil),
            option(.CONNECTION_TIMEOUT, settings.silence, nil),
            option(.CONNECTION_MEMORY_LIMIT, settings.headerLimit + 16 << 10, nil),
            option(.STRICT_FOR_CLIENT, 1, nil),
            option(
                .URI_LOG_CALLBACK, Int(bitPattern: unsafe unsafeBitCast(requestBegins, to: UnsafeRawPointer.self)),
                context),
            option(
                .UNESCAPE_CALLBACK, Int(bitPattern: unsafe unsafeBitCast(leaveAsItIs, to: UnsafeRawPointer.self)),
                nil),
            option(
                .NOTIFY_COMPLETED, Int(bitPattern: unsafe unsafeBitCast(requestEnds, to: UnsafeRawPointer.self)),
                context),
            option(
                .NOTIFY_CONNECTION,
                Int(bitPattern: unsafe unsafeBitCast(connectionChanges, to: UnsafeRawPointer.self)), context),
        ]
        if settings.connectionsOfAnAddress > 0 {
            unsafe options.append(option(.PER_IP_CONNECTION_LIMIT, settings.connectionsOfAnAddress, nil))
        }
        var flags =
            MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
        let started: OpaquePointer?
        if let tls = settings.tls {
            flags |= MHD_USE_TLS.rawValue
            unsafe started = tls.certificate.withCString { certificate in
                unsafe tls.key.withCString { key in
                    unsafe "SECURE128:+SECURE192:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2".withCString { priorities in
                        unsafe options += [
                            option(.HTTPS_MEM_CERT, 0, UnsafeMutableRawPointer(mutating: certificate)),
                            option(.HTTPS_MEM_KEY, 0, UnsafeMutableRawPointer(mutating: key)),
                            option(.HTTPS_PRIORITIES, 0, UnsafeMutableRawPointer(mutating: priorities)),
                            option(.END, 0, nil),
                        ]
                        return unsafe lindung_http_start(flags, access, context, &options)
                    }
                }
            }
        } else {
            unsafe options.append(option(.END, 0, nil))
            unsafe started = lindung_http_start(flags, access, context, &options)
        }
        guard let started = unsafe started else {
            socket.close()
            throw .notStarted
        }
        unsafe daemon = started
        port = socket.port
        core.watchDeadlines()
    }

    deinit { stop() }

    /// Takes no more connections, lets the requests that are under way finish, and ends. Later calls do nothing.
    ///
    /// - Parameter patience: How long requests may take to finish, in seconds; then connections are closed.
    /// - Returns: How many requests were cut off.
    @discardableResult public func stop(patience: Int = 30) -> Int {
        let isFirst = isStopped.withLock { stopped in
            defer { stopped = true }
            return !stopped
        }
        guard isFirst else { return 0 }
        let listening = unsafe MHD_quiesce_daemon(daemon)
        // Who comes now is refused at once, rather than waiting for someone who never accepts.
        if listening >= 0 { ListeningSocket.shutDown(listening) }
        let end = ContinuousClock.now + .seconds(patience)
        while core.underway.load(ordering: .acquiring) > 0, ContinuousClock.now < end { pause() }
        let cutOff = core.underway.load(ordering: .acquiring)
        // A worker's connection is suspended, and must be resumed before the library may stop.
        while !core.pool.isIdle { pause() }
        unsafe MHD_stop_daemon(daemon)
        if listening >= 0 { ListeningSocket.close(listening) }
        core.isOver.store(true, ordering: .releasing)
        return cutOff
    }

    private func pause() { _ = DispatchSemaphore(value: 0).wait(timeout: .now() + 0.01) }
}

/// What the library's callbacks work with.
private final class ServerCore: Sendable {
    let settings: HTTPServerSettings
    let service: any HTTPService
    let pool: WorkerPool
    let clock = ConnectionClock()
    /// How many requests were begun and not ended.
    let underway = Atomic<Int>(0)
    let isOver = Atomic<Bool>(false)
    /// A body that is refused is read up to here, so that the client gets to see why.
    static let passedOver: Int64 = 4 << 20

    init(_ settings: HTTPServerSettings, _ service: any HTTPService) {
        self.settings = settings
        self.service = service
        pool = WorkerPool(workers: settings.workers, waiting: settings.waiting)
    }

    /// Ends overdue connections, once a second, until the server is over.
    func watchDeadlines() {
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) { [weak self] in
            guard let self, !isOver.load(ordering: .acquiring) else { return }
            clock.overdue { ListeningSocket.shutDown($0) }
            watchDeadlines()
        }
    }

    func begin(_ connection: OpaquePointer, _ exchange: RequestExchange, method: String) -> Bool {
        let socket = unsafe lindung_http_socket(connection)
        clock.allow(settings.requestTime, socket)
        let target = exchange.state.withLock { $0.target }
        let head = HTTPHead(
            method: method, target: target, headers: unsafe HeaderReader.headers(of: connection),
            peer: unsafe ListeningSocket.name(of: lindung_http_address(connection)))
        exchange.state.withLock { $0.head = head }
        guard head.isFramedOnce else {
            let closing = HTTPResponse(status: 400, headers: [("Connection", "close")])
            return unsafe answer(connection, exchange, PreparedResponse(closing))
        }
        switch service.decide(head) {
        case .answer(let response):
            // An answer that is handed over before the body was read, even one of no bytes, ends the connection.
            if let length = head.contentLength, length > ServerCore.passedOver {
                return unsafe answer(connection, exchange, response)
            }
            exchange.state.withLock { $0.step = .passing(response, left: ServerCore.passedOver) }
        case .work(let limit, let tooLong, let work):
            if let length = head.contentLength, length > limit {
                if length > ServerCore.passedOver {
                    return unsafe answer(connection, exchange, PreparedResponse(tooLong))
                }
                exchange.state.withLock { $0.step = .passing(PreparedResponse(tooLong), left: ServerCore.passedOver) }
            } else {
                let spool = SpooledBytes(folder: settings.folder)
                exchange.state.withLock {
                    $0.step = .receiving(spool, limit: limit, tooLong: tooLong, work: work)
                }
            }
        }
        return true
    }

    /// Takes a piece of the body; `false` if the connection is to be closed.
    func receive(_ bytes: RawSpan, _ exchange: RequestExchange) -> Bool {
        exchange.state.withLock { state in
            let count = Int64(bytes.byteCount)
            state.received += count
            switch state.step {
            case .receiving(let spool, let limit, let tooLong, _):
                if state.received > limit {
                    state.step = .passing(PreparedResponse(tooLong), left: ServerCore.passedOver)
                } else {
                    spool.append(bytes)
                }
                return true
            case .passing(let response, let left):
                state.step = .passing(response, left: left - count)
                return left >= count
            default: return false
            }
        }
    }

    /// The body is complete, or a worker has answered.
    func proceed(_ connection: OpaquePointer, _ exchange: RequestExchange) -> Bool {
        let step = exchange.state.withLock { state in
            defer { if case .receiving = state.step { state.step = .working } }
            return state.step
        }
        switch step {
        case .passing(let response, _): return unsafe answer(connection, exchange, response)
        case .ready(let response): return unsafe answer(connection, exchange, PreparedResponse(response))
        case .receiving(let spool, _, _, let work):
            clock.wait(unsafe lindung_http_socket(connection))
            unsafe MHD_suspend_connection(connection)
            nonisolated(unsafe) let suspended = unsafe connection
            let isTaken = pool.submit {
                let response = work(spool)
                exchange.state.withLock { $0.step = .ready(response) }
                unsafe MHD_resume_connection(suspended)
            }
            if !isTaken {
                exchange.state.withLock { $0.step = .ready(service.busy) }
                unsafe MHD_resume_connection(suspended)
            }
            return true
        case .begun, .working, .answered: return true
        }
    }

    private func answer(
        _ connection: OpaquePointer, _ exchange: RequestExchange, _ response: PreparedResponse
    ) -> Bool {
        clock.allow(settings.requestTime, unsafe lindung_http_socket(connection))
        let content = response.response
        exchange.state.withLock { state in
            let isHead = state.head?.method == "HEAD"
            state.step = .answered(status: content.status, sent: isHead ? 0 : Int64(content.content.count))
        }
        return unsafe response.queue(on: connection)
    }

    func end(_ connection: OpaquePointer, _ exchange: RequestExchange) {
        clock.allow(settings.silence, unsafe lindung_http_socket(connection))
        let (head, step, received) = exchange.state.withLock { ($0.head, $0.step, $0.received) }
        if let head, case .answered(let status, let sent) = step {
            service.answered(
                AnsweredRequest(
                    head: head, status: status, seconds: exchange.seconds, received: received, sent: sent))
        }
    }
}

// MARK: - Callbacks of the library

private typealias Context = UnsafeMutableRawPointer?

/// The request line was read: the request gets what it is known by.
private let requestBegins: @convention(c) (Context, UnsafePointer<CChar>?, OpaquePointer?) -> Context = {
    context, uri, _ in
    guard let context = unsafe context, let uri = unsafe uri else { return nil }
    let core = unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    core.underway.add(1, ordering: .acquiringAndReleasing)
    // One that is no UTF-8 must not become another by being mended: an empty one is no target.
    let target = unsafe String(validatingCString: uri) ?? ""
    return unsafe Unmanaged.passRetained(RequestExchange(target: target)).toOpaque()
}

/// Targets are decoded by `HTTPTarget`, which knows what is wrong with one.
private let leaveAsItIs: @convention(c) (Context, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = { _, _, text in
    guard let text = unsafe text else { return 0 }
    return unsafe Int(bitPattern: UInt(bitPattern: cStringLength(text)))
}

private let access:
    @convention(c) (
        Context, OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
        UnsafePointer<CChar>?, UnsafeMutablePointer<Int>?, UnsafeMutablePointer<Context>?
    ) -> MHD_Result = { context, connection, _, method, _, upload, uploadSize, requestContext in
        guard let context = unsafe context, let connection = unsafe connection, let method = unsafe method,
            let request = unsafe requestContext?.pointee
        else { return .NO }
        let core = unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        let exchange = unsafe Unmanaged<RequestExchange>.fromOpaque(request).takeUnretainedValue()
        let isNew = exchange.state.withLock { if case .begun = $0.step { true } else { false } }
        if isNew { return unsafe core.begin(connection, exchange, method: String(cString: method)) ? .YES : .NO }
        if let size = unsafe uploadSize?.pointee, size > 0, let upload = unsafe upload {
            let bytes = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(upload), byteCount: size)
            guard core.receive(bytes, exchange) else { return .NO }
            unsafe uploadSize?.pointee = 0
            return .YES
        }
        return unsafe core.proceed(connection, exchange) ? .YES : .NO
    }

private let requestEnds:
    @convention(c) (Context, OpaquePointer?, UnsafeMutablePointer<Context>?, MHD_RequestTerminationCode) -> Void = {
        context, connection, requestContext, _ in
        guard let context = unsafe context, let connection = unsafe connection,
            let request = unsafe requestContext?.pointee
        else { return }
        let core = unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        let exchange = unsafe Unmanaged<RequestExchange>.fromOpaque(request).takeRetainedValue()
        unsafe requestContext?.pointee = nil
        unsafe core.end(connection, exchange)
        core.underway.subtract(1, ordering: .acquiringAndReleasing)
    }

private let connectionChanges:
    @convention(c) (Context, OpaquePointer?, UnsafeMutablePointer<Context>?, MHD_ConnectionNotificationCode) -> Void = {
        context, connection, _, code in
        guard let context = unsafe context, let connection = unsafe connection else { return }
        let core = unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        let socket = unsafe lindung_http_socket(connection)
        if code == .CONNECTION_NOTIFY_STARTED {
            core.clock.allow(core.settings.silence, socket)
        } else {
            core.clock.forget(socket)
        }
    }
