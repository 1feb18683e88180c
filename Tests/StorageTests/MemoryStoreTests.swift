import Storage
import StorageConformance
import Synchronization
import Testing

@Suite struct MemoryStoreTests {
    private final class Place: StorePlace {
        private let made = Mutex<MemoryStore?>(nil)

        func create(keyCheck: [UInt8], at time: Timestamp) throws(StoreError) -> any Store {
            let store = MemoryStore(keyCheck: keyCheck, at: time)
            made.withLock { $0 = store }
            return store
        }

        func open() throws(StoreError) -> any Store { try opened() }

        func opened() throws(StoreError) -> MemoryStore {
            guard let store = made.withLock({ $0 }) else { throw .missing("memory") }
            return MemoryStore(sharing: store)
        }
    }

    /// Forgets what it kept whenever it is opened.
    private struct ForgetfulPlace: StorePlace {
        func create(keyCheck: [UInt8], at time: Timestamp) throws(StoreError) -> any Store {
            MemoryStore(keyCheck: keyCheck, at: time)
        }

        func open() throws(StoreError) -> any Store {
            guard let time = Timestamp(secondsSince1970: 0) else { throw .missing("memory") }
            return MemoryStore(keyCheck: [], at: time)
        }
    }

    /// Keeps what a body wrote before it threw.
    private final class CarelessStore: Store {
        private let store: MemoryStore

        init(_ store: MemoryStore) { self.store = store }

        func read<Result: Sendable, Failure: StoreFailure>(
            _ body: (any StoreReading) throws(Failure) -> Result
        ) throws(Failure) -> Result { try store.read(body) }

        func write<Result: Sendable, Failure: StoreFailure>(
            _ body: (any StoreWriting) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            var failure: Failure?
            let result = try store.write { writing throws(Failure) -> Result? in
                do throws(Failure) {
                    return try body(writing)
                } catch {
                    failure = error
                    return nil
                }
            }
            guard let result else { throw failure ?? Failure(.ended) }
            return result
        }
    }

    private struct CarelessPlace: StorePlace {
        private let place = Place()

        func create(keyCheck: [UInt8], at time: Timestamp) throws(StoreError) -> any Store {
            _ = try place.create(keyCheck: keyCheck, at: time)
            return try open()
        }

        func open() throws(StoreError) -> any Store { CarelessStore(try place.opened()) }
    }

    @Test func theSuiteFindsWhatIsWrong() {
        let forgetful = StoreConformance { ForgetfulPlace() }.failures()
        for check in ["identity", "providers", "submissions", "releases", "audit", "ledger", "snapshots"] {
            #expect(forgetful.contains { $0.hasPrefix("\(check): ") }, "\(check)")
        }
        let careless = StoreConformance { CarelessPlace() }.failures()
        #expect(careless.contains { $0.hasPrefix("roll back: nothing is kept") }, "\(careless)")
    }

    @Test func holdsToWhatEveryStoreMust() {
        #expect(StoreConformance { Place() }.failures() == [])
    }
}
