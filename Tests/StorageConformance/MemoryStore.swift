public import Storage
import Synchronization

/// A store in memory, for tests: shows that the protocol asks for nothing of one engine, and is quick.
public final class MemoryStore: Store {
    /// What several stores "on the same path" share.
    private final class Place: Sendable {
        let writer = Mutex(())
        let state: Mutex<MemoryState>

        init(_ state: MemoryState) { self.state = Mutex(state) }
    }

    private let place: Place

    /// An empty store.
    public init(keyCheck: [UInt8], at time: Timestamp) {
        place = Place(MemoryState(identity: StoreIdentity(keyCheck: keyCheck, created: time)))
    }

    /// Another store on what a store keeps, as if opened again.
    public init(sharing other: MemoryStore) { place = other.place }

    /// Looks at a copy.
    public func read<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreReading) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let transaction = MemoryTransaction(place.state.withLock { $0 })
        defer { transaction.isOpen = false }
        return try body(transaction)
    }

    /// Changes a copy, which is put in place if the body ends well.
    @discardableResult
    public func write<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreWriting) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try place.writer.withLock { _ throws(Failure) in
            let transaction = MemoryTransaction(place.state.withLock { $0 })
            defer { transaction.isOpen = false }
            let result = try body(transaction)
            let state = transaction.state
            place.state.withLock { $0 = state }
            return result
        }
    }
}
