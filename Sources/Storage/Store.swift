public import Cryptography
public import Statistics

/// Where a workspace keeps what it knows. Engines differ; what they promise does not:
///
/// - A transaction happens whole or not at all, and has reached the disk when `write` returns.
/// - Transactions are serialisable: each sees the store as if it ran alone. Writers take turns, also those of other
///   processes.
/// - What is immutable (submissions, vintages, ledger, audit log) cannot be changed or removed through it.
public protocol Store: Sendable {
    /// Reads one consistent state.
    ///
    /// - Throws: what `body` throws, or the store's own failure as that kind of error.
    func read<Result, Failure: StoreFailure>(
        _ body: (any StoreReading) throws(Failure) -> Result
    ) throws(Failure) -> Result

    /// Changes the store: all that `body` does, or nothing if it throws.
    ///
    /// - Throws: what `body` throws, or the store's own failure as that kind of error.
    func write<Result, Failure: StoreFailure>(
        _ body: (any StoreWriting) throws(Failure) -> Result
    ) throws(Failure) -> Result
}

/// What can be asked of a store within a transaction. Every call throws `StoreError`, `ended` after its end.
public protocol StoreReading: AnyObject {
    /// The sealed bytes by which the key of the workspace is recognised.
    func keyCheck() throws(StoreError) -> [UInt8]
    /// Whether what is kept is readable and consistent, as far as the engine can tell; `damaged` if not.
    func checkIntegrity() throws(StoreError)

    /// All providers, by name.
    func providers() throws(StoreError) -> [ProviderRecord]
    /// The provider of a name.
    func provider(_ id: Identifier) throws(StoreError) -> ProviderRecord?
    /// All tokens, in the order in which they were issued.
    func tokens() throws(StoreError) -> [TokenRecord]
    /// The token of a hash.
    func token(hash: Digest) throws(StoreError) -> TokenRecord?

    /// The submission of a name.
    func submission(_ id: SubmissionID) throws(StoreError) -> SubmissionRecord?
    /// The newest submission of a provider for a dataset with this content.
    func submission(
        contentKey: Digest, provider: Identifier, dataset: Identifier
    ) throws(StoreError) -> SubmissionRecord?
    /// Submissions in order of arrival, of one provider, for one dataset, or all.
    func submissions(provider: Identifier?, dataset: Identifier?) throws(StoreError) -> [SubmissionRecord]
    /// Every part for a dataset, in order of arrival and period, those of withdrawn submissions included.
    func parts(ofDataset dataset: Identifier) throws(StoreError) -> [PartRecord]
    /// The sealed counts of a part; `notThere` if there is none.
    func sealedCounts(of id: SubmissionID, period: Period) throws(StoreError) -> [UInt8]
    /// A piece of what was received, from 0; `nil` after the last.
    func sealedChunk(of id: SubmissionID, index: Int) throws(StoreError) -> [UInt8]?

    /// The number that the next release must have.
    func nextReleaseNumber() throws(StoreError) -> Int
    /// The vintage of a number.
    func release(_ number: Int) throws(StoreError) -> ReleaseRecord?
    /// Vintages by number, of one dataset or all.
    func releases(dataset: Identifier?) throws(StoreError) -> [ReleaseRecord]
    /// The bytes of a vintage; `notThere` if there is none.
    func payload(ofRelease number: Int) throws(StoreError) -> [UInt8]
    /// What a release's own draws were counted from, by period.
    func inputs(ofRelease number: Int) throws(StoreError) -> [ReleaseInput]
    /// What was charged to a population, in order.
    func ledger(ofPopulation population: Identifier) throws(StoreError) -> [LedgerRecord]
    /// What a release was charged, in order.
    func ledger(ofRelease number: Int) throws(StoreError) -> [LedgerRecord]

    /// The last line of the audit log.
    func lastAudit() throws(StoreError) -> AuditRecord?
    /// Lines of the audit log from a place on, at most `limit`.
    func audit(from sequence: Int, limit: Int) throws(StoreError) -> [AuditRecord]
    /// The export of a digest.
    func export(digest: Digest) throws(StoreError) -> ExportRecord?
}

/// What can be changed in a store within a transaction. Every call throws `StoreError`, `ended` after its end.
public protocol StoreWriting: StoreReading {
    /// Adds a provider; `alreadyThere` if its name is taken.
    func insert(_ provider: ProviderRecord) throws(StoreError)
    /// Adds a branch; `notThere` without the provider, `alreadyThere` if it has one of that name.
    func addBranch(_ branch: Identifier, to provider: Identifier) throws(StoreError)
    /// Keeps a provider from submitting, or lets it again; `notThere` if there is none.
    func setDisabled(_ isDisabled: Bool, provider: Identifier) throws(StoreError)
    /// Adds a token; `notThere` without its provider, `alreadyThere` if its name or hash is taken.
    func insert(_ token: TokenRecord) throws(StoreError)
    /// Revokes a token; `notThere` if there is none, `conflict` if it is revoked.
    func revokeToken(_ id: String, at: Timestamp) throws(StoreError)

    /// Adds a submission at the end of the order of arrival; `notThere` without its provider or branch, `conflict` if
    /// the provider is disabled or a period comes twice, `alreadyThere` if its name is taken.
    func insert(_ submission: SubmissionRecord, parts: [SubmissionPart]) throws(StoreError)
    /// Adds the next piece of what was received; `notThere` without the submission.
    func appendSealedChunk(_ sealed: [UInt8], to id: SubmissionID) throws(StoreError)
    /// Marks a submission as taken back; `notThere` if there is none, `conflict` if it is withdrawn.
    func withdraw(_ id: SubmissionID, _ withdrawal: Withdrawal) throws(StoreError)
    /// Drops what was received of a submission; `notThere` if there is none, `conflict` if it was dropped before.
    func purge(_ id: SubmissionID, at: Timestamp) throws(StoreError)

    /// Adds a vintage; `conflict` unless its number is the next, `notThere` if an input or a draw names what is not kept.
    func insert(_ release: ReleaseRecord, payload: [UInt8], inputs: [ReleaseInput]) throws(StoreError)
    /// Marks a vintage as taken back; `notThere` if there is none, `conflict` if it was taken back before, unless it
    /// then fell with another and is now itself at fault.
    func withdrawRelease(_ number: Int, _ withdrawal: ReleaseWithdrawal) throws(StoreError)
    /// Adds a charge; `notThere` without its release.
    func insert(_ charge: LedgerRecord) throws(StoreError)

    /// Adds a line to the audit log; `conflict` unless it follows the last.
    func append(_ line: AuditRecord) throws(StoreError)
    /// Records an export; nothing changes if its digest is known. `notThere` without its release.
    func insert(_ export: ExportRecord) throws(StoreError)
}
