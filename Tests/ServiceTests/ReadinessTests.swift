import Foundation
import Storage
import Synchronization
import TestSupport
import Testing
import Workspace

@testable import Service

/// A store that can be made to fail.
private final class BreakableStore: Store {
    static let isBroken = Atomic<Bool>(false)
    private let inner: any Store

    init(_ inner: any Store) { self.inner = inner }

    func read<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreReading) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard !BreakableStore.isBroken.load(ordering: .acquiring) else {
            throw Failure(.failed(operation: "read", code: 10))
        }
        return try inner.read(body)
    }

    func write<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreWriting) throws(Failure) -> Result
    ) throws(Failure) -> Result { try inner.write(body) }
}

@Suite struct ReadinessTests {
    @Test func whoIsAboutToEndIsNotReadyAndAnswersAllTheSame() throws {
        let office = try ServedOffice()
        #expect(try office.ask("GET", "/readyz").status == 200)
        office.service.isDraining.store(true, ordering: .releasing)
        let answer = try office.ask("GET", "/readyz")
        #expect(answer.status == 503 && answer.content.contains("about to end"))
        #expect(try office.ask("GET", "/healthz").status == 200)
        #expect(try office.ask("GET", "/v1/datasets").status == 200)
    }

    @Test func aStoreThatCannotBeReadIsNotReady() throws {
        let office = try ServedOffice(store: { BreakableStore($0) })
        defer { BreakableStore.isBroken.store(false, ordering: .releasing) }
        #expect(try office.ask("GET", "/readyz").status == 200)
        BreakableStore.isBroken.store(true, ordering: .releasing)
        let answer = try office.ask("GET", "/readyz")
        #expect(answer.status == 503 && answer.content.contains("cannot be read"))
        #expect(try office.ask("GET", "/healthz").status == 200, "it is not to be started anew for that")
        BreakableStore.isBroken.store(false, ordering: .releasing)
        #expect(try office.ask("GET", "/readyz").status == 200)
        office.running.stop()
        #expect(office.log.contains { $0.contains("\"fault\":\"the store failed (read, number 10)\"") })
    }

    /// The proxy sees for `drainTime` that it is to send no more, while what it has sent is answered.
    @Test func beforeItEndsItSaysSo() async throws {
        let office = try ServedOffice { $0.drainTime = 3600 }
        let running = office.running
        Thread.detachNewThread { running.stop() }
        while try office.ask("GET", "/readyz").status == 200 {}
        #expect(try office.ask("GET", "/v1/datasets").status == 200)
        running.hurry()
    }
}
