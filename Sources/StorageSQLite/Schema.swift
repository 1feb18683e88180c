import Storage

/// The form of the database, as the steps that lead to it. A step that has shipped is never changed.
struct Schema: Sendable {
    /// For each version, from 1, the statements that lead to it from the one before.
    let steps: [[String]]

    /// The form that this program knows.
    static let current = Schema(steps: [firstVersion, secondVersion, thirdVersion])

    /// Tells a store from other databases: the letters LNDG.
    static let applicationID: Int64 = 0x4C4E_4447

    /// The version that these steps lead to.
    var version: Int { steps.count }

    /// Brings a database to this form, in one transaction; nothing is changed if it has it.
    ///
    /// - Parameters:
    ///   - connection: the connection to the database.
    ///   - keepOld: makes a copy of a database of an earlier version, which it is told, while nobody can write.
    /// - Throws: `newer` if the database is ahead of these steps, or the failure of the copy or of a step, which leaves
    ///   the database as it was.
    func migrate(_ connection: Connection, keepOld: (Int) throws(StoreError) -> Void) throws(StoreError) {
        guard try found(connection) != version else { return }
        try connection.transaction("BEGIN IMMEDIATE") { () throws(StoreError) in
            // Another process may have done it while this one waited.
            let found = try found(connection)
            guard found < version else { return }
            if found > 0 { try keepOld(found) }
            for step in steps[found...] {
                for statement in step { try connection.run(statement) }
            }
            try connection.run("PRAGMA user_version = \(version)")
        }
    }

    /// The version of a database, at most the one of this form.
    private func found(_ connection: Connection) throws(StoreError) -> Int {
        let found = Int(try connection.number("PRAGMA user_version") ?? 0)
        guard found <= version else { throw .newer(found: found, known: version) }
        guard found >= 0 else { throw .damaged("its form has no number") }
        return found
    }
}
