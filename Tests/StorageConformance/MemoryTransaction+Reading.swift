import Cryptography
import Statistics
import Storage

extension MemoryTransaction: StoreReading {
    func identity() throws(StoreError) -> StoreIdentity { try looked().identity }

    func providers() throws(StoreError) -> [ProviderRecord] { try looked().providers.values.sorted { $0.id < $1.id } }

    func provider(_ id: Identifier) throws(StoreError) -> ProviderRecord? { try looked().providers[id] }

    func tokens() throws(StoreError) -> [TokenRecord] {
        try looked().tokens.sorted { ($0.issued, $0.id) < ($1.issued, $1.id) }
    }

    func token(hash: Digest) throws(StoreError) -> TokenRecord? { try looked().tokens.first { $0.hash == hash } }

    func submission(_ id: SubmissionID) throws(StoreError) -> SubmissionRecord? {
        let state = try looked()
        return state.places[id].map { state.submissions[$0] }
    }

    func submissions(provider: Identifier?, dataset: Identifier?) throws(StoreError) -> [SubmissionRecord] {
        try looked().submissions.filter {
            (provider == nil || $0.provider == provider) && (dataset == nil || $0.dataset == dataset)
        }
    }

    func submission(
        contentKey: Digest, provider: Identifier, dataset: Identifier
    ) throws(StoreError) -> SubmissionRecord? {
        try looked().submissions.last {
            $0.contentKey == contentKey && $0.provider == provider && $0.dataset == dataset
        }
    }

    func parts(ofDataset dataset: Identifier) throws(StoreError) -> [PartRecord] {
        let state = try looked()
        return state.submissions.filter { $0.dataset == dataset }.flatMap { submission in
            (state.parts[submission.id] ?? []).map(\.period).sorted().map { PartRecord(submission, period: $0) }
        }
    }

    func currentPart(
        ofDataset dataset: Identifier, provider: Identifier, branch: Identifier?, period: Period
    ) throws(StoreError) -> PartRecord? {
        try parts(ofDataset: dataset).last {
            $0.provider == provider && $0.branch == branch && $0.period == period && !$0.isWithdrawn
        }
    }

    func sealedCounts(_ submission: SubmissionID, _ period: Period) throws(StoreError) -> [UInt8]? {
        try looked().parts[submission]?.first { $0.period == period }?.sealedCounts
    }

    func sealedChunk(_ index: Int, of submission: SubmissionID) throws(StoreError) -> [UInt8]? {
        guard let chunks = try looked().chunks[submission], chunks.indices.contains(index) else { return nil }
        return chunks[index]
    }

    func requestKey(_ key: Digest) throws(StoreError) -> RequestKeyRecord? { try looked().requestKeys[key] }

    func manifest(ofRelease number: Int) throws(StoreError) -> ManifestRecord? {
        try looked().manifests.first { $0.release == number }
    }

    func lastManifest() throws(StoreError) -> ManifestRecord? { try looked().manifests.last }

    func publishedFileNames(ofRelease number: Int) throws(StoreError) -> [String] {
        (try looked().publishedFiles[number] ?? []).map(\.name).sorted()
    }

    func publishedFile(_ name: String, ofRelease number: Int) throws(StoreError) -> PublishedFileRecord? {
        try looked().publishedFiles[number]?.first { $0.name == name }
    }

    func nextReleaseNumber() throws(StoreError) -> Int { try looked().releases.count + 1 }

    func release(_ number: Int) throws(StoreError) -> ReleaseRecord? {
        try looked().releases.first { $0.number == number }
    }

    func releases(dataset: Identifier?) throws(StoreError) -> [ReleaseRecord] {
        try looked().releases.filter { dataset == nil || $0.dataset == dataset }
    }

    func releasePayload(_ number: Int) throws(StoreError) -> [UInt8]? { try looked().payloads[number] }

    func releaseInputs(_ number: Int) throws(StoreError) -> [ReleaseInput] { try looked().inputs[number] ?? [] }

    func ledger(ofPopulation population: Identifier) throws(StoreError) -> [LedgerRecord] {
        try looked().ledger.filter { $0.population == population }
    }

    func ledger(ofRelease number: Int) throws(StoreError) -> [LedgerRecord] {
        try looked().ledger.filter { $0.release == number }
    }

    func lastAudit() throws(StoreError) -> AuditRecord? { try looked().audit.last }

    func audit(from sequence: Int, limit: Int) throws(StoreError) -> [AuditRecord] {
        Array(try looked().audit.drop { $0.sequence < sequence }.prefix(max(limit, 0)))
    }

    func export(digest: Digest) throws(StoreError) -> ExportRecord? {
        try looked().exports.first { $0.digest == digest }
    }

    func exports(ofRelease number: Int) throws(StoreError) -> [ExportRecord] {
        try looked().exports.filter { $0.release == number }
    }
}
