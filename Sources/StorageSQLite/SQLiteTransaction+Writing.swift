import Cryptography
import Statistics
import Storage

extension SQLiteTransaction: StoreWriting {
    // MARK: Providers and tokens

    func insert(_ provider: ProviderRecord) throws(StoreError) {
        guard try self.provider(provider.id) == nil else { throw .alreadyThere("the provider \(provider.id)") }
        try atomically { () throws(StoreError) in
            try run(
                "INSERT INTO provider (id, name, kind, isDisabled, added) VALUES (?, ?, ?, ?, ?)",
                [
                    .of(provider.id), .text(provider.name), .of(provider.kind?.rawValue), .of(provider.isDisabled),
                    .of(provider.added),
                ])
            for branch in provider.branches { try addBranch(branch, to: provider.id) }
        }
    }

    func addBranch(_ branch: Identifier, to provider: Identifier) throws(StoreError) {
        guard let record = try self.provider(provider) else { throw .notThere("provider \(provider)") }
        guard !record.branches.contains(branch) else { throw .alreadyThere("the branch \(branch) of \(provider)") }
        try run(
            "INSERT INTO branch (provider, branch, place) VALUES (?, ?, ?)",
            [.of(provider), .of(branch), .of(record.branches.count)])
    }

    func setDisabled(_ isDisabled: Bool, provider: Identifier) throws(StoreError) {
        guard try self.provider(provider) != nil else { throw .notThere("provider \(provider)") }
        try run("UPDATE provider SET isDisabled = ? WHERE id = ?", [.of(isDisabled), .of(provider)])
    }

    func insert(_ token: TokenRecord) throws(StoreError) {
        guard try provider(token.provider) != nil else { throw .notThere("provider \(token.provider)") }
        guard try !isThere("SELECT 1 FROM token WHERE id = ? OR hash = ?", [.text(token.id), .of(token.hash)])
        else { throw .alreadyThere("the token \(token.id)") }
        try run(
            "INSERT INTO token (id, provider, scope, hash, issued, expires, revoked) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .text(token.id), .of(token.provider), .text(token.scope.rawValue), .of(token.hash),
                .of(token.issued), .of(token.expires), .of(token.revoked),
            ])
    }

    func revokeToken(_ id: String, at time: Timestamp) throws(StoreError) {
        guard try isThere("SELECT 1 FROM token WHERE id = ?", [.text(id)]) else { throw .notThere("token \(id)") }
        guard try isThere("SELECT 1 FROM token WHERE id = ? AND revoked IS NULL", [.text(id)]) else {
            throw .alreadyThere("the end of token \(id)")
        }
        try run("UPDATE token SET revoked = ? WHERE id = ?", [.of(time), .text(id)])
    }

    // MARK: Audit and exports

    func append(_ record: AuditRecord) throws(StoreError) {
        let isChained: Bool
        let last = try lastAudit()
        do throws(CryptographyError) {
            isChained = try record.isChained(to: last)
        } catch { throw .failed(operation: "hash", code: 0) }
        guard isChained else { throw .conflict("this record of the audit does not follow the last one") }
        try run(
            """
            INSERT INTO audit (sequence, at, actor, action, subject, detail, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .of(record.sequence), .of(record.at), .text(record.actor), .text(record.action),
                .text(record.subject), .text(record.detail), .of(record.previous), .of(record.hash),
            ])
    }

    func insert(_ export: ExportRecord) throws(StoreError) -> Bool {
        guard try release(export.release) != nil else { throw .notThere("release \(export.release)") }
        guard try self.export(digest: export.digest) == nil else { return false }
        try run(
            "INSERT INTO export (digest, release, format, tableID, made) VALUES (?, ?, ?, ?, ?)",
            [.of(export.digest), .of(export.release), .text(export.format), .of(export.table), .of(export.made)])
        return true
    }
}
