public import Storage
import Synchronization

/// The connection that writes, and the group whose transaction is open on it.
struct SQLiteWriter {
    let connection: Connection
    private var group: WriteGroup?
    private var members = 0

    /// So many share a transaction at most: none waits for an endless stream of others.
    static let mostMembers = 64

    init(_ connection: Connection) { self.connection = connection }

    /// The group that is open; one is begun if there is none.
    mutating func join() throws(StoreError) -> WriteGroup {
        let open: WriteGroup
        if let group {
            open = group
        } else {
            try connection.run("BEGIN IMMEDIATE")
            open = WriteGroup()
            group = open
            members = 0
        }
        members += 1
        return open
    }

    /// Ends the group unless others are about to join it.
    mutating func leave(othersWait: Bool) {
        if !othersWait || members >= SQLiteWriter.mostMembers || !connection.isInTransaction { finish() }
    }

    /// Ends the group that is open, if there is one: when this returns it is on the disk, or nothing of it is kept.
    mutating func finish() {
        guard let open = group else { return }
        group = nil
        // SQLite ends a transaction by itself after some failures.
        guard connection.isInTransaction else { return open.finish(isKept: false) }
        do throws(StoreError) {
            try connection.run("COMMIT")
            open.finish(isKept: true)
        } catch {
            connection.rollBack()
            open.finish(isKept: false)
        }
    }
}

extension SQLiteStore {
    /// Changes the store in a transaction that writers who come at the same time share.
    ///
    /// Each has a part of its own, which alone is undone where its body throws. Whoever is the last in the row ends the
    /// transaction for all; nobody returns before that. If it cannot be kept, whosever fault that is, each runs once more
    /// by itself, so that one who asks for too much takes nothing from the others.
    ///
    /// - Throws: what `body` throws, or the store's own failure as such.
    @discardableResult
    public func writeTogether<Result: Sendable, Failure: StoreFailure>(
        _ body: (any StoreWriting) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        waiting.add(1, ordering: .relaxed)
        let turn = writer.withLock { writer -> (group: WriteGroup, outcome: Swift.Result<Result, Failure>)? in
            // Whoever is counted has not had the lock yet, and will get it.
            let others = waiting.subtract(1, ordering: .relaxed).newValue
            guard let group = try? writer.join() else { return nil }
            let outcome: Swift.Result<Result, Failure>
            do throws(Failure) {
                outcome = .success(try SQLiteTransaction.runPart(on: writer.connection, body))
            } catch { outcome = .failure(error) }
            writer.leave(othersWait: others > 0)
            return (group, outcome)
        }
        // What a body saw of others who were not kept has not happened, also where it threw because of it.
        guard let turn, turn.group.isKept else { return try write(body) }
        return try turn.outcome.get()
    }
}
