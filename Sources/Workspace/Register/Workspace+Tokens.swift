import Cryptography
public import Statistics
public import Storage

extension Workspace {
    /// Issues a token with which a provider, or a curator, is recognised by the service. Its text is told once and kept
    /// nowhere: the store has its hash alone.
    ///
    /// - Returns: the text of the token.
    /// - Throws: `WorkspaceError.usage` if there is no such provider.
    public func issueToken(
        provider: Identifier, scope: TokenScope, days: Int, moment: Moment, actor: String
    ) throws(WorkspaceError) -> (text: String, record: TokenRecord) {
        let (text, record) = try makeToken(provider: provider, scope: scope, days: days, moment: moment)
        try store.write { writing throws(WorkspaceError) in
            let known = try knownProvider(provider, writing)
            guard !known.isDisabled else { throw .usage("the provider \(provider) is disabled") }
            try stored { () throws(StoreError) in try writing.insert(record) }
            try audit(writing, "token-issued", record.id, "\(provider) \(scope.rawValue) \(days) days", moment, actor)
        }
        return (text, record)
    }

    /// Issues a token in place of one that was lost: of the same provider and scope. The old one is good no more from that
    /// moment on.
    ///
    /// - Returns: the text of the new token.
    /// - Throws: `WorkspaceError.usage` if there is none of that id, it was revoked, or its provider is disabled.
    public func reissueToken(
        _ id: String, days: Int, moment: Moment, actor: String
    ) throws(WorkspaceError) -> (text: String, record: TokenRecord) {
        try store.write { writing throws(WorkspaceError) in
            let old = try knownToken(id, writing)
            guard old.revoked == nil else { throw .usage("the token \(id) is revoked; issue another one") }
            let provider = try knownProvider(old.provider, writing)
            guard !provider.isDisabled else { throw .usage("the provider \(provider.id) is disabled") }
            let (text, record) = try makeToken(provider: provider.id, scope: old.scope, days: days, moment: moment)
            try stored { () throws(StoreError) in
                try writing.revokeToken(id, at: moment.at)
                try writing.insert(record)
            }
            try audit(
                writing, "token-reissued", record.id, "\(provider.id) \(old.scope.rawValue) \(days) days for \(id)",
                moment, actor)
            return (text, record)
        }
    }

    private func makeToken(
        provider: Identifier, scope: TokenScope, days: Int, moment: Moment
    ) throws(WorkspaceError) -> (text: String, record: TokenRecord) {
        let text: String
        let id: String
        let hash: Digest
        do {
            id = RandomText.hexadecimal(try RandomBytes.make(4))
            text = "lindung-\(id)-\(RandomText.hexadecimal(try RandomBytes.make(32)))"
            hash = try SHA256.digest(of: Array(text.utf8))
        } catch { throw SealingKey.failure }
        let record = TokenRecord(
            id: id, provider: provider, scope: scope, hash: hash, issued: moment.at,
            expires: Timestamp(secondsSince1970: moment.at.secondsSince1970 + Int64(days) * 86_400))
        guard let record else { throw SealingKey.failure }
        return (text, record)
    }

    private func knownToken(_ id: String, _ reading: any StoreReading) throws(WorkspaceError) -> TokenRecord {
        let known = try stored { () throws(StoreError) in try reading.tokens() }.first { $0.id == id }
        guard let known else { throw .usage("there is no token \(id); lindung token list names them") }
        return known
    }

    /// Whose token a text is, if it is good at that moment and its provider may act.
    ///
    /// The token is found by its name and its secret compared by hash, in a time that tells nothing of the hash.
    public func bearer(ofToken text: String, at moment: Moment) throws(WorkspaceError) -> TokenRecord? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= 128, parts.count == 3, parts[0] == "lindung" else { return nil }
        let hash: Digest
        do throws(CryptographyError) { hash = try SHA256.digest(of: Array(text.utf8)) } catch {
            throw SealingKey.failure
        }
        return try store.read { reading throws(WorkspaceError) in
            let known = try stored { () throws(StoreError) in try reading.tokens() }.first { $0.id == parts[1] }
            guard let known, known.hash.isEqual(inConstantTime: hash), known.revoked == nil,
                known.expires.map({ moment.at.secondsSince1970 < $0.secondsSince1970 }) ?? true,
                let provider = try stored({ () throws(StoreError) in try reading.provider(known.provider) }),
                !provider.isDisabled
            else { return nil }
            return known
        }
    }

    /// All tokens, without their texts.
    public func tokens() throws(WorkspaceError) -> [TokenRecord] {
        try store.read { reading throws(WorkspaceError) in
            try stored { () throws(StoreError) in try reading.tokens() }
        }
    }

    /// Revokes a token at once.
    ///
    /// - Throws: `WorkspaceError.usage` if there is none of that id, or it is revoked.
    public func revokeToken(_ id: String, moment: Moment, actor: String) throws(WorkspaceError) {
        try store.write { writing throws(WorkspaceError) in
            let known = try knownToken(id, writing)
            guard known.revoked == nil else { throw .usage("the token \(id) is revoked already") }
            try stored { () throws(StoreError) in try writing.revokeToken(id, at: moment.at) }
            try audit(writing, "token-revoked", id, "\(known.provider)", moment, actor)
        }
    }
}

/// Random bytes as text.
enum RandomText {
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
