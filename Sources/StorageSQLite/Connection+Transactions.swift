import Storage

extension Connection {
    /// Runs a body between the beginning and the end of a transaction; whatever it throws undoes it.
    func transaction<Result, Failure: StoreFailure>(
        _ beginning: String, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        do throws(StoreError) {
            try run(beginning)
        } catch { throw Failure(error) }
        let result: Result
        do throws(Failure) {
            result = try body()
        } catch {
            rollBack()
            throw error
        }
        do throws(StoreError) {
            try run("COMMIT")
        } catch {
            rollBack()
            throw Failure(error)
        }
        return result
    }

    /// Runs a body as a part of the open transaction; whatever it throws undoes that part alone, or all where that cannot
    /// be done.
    func part<Result, Failure: StoreFailure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        do throws(StoreError) {
            try run("SAVEPOINT part")
        } catch { throw Failure(error) }
        let result: Result
        do throws(Failure) {
            result = try body()
        } catch {
            do throws(StoreError) {
                if isInTransaction {
                    try run("ROLLBACK TO part")
                    try run("RELEASE part")
                }
            } catch { rollBack() }
            throw error
        }
        do throws(StoreError) {
            try run("RELEASE part")
        } catch {
            rollBack()
            throw Failure(error)
        }
        return result
    }

    /// Ends the transaction and keeps nothing of it.
    func rollBack() {
        // SQLite may have done it already, and if it cannot, the connection's end will.
        if isInTransaction { try? run("ROLLBACK") }
    }

    /// Several statements of which all have effect, or none, within a transaction.
    func atomically<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        try run("SAVEPOINT step")
        do throws(StoreError) {
            let result = try body()
            try run("RELEASE step")
            return result
        } catch {
            if isInTransaction {
                try run("ROLLBACK TO step")
                try run("RELEASE step")
            }
            throw error
        }
    }
}
