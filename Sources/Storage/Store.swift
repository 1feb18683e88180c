/// Where everything is kept that must outlive the program.
///
/// Each call is one transaction: all of it is kept or nothing, and transactions behave as if one ran after the other.
/// Whatever the body throws undoes it. A body must not call `write` of the same store again.
public protocol Store: Sendable {
    /// Looks at the store as it is at one moment, whatever others write meanwhile.
    ///
    /// - Throws: what `body` throws, or the store's own failure as such.
    func read<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreReading) throws(Failure) -> Result
    ) throws(Failure) -> Result

    /// Changes the store. The lock is taken before the body starts, so that what it reads stays so until it ends.
    ///
    /// Waits some 30 seconds for other processes, then fails with `StoreError.busy`. When it returns, what was written
    /// is on the disk.
    ///
    /// - Throws: what `body` throws, or the store's own failure as such.
    @discardableResult
    func write<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreWriting) throws(Failure) -> Result
    ) throws(Failure) -> Result

    /// Changes the store as `write` does, where many come at the same time: an engine may let them share one wait for the
    /// disk. Each is still kept whole or not at all, behaves as if one came after the other, and returns only once what it
    /// wrote is on the disk.
    ///
    /// The body may be run again, if what it shared could not be kept; only what it did last has happened.
    ///
    /// - Throws: what `body` throws, or the store's own failure as such.
    @discardableResult
    func writeTogether<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreWriting) throws(Failure) -> Result
    ) throws(Failure) -> Result
}

extension Store {
    /// The same as `write`: an engine for which there is nothing to share.
    @discardableResult
    public func writeTogether<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreWriting) throws(Failure) -> Result
    ) throws(Failure) -> Result { try write(body) }
}
