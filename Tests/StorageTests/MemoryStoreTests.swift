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

        func open() throws(StoreError) -> any Store {
            guard let store = made.withLock({ $0 }) else { throw .missing("memory") }
            return MemoryStore(sharing: store)
        }
    }

    @Test func holdsToWhatEveryStoreMust() {
        #expect(StoreConformance { Place() }.failures() == [])
    }
}
