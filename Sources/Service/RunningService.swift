import Dispatch
public import HTTPServing
import Storage
import Synchronization
import Workspace

/// A service that listens, until it is stopped.
public final class RunningService: Sendable {
    private let server: HTTPServer
    private let service: LindungService
    private let isOver = Atomic<Bool>(false)
    private let hurries = DispatchSemaphore(value: 0)

    /// The port it listens at.
    public var port: UInt16 { server.port }

    /// Starts a service.
    ///
    /// - Throws: `HTTPServerError` where it cannot listen.
    public init(_ service: LindungService) throws(HTTPServerError) {
        self.service = service
        // Before anyone can ask: what is withdrawn after this is seen to be another state.
        let published = service.published()
        server = try HTTPServer(service.settings.server, service: service)
        service.note(
            .listening(scheme: service.settings.server.tls == nil ? "http" : "https", port: Int(server.port)))
        watch(last: published)
    }

    /// Says for some time that it is not ready, so that no proxy sends more; then takes no more connections, lets requests
    /// under way finish, and ends.
    public func stop() {
        guard !isOver.exchange(true, ordering: .acquiringAndReleasing) else { return }
        service.isDraining.store(true, ordering: .releasing)
        if service.settings.drainTime > 0 {
            service.note(.draining)
            _ = hurries.wait(timeout: .now() + .seconds(service.settings.drainTime))
        }
        service.note(.stopping)
        service.note(.stopped(cutOff: server.stop(patience: service.settings.stopTime)))
    }

    /// Ends the time in which it only says that it is not ready.
    public func hurry() { hurries.signal() }

    /// Once a second, whether another process has published or withdrawn something.
    private func watch(last: [String]?) {
        DispatchQueue.global().asyncAfter(deadline: .now() + 1) { [weak self] in
            guard let self, !isOver.load(ordering: .acquiring) else { return }
            let now = service.published()
            // What cannot be told may have changed.
            if now == nil || now != last { service.cache.forgetAll() }
            watch(last: now)
        }
    }
}

extension LindungService {
    /// What is published, in words that change whenever it does; `nil` if that cannot be told at the moment.
    func published() -> [String]? {
        try? workspace.publishedState()
    }
}
