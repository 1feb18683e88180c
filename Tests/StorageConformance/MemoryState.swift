import Cryptography
import Statistics
import Storage

/// All that a store keeps, as one value.
struct MemoryState: Sendable {
    let identity: StoreIdentity
    var providers: [Identifier: ProviderRecord] = [:]
    var tokens: [TokenRecord] = []
    var submissions: [SubmissionRecord] = []
    var places: [SubmissionID: Int] = [:]
    var parts: [SubmissionID: [SubmissionPart]] = [:]
    var chunks: [SubmissionID: [[UInt8]]] = [:]
    var requestKeys: [Digest: RequestKeyRecord] = [:]
    var releases: [ReleaseRecord] = []
    var manifests: [ManifestRecord] = []
    var publishedFiles: [Int: [PublishedFileRecord]] = [:]
    var payloads: [Int: [UInt8]] = [:]
    var inputs: [Int: [ReleaseInput]] = [:]
    var ledger: [LedgerRecord] = []
    var audit: [AuditRecord] = []
    var exports: [ExportRecord] = []

    init(identity: StoreIdentity) { self.identity = identity }
}

/// One transaction on a copy of the state.
final class MemoryTransaction {
    private var copy: MemoryState
    var isOpen = true
    /// The submissions inserted here.
    var inserted: Set<SubmissionID> = []

    init(_ state: MemoryState) { copy = state }

    /// The state at the end.
    var state: MemoryState { copy }

    func looked() throws(StoreError) -> MemoryState {
        guard isOpen else { throw .ended }
        return copy
    }

    func change(_ body: (inout MemoryState) throws(StoreError) -> Void) throws(StoreError) {
        guard isOpen else { throw .ended }
        try body(&copy)
    }
}
