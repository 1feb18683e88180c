public import Cryptography
public import Statistics

/// What can be asked of a store within a transaction. After its end every call throws `StoreError.ended`.
///
/// Besides that, any call may throw `damaged`, `failed` or `busy`.
public protocol StoreReading: AnyObject {
    /// What the store was made with.
    func identity() throws(StoreError) -> StoreIdentity

    // MARK: Providers and tokens

    /// All providers, by name.
    func providers() throws(StoreError) -> [ProviderRecord]
    /// One provider.
    func provider(_ id: Identifier) throws(StoreError) -> ProviderRecord?
    /// All tokens, in the order in which they were issued, of one second by name.
    func tokens() throws(StoreError) -> [TokenRecord]
    /// The token whose secret has this hash, revoked or not.
    func token(hash: Digest) throws(StoreError) -> TokenRecord?

    // MARK: Submissions

    /// One submission.
    func submission(_ id: SubmissionID) throws(StoreError) -> SubmissionRecord?
    /// Submissions in order of arrival; of all providers or datasets where none is named.
    func submissions(provider: Identifier?, dataset: Identifier?) throws(StoreError) -> [SubmissionRecord]
    /// The last submission of a provider to a dataset with this content key, withdrawn or not.
    func submission(
        contentKey: Digest, provider: Identifier, dataset: Identifier
    ) throws(StoreError) -> SubmissionRecord?
    /// The parts of all submissions to a dataset, in order of arrival, those of one submission by period.
    func parts(ofDataset dataset: Identifier) throws(StoreError) -> [PartRecord]
    /// The part of a sender for a period that counts: of the last submission that was not withdrawn.
    func currentPart(
        ofDataset dataset: Identifier, provider: Identifier, branch: Identifier?, period: Period
    ) throws(StoreError) -> PartRecord?
    /// The sealed counts of a part.
    func sealedCounts(_ submission: SubmissionID, _ period: Period) throws(StoreError) -> [UInt8]?
    /// A piece of a submission's sealed bytes, from 0; `nil` after the last, and for all after a purge.
    func sealedChunk(_ index: Int, of submission: SubmissionID) throws(StoreError) -> [UInt8]?
    /// What was done under a key, expired or not.
    func requestKey(_ key: Digest) throws(StoreError) -> RequestKeyRecord?

    // MARK: Releases and the ledger

    /// The number that the next release must have.
    func nextReleaseNumber() throws(StoreError) -> Int
    /// One release.
    func release(_ number: Int) throws(StoreError) -> ReleaseRecord?
    /// Releases by number; of all datasets where none is named.
    func releases(dataset: Identifier?) throws(StoreError) -> [ReleaseRecord]
    /// The bytes of a release. `damaged` if they do not have the digest of its record.
    func releasePayload(_ number: Int) throws(StoreError) -> [UInt8]?
    /// What a release's own draws were counted from, in the order given; empty for no such release.
    func releaseInputs(_ number: Int) throws(StoreError) -> [ReleaseInput]
    /// What was charged to a population, in the order in which it was.
    func ledger(ofPopulation population: Identifier) throws(StoreError) -> [LedgerRecord]
    /// What a release was charged with, in order.
    func ledger(ofRelease number: Int) throws(StoreError) -> [LedgerRecord]

    // MARK: What was published

    /// What a release published; `nil` for one that was made before that was kept.
    func manifest(ofRelease number: Int) throws(StoreError) -> ManifestRecord?
    /// The manifest of the newest release that has one.
    func lastManifest() throws(StoreError) -> ManifestRecord?
    /// The names of the files that are kept of a release, in order.
    func publishedFileNames(ofRelease number: Int) throws(StoreError) -> [String]
    /// A file of a release as it was published.
    func publishedFile(_ name: String, ofRelease number: Int) throws(StoreError) -> PublishedFileRecord?

    // MARK: Audit and exports

    /// The last record of the audit.
    func lastAudit() throws(StoreError) -> AuditRecord?
    /// At most `limit` records of the audit, from a sequence number on.
    func audit(from sequence: Int, limit: Int) throws(StoreError) -> [AuditRecord]
    /// The export whose bytes have this digest.
    func export(digest: Digest) throws(StoreError) -> ExportRecord?
    /// The exports of a release, in the order in which they were made.
    func exports(ofRelease number: Int) throws(StoreError) -> [ExportRecord]
}
