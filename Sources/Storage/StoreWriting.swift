public import Statistics

/// What can be changed in a store within a transaction. Each call is done whole or not at all.
///
/// Besides what is said of each call, any may throw `noSpace`, `readOnly` and what reading throws.
public protocol StoreWriting: StoreReading {
    // MARK: Providers and tokens

    /// Adds a provider.
    ///
    /// - Throws: `alreadyThere`.
    func insert(_ provider: ProviderRecord) throws(StoreError)
    /// Adds a branch to a provider, after those that it has.
    ///
    /// - Throws: `notThere` for the provider, `alreadyThere` for the branch.
    func addBranch(_ branch: Identifier, to provider: Identifier) throws(StoreError)
    /// Disables a provider, or enables it again.
    ///
    /// - Throws: `notThere`.
    func setDisabled(_ isDisabled: Bool, provider: Identifier) throws(StoreError)
    /// Adds a token.
    ///
    /// - Throws: `notThere` for its provider, `alreadyThere` for its name or hash.
    func insert(_ token: TokenRecord) throws(StoreError)
    /// Revokes a token for good.
    ///
    /// - Throws: `notThere`, or `alreadyThere` where it was revoked before.
    func revokeToken(_ id: String, at time: Timestamp) throws(StoreError)

    // MARK: Submissions

    /// Adds a submission and its parts, each for a period of its own.
    ///
    /// The record's `sequence`, `withdrawal` and `purged` are the store's to give and are not looked at.
    ///
    /// - Returns: the record as it is kept.
    /// - Throws: `notThere` for the provider or branch, `alreadyThere` for the name, `conflict` for a disabled
    ///   provider or two parts of one period.
    @discardableResult
    func insert(_ submission: SubmissionRecord, parts: [SubmissionPart]) throws(StoreError) -> SubmissionRecord
    /// Adds the next piece of the sealed bytes of a submission that this transaction has inserted.
    ///
    /// - Throws: `conflict` for any other submission.
    func appendSealedChunk(_ bytes: [UInt8], to submission: SubmissionID) throws(StoreError)
    /// Takes a submission back.
    ///
    /// - Throws: `notThere`, or `alreadyThere` where it was withdrawn before.
    func withdraw(_ submission: SubmissionID, _ withdrawal: Withdrawal) throws(StoreError)
    /// Drops the sealed bytes of a submission; its record and its counts stay.
    ///
    /// - Throws: `notThere`, or `alreadyThere` where it was purged before.
    func purge(_ submission: SubmissionID, at time: Timestamp) throws(StoreError)
    /// Notes that a request was done under a key.
    ///
    /// - Throws: `notThere` for the submission, `alreadyThere` for the key.
    func insert(_ key: RequestKeyRecord) throws(StoreError)
    /// Forgets the keys that expire at a time or before.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func dropRequestKeys(expiredAt time: Timestamp) throws(StoreError) -> Int

    // MARK: Releases and the ledger

    /// Adds a release. The record's `withdrawal` is not looked at.
    ///
    /// - Throws: `conflict` unless it has the next number and the digest of the payload; `notThere` for a draw of a
    ///   release or an input of a submission that is not there.
    func insert(_ release: ReleaseRecord, payload: [UInt8], inputs: [ReleaseInput]) throws(StoreError)
    /// Takes a release back.
    ///
    /// - Throws: `notThere` for it or the one because of which it is taken back, or `alreadyThere` where it was
    ///   withdrawn before.
    func withdrawRelease(_ number: Int, _ withdrawal: ReleaseWithdrawal) throws(StoreError)
    /// Charges a release, which must be there.
    ///
    /// - Throws: `notThere` for the release.
    func insert(_ entry: LedgerRecord) throws(StoreError)

    // MARK: What was published

    /// Keeps what a release published, for good.
    ///
    /// - Throws: `notThere` for the release, `alreadyThere` where it has a manifest.
    func insert(_ manifest: ManifestRecord, files: [PublishedFileRecord]) throws(StoreError)

    // MARK: Audit and exports

    /// Adds a record to the audit.
    ///
    /// - Throws: `conflict` unless it is chained to the last one.
    func append(_ record: AuditRecord) throws(StoreError)
    /// Notes an export, unless one of the same bytes is known.
    ///
    /// - Returns: whether it was new.
    /// - Throws: `notThere` for the release.
    @discardableResult
    func insert(_ export: ExportRecord) throws(StoreError) -> Bool
}
