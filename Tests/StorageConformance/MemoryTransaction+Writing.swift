import Cryptography
import Statistics
import Storage

extension MemoryTransaction: StoreWriting {
    func insert(_ provider: ProviderRecord) throws(StoreError) {
        guard try self.provider(provider.id) == nil else { throw .alreadyThere("the provider \(provider.id)") }
        guard Set(provider.branches).count == provider.branches.count else {
            throw .alreadyThere("a branch of \(provider.id)")
        }
        try change { $0.providers[provider.id] = provider }
    }

    private func provider(at id: Identifier) throws(StoreError) -> ProviderRecord {
        guard let record = try provider(id) else { throw .notThere("provider \(id)") }
        return record
    }

    private func replace(_ old: ProviderRecord, branches: [Identifier], isDisabled: Bool) throws(StoreError) {
        try change {
            $0.providers[old.id] = ProviderRecord(
                id: old.id, name: old.name, kind: old.kind, branches: branches, isDisabled: isDisabled,
                added: old.added)
        }
    }

    func addBranch(_ branch: Identifier, to provider: Identifier) throws(StoreError) {
        let record = try self.provider(at: provider)
        guard !record.branches.contains(branch) else { throw .alreadyThere("the branch \(branch) of \(provider)") }
        try replace(record, branches: record.branches + [branch], isDisabled: record.isDisabled)
    }

    func setDisabled(_ isDisabled: Bool, provider: Identifier) throws(StoreError) {
        let record = try self.provider(at: provider)
        try replace(record, branches: record.branches, isDisabled: isDisabled)
    }

    func insert(_ token: TokenRecord) throws(StoreError) {
        _ = try provider(at: token.provider)
        guard try !looked().tokens.contains(where: { $0.id == token.id || $0.hash == token.hash }) else {
            throw .alreadyThere("the token \(token.id)")
        }
        try change { $0.tokens.append(token) }
    }

    func revokeToken(_ id: String, at time: Timestamp) throws(StoreError) {
        guard let place = try looked().tokens.firstIndex(where: { $0.id == id }) else { throw .notThere("token \(id)") }
        try change { state throws(StoreError) in
            let old = state.tokens[place]
            guard old.revoked == nil else { throw .alreadyThere("the end of token \(id)") }
            let new = TokenRecord(
                id: old.id, provider: old.provider, scope: old.scope, hash: old.hash, issued: old.issued,
                expires: old.expires, revoked: time)
            if let new { state.tokens[place] = new }
        }
    }

    func insert(_ submission: SubmissionRecord, parts: [SubmissionPart]) throws(StoreError) -> SubmissionRecord {
        try submission.check(against: try provider(submission.provider), parts: parts)
        guard try self.submission(submission.id) == nil else {
            throw .alreadyThere("the submission \(submission.id)")
        }
        let kept = submission.kept(sequence: try looked().submissions.count + 1)
        try change { state in
            state.places[kept.id] = state.submissions.count
            state.submissions.append(kept)
            state.parts[kept.id] = parts
        }
        inserted.insert(kept.id)
        return kept
    }

    func appendSealedChunk(_ bytes: [UInt8], to submission: SubmissionID) throws(StoreError) {
        try change { state throws(StoreError) in
            guard inserted.contains(submission) else {
                throw .conflict("the submission \(submission) is not one that this transaction has inserted")
            }
            state.chunks[submission, default: []].append(bytes)
        }
    }

    private func update(
        _ id: SubmissionID, _ body: (SubmissionRecord) throws(StoreError) -> SubmissionRecord
    ) throws(StoreError) {
        try change { state throws(StoreError) in
            guard let place = state.places[id] else { throw .notThere("submission \(id)") }
            state.submissions[place] = try body(state.submissions[place])
        }
    }

    func withdraw(_ submission: SubmissionID, _ withdrawal: Withdrawal) throws(StoreError) {
        try update(submission) { old throws(StoreError) in
            guard old.withdrawal == nil else { throw .alreadyThere("the withdrawal of \(submission)") }
            return old.kept(sequence: old.sequence, withdrawal: withdrawal, purged: old.purged)
        }
    }

    func purge(_ submission: SubmissionID, at time: Timestamp) throws(StoreError) {
        try update(submission) { old throws(StoreError) in
            guard old.purged == nil else { throw .alreadyThere("the purge of \(submission)") }
            return old.kept(sequence: old.sequence, withdrawal: old.withdrawal, purged: time)
        }
        try change { $0.chunks[submission] = nil }
        inserted.remove(submission)
    }

    func insert(_ key: RequestKeyRecord) throws(StoreError) {
        guard try submission(key.submission) != nil else { throw .notThere("submission \(key.submission)") }
        guard try requestKey(key.key) == nil else { throw .alreadyThere("the key of this request") }
        try change { $0.requestKeys[key.key] = key }
    }

    func dropRequestKeys(expiredAt time: Timestamp) throws(StoreError) -> Int {
        let before = try looked().requestKeys.count
        try change { $0.requestKeys = $0.requestKeys.filter { $0.value.expires > time } }
        return try before - looked().requestKeys.count
    }

    func insert(_ release: ReleaseRecord, payload: [UInt8], inputs: [ReleaseInput]) throws(StoreError) {
        try release.check(next: try nextReleaseNumber(), payload: payload)
        for input in inputs where try submission(input.submission) == nil {
            throw .notThere("submission \(input.submission)")
        }
        try change { state in
            state.releases.append(release.withdrawn(nil))
            state.payloads[release.number] = payload
            state.inputs[release.number] = inputs
        }
    }

    func insert(_ manifest: ManifestRecord, files: [PublishedFileRecord]) throws(StoreError) {
        guard try release(manifest.release) != nil else { throw .notThere("release \(manifest.release)") }
        guard try self.manifest(ofRelease: manifest.release) == nil else {
            throw .alreadyThere("the manifest of release \(manifest.release)")
        }
        try change { state in
            state.manifests.append(manifest)
            state.publishedFiles[manifest.release] = files
        }
    }

    func withdrawRelease(_ number: Int, _ withdrawal: ReleaseWithdrawal) throws(StoreError) {
        guard let record = try release(number) else { throw .notThere("release \(number)") }
        guard record.withdrawal == nil else { throw .alreadyThere("the withdrawal of release \(number)") }
        if let cause = withdrawal.becauseOf, try release(cause) == nil { throw .notThere("release \(cause)") }
        try change { $0.releases[number - 1] = record.withdrawn(withdrawal) }
    }

    func insert(_ entry: LedgerRecord) throws(StoreError) {
        guard try release(entry.release) != nil else { throw .notThere("release \(entry.release)") }
        try change { $0.ledger.append(entry) }
    }

    func append(_ record: AuditRecord) throws(StoreError) {
        let isChained: Bool
        let last = try lastAudit()
        do throws(CryptographyError) {
            isChained = try record.isChained(to: last)
        } catch { throw .failed(operation: "hash", code: 0) }
        guard isChained else { throw .conflict("this record of the audit does not follow the last one") }
        try change { $0.audit.append(record) }
    }

    func insert(_ export: ExportRecord) throws(StoreError) -> Bool {
        guard try release(export.release) != nil else { throw .notThere("release \(export.release)") }
        guard try self.export(digest: export.digest) == nil else { return false }
        try change { $0.exports.append(export) }
        return true
    }
}
