import Cryptography
import Statistics
import Storage

extension SQLiteTransaction: StoreReading {
    func identity() throws(StoreError) -> StoreIdentity {
        let found = try first("SELECT keyCheck, created FROM identity", []) { row throws(StoreError) in
            StoreIdentity(keyCheck: try row.blob(), created: try row.timestamp())
        }
        guard let found else { throw .damaged("it does not say what it was made with") }
        return found
    }

    // MARK: Providers and tokens

    func providers() throws(StoreError) -> [ProviderRecord] { try providers(where: "1", []) }

    func provider(_ id: Identifier) throws(StoreError) -> ProviderRecord? {
        try providers(where: "id = ?", [.of(id)]).first
    }

    private func providers(where condition: String, _ values: [SQLValue]) throws(StoreError) -> [ProviderRecord] {
        try rows(
            "SELECT id, name, kind, isDisabled, added FROM provider WHERE \(condition) ORDER BY id", values
        ) { row throws(StoreError) in
            let id = try row.identifier()
            let name = try row.text()
            let kind = try row.optionally { ProviderKind(rawValue: $0) }
            let isDisabled = try row.bool()
            let added = try row.timestamp()
            let branches = try rows("SELECT branch FROM branch WHERE provider = ? ORDER BY place", [.of(id)]) {
                branch throws(StoreError) in try branch.identifier()
            }
            return ProviderRecord(
                id: id, name: name, kind: kind, branches: branches, isDisabled: isDisabled, added: added)
        }
    }

    func tokens() throws(StoreError) -> [TokenRecord] {
        try rows("\(SQLiteTransaction.tokenColumns) ORDER BY issued, id", []) { row throws(StoreError) in
            try SQLiteTransaction.token(row)
        }
    }

    func token(hash: Digest) throws(StoreError) -> TokenRecord? {
        try first("\(SQLiteTransaction.tokenColumns) WHERE hash = ?", [.of(hash)]) { row throws(StoreError) in
            try SQLiteTransaction.token(row)
        }
    }

    private static let tokenColumns = "SELECT id, provider, scope, hash, issued, expires, revoked FROM token"

    private static func token(_ row: Statement) throws(StoreError) -> TokenRecord {
        let token = TokenRecord(
            id: try row.text(), provider: try row.identifier(), scope: try row.parsed { TokenScope(rawValue: $0) },
            hash: try row.digest(), issued: try row.timestamp(), expires: try row.optionalTimestamp(),
            revoked: try row.optionalTimestamp())
        guard let token else { throw .damaged("a token's name is not what was written") }
        return token
    }

    // MARK: Audit and exports

    func lastAudit() throws(StoreError) -> AuditRecord? {
        try audit("ORDER BY sequence DESC LIMIT 1", []).first
    }

    func audit(from sequence: Int, limit: Int) throws(StoreError) -> [AuditRecord] {
        try audit("WHERE sequence >= ? ORDER BY sequence LIMIT ?", [.of(sequence), .of(max(limit, 0))])
    }

    private func audit(_ ending: String, _ values: [SQLValue]) throws(StoreError) -> [AuditRecord] {
        try rows(
            "SELECT sequence, at, actor, action, subject, detail, previous, hash FROM audit \(ending)", values
        ) { row throws(StoreError) in
            AuditRecord(
                sequence: try row.int(), at: try row.timestamp(), actor: try row.text(), action: try row.text(),
                subject: try row.text(), detail: try row.text(), previous: try row.digest(), hash: try row.digest())
        }
    }

    func export(digest: Digest) throws(StoreError) -> ExportRecord? {
        try exports("WHERE digest = ?", [.of(digest)]).first
    }

    func exports(ofRelease number: Int) throws(StoreError) -> [ExportRecord] {
        try exports("WHERE release = ? ORDER BY entry", [.of(number)])
    }

    private func exports(_ ending: String, _ values: [SQLValue]) throws(StoreError) -> [ExportRecord] {
        try rows(
            "SELECT digest, release, format, tableID, made FROM export \(ending)", values
        ) { row throws(StoreError) in
            ExportRecord(
                digest: try row.digest(), release: try row.int(), format: try row.text(),
                table: try row.optionalIdentifier(), made: try row.timestamp())
        }
    }
}
