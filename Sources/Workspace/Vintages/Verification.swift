import Aggregation
import Bytes
import Catalogue
import Collecting
public import Cryptography
import Releasing
import Statistics
public import Storage

/// What was found when a workspace was verified: that everything recorded is there, unaltered, and agrees.
public struct Verification: Sendable {
    /// How many lines the audit log has.
    public fileprivate(set) var auditLines = 0
    /// The hash of its last line: whoever has noted an earlier one can see that the log still holds it.
    public fileprivate(set) var auditHead: Digest?
    /// How many submissions were opened.
    public fileprivate(set) var submissions = 0
    /// How many vintages were read.
    public fileprivate(set) var releases = 0
    /// How many entries of the ledger were charged anew.
    public fileprivate(set) var ledgerEntries = 0
    /// How many published files were held against their manifests.
    public fileprivate(set) var publishedFiles = 0
    /// How many releases were made before releases were signed, and have no manifest.
    public fileprivate(set) var unsignedReleases = 0
    /// The digest of the manifest of each release, as the audit log has it.
    fileprivate var signed: [Int: Digest] = [:]
    /// What does not hold; empty if all does.
    public fileprivate(set) var faults: [String] = []

    /// Whether all holds.
    public var holds: Bool { faults.isEmpty }
}

/// What is known of a file that somebody has.
public struct PublishedFile: Sendable {
    /// What was written.
    public let export: ExportRecord
    /// The vintage that it shows.
    public let release: ReleaseRecord
}

extension Workspace {
    /// Verifies the workspace: the audit log is whole, every vintage is what was recorded, ledger and vintages agree and
    /// keep the budgets, and everything sealed opens and is what was received.
    public func verify() throws(WorkspaceError) -> Verification {
        try stored { () throws(StoreError) in try engine.check(folder.store) }
        return try store.read { reading throws(WorkspaceError) in
            var verification = Verification()
            try verifyAudit(reading, &verification)
            try verifyReleases(reading, &verification)
            try verifyLedger(reading, &verification)
            try verifyManifests(reading, &verification)
            try verifySubmissions(reading, &verification)
            return verification
        }
    }

    /// What a file is: `nil` if this workspace never wrote its bytes.
    public func published(file: String) throws(WorkspaceError) -> PublishedFile? {
        let hashing = try Hashing()
        let source: FileSource
        do throws(BytesError) { source = try FileSource(file) } catch { throw WorkspaceError(error) }
        while true {
            let piece = try withBytes { () throws(BytesError) in try source.readAll(limit: 1 << 20) }
            if piece.isEmpty { break }
            hashing.add(piece.span)
        }
        let (digest, _) = try hashing.finish()
        return try store.read { reading throws(WorkspaceError) -> PublishedFile? in
            guard let export = try stored({ () throws(StoreError) in try reading.export(digest: digest) }) else {
                return nil
            }
            return PublishedFile(export: export, release: try knownRelease(export.release, reading))
        }
    }

    private func verifyAudit(_ reading: any StoreReading, _ verification: inout Verification) throws(WorkspaceError) {
        var last: AuditRecord?
        while true {
            let after = last
            let page = try stored { () throws(StoreError) in
                try reading.audit(from: (after?.sequence ?? 0) + 1, limit: 1000)
            }
            if page.isEmpty { break }
            for record in page {
                let before = last
                let isChained: Bool
                do throws(CryptographyError) {
                    isChained = try record.isChained(to: before)
                } catch { throw SealingKey.failure }
                if !isChained {
                    verification.faults.append(
                        "line \(record.sequence) of the audit log does not follow the one before")
                }
                if record.action == Self.signedAction, let number = Int(record.subject),
                    let digest = Digest(hexadecimal: record.detail), verification.signed[number] == nil
                {
                    verification.signed[number] = digest
                }
                last = record
                verification.auditLines += 1
            }
        }
        verification.auditHead = last?.hash
    }

    /// What each release published is there, signed, and chained to what was published before.
    private func verifyManifests(
        _ reading: any StoreReading, _ verification: inout Verification
    ) throws(WorkspaceError) {
        var manifests = ManifestVerification(key: try verifyingKey(), signed: verification.signed)
        for record in try stored({ () throws(StoreError) in try reading.releases(dataset: nil) }) {
            try manifests.look(at: record, reading)
        }
        verification.publishedFiles = manifests.files
        verification.unsignedReleases = manifests.unsigned
        verification.faults += manifests.faults
    }

    /// The end of the audit log: that its last line follows the one before.
    func verifyAuditEnd(_ reading: any StoreReading, _ verification: inout Verification) throws(WorkspaceError) {
        guard let last = try stored({ () throws(StoreError) in try reading.lastAudit() }) else { return }
        let before = try stored { () throws(StoreError) in try reading.audit(from: last.sequence - 1, limit: 1) }
        let isChained: Bool
        do throws(CryptographyError) {
            isChained = try last.isChained(to: last.sequence > 1 ? before.first : nil)
        } catch { throw SealingKey.failure }
        if !isChained { verification.faults.append("the end of the audit log does not follow what stands before") }
    }

    /// The newest vintage: that it is what was recorded, and was charged what it cost.
    func verifyNewest(_ reading: any StoreReading, _ verification: inout Verification) throws(WorkspaceError) {
        let next = try stored { () throws(StoreError) in try reading.nextReleaseNumber() }
        guard next > 1 else { return }
        guard let record = try stored({ () throws(StoreError) in try reading.release(next - 1) }) else {
            verification.faults.append("release \(next - 1) is missing")
            return
        }
        try verify(record, reading, &verification)
    }

    private func verifyReleases(
        _ reading: any StoreReading, _ verification: inout Verification
    ) throws(WorkspaceError) {
        let records = try stored { () throws(StoreError) in try reading.releases(dataset: nil) }
        for (place, record) in records.enumerated() {
            if record.number != place + 1 { verification.faults.append("release \(place + 1) is missing") }
            verification.releases += 1
            try verify(record, reading, &verification)
        }
    }

    private func verify(
        _ record: ReleaseRecord, _ reading: any StoreReading, _ verification: inout Verification
    ) throws(WorkspaceError) {
        let release: Release
        do throws(WorkspaceError) {
            release = try ReleaseArchive.release(record, reading)
        } catch {
            verification.faults.append("release \(record.number): \(error.text)")
            return
        }
        let draws = release.draws.map { DrawRecord(periods: $0.periods, release: $0.release) }
        if release.number != record.number || release.structure.id != record.dataset
            || release.periods != record.periods || draws != record.draws
        {
            verification.faults.append("release \(record.number) says another thing of itself than the register")
        }
        try verifyCharges(release, reading, &verification)
    }

    /// Every draw of a vintage was charged just what it says that it cost, to all of its days.
    private func verifyCharges(
        _ release: Release, _ reading: any StoreReading, _ verification: inout Verification
    ) throws(WorkspaceError) {
        let charges = try stored { () throws(StoreError) in try reading.ledger(ofRelease: release.number) }
        let own = release.draws.filter { $0.release == release.number }
        let periodsDrawn = own.flatMap { Array($0.periods) }
        for period in periodsDrawn {
            let guarantee = own.first { $0.periods.index(of: period) != nil }?.protection.guarantee
            let fits = charges.contains { charge in
                guard charge.days.contains(period.days.lowerBound), charge.days.contains(period.days.upperBound) else {
                    return false
                }
                guard let guarantee else { return charge.isExact }
                return guarantee.rho.map { $0 == charge.rho } ?? (guarantee.pureEpsilon == charge.pureEpsilon)
            }
            if !fits {
                verification.faults.append(
                    "release \(release.number): \(period) is not charged to the ledger as it should be")
            }
        }
        let days = Set(periodsDrawn.flatMap { [$0.days.lowerBound, $0.days.upperBound] })
        for charge in charges where !days.contains(charge.days.lowerBound) || !days.contains(charge.days.upperBound) {
            verification.faults.append("release \(release.number): the ledger has a charge for which nothing was drawn")
        }
    }

    /// All that was charged keeps the budgets, charged anew in its order.
    private func verifyLedger(_ reading: any StoreReading, _ verification: inout Verification) throws(WorkspaceError) {
        var seen: Set<Identifier> = []
        let numbers = Set(try stored { () throws(StoreError) in try reading.releases(dataset: nil) }.map(\.number))
        for id in datasets {
            let population = try dataset(id).population
            guard seen.insert(population.id).inserted else { continue }
            let records = try stored { () throws(StoreError) in try reading.ledger(ofPopulation: population.id) }
            var ledger = Ledger(population: population, entries: [])
            for record in records {
                verification.ledgerEntries += 1
                if !numbers.contains(record.release) {
                    verification.faults.append("the ledger charges release \(record.release), which is not there")
                }
                let entry: Ledger.Entry
                do throws(WorkspaceError) {
                    entry = try LedgerArchive.entry(record)
                } catch {
                    verification.faults.append(error.text)
                    continue
                }
                do throws(Ledger.Refusal) {
                    try ledger.charge(entry)
                } catch {
                    verification.faults.append("population \(population.id), release \(record.release): \(error)")
                }
            }
        }
    }

    private func verifySubmissions(
        _ reading: any StoreReading, _ verification: inout Verification
    ) throws(WorkspaceError) {
        let records = try stored { () throws(StoreError) in try reading.submissions(provider: nil, dataset: nil) }
        let parts = Dictionary(
            grouping: try allParts(records, reading), by: \.submission)
        for record in records {
            verification.submissions += 1
            if key.open(record.sealedReceipt, .receipt(record.id)) == nil {
                verification.faults.append("the receipt of \(record.id) does not open")
            }
            for part in parts[record.id] ?? [] {
                let sealed = try stored { () throws(StoreError) in
                    try reading.sealedCounts(record.id, part.period)
                }
                if key.open(sealed ?? [], .part(record.id, period: part.period.description)) == nil {
                    verification.faults.append("the counts of \(record.id) for \(part.period) do not open")
                }
            }
            guard record.purged == nil else { continue }
            if try digestOfBytes(record.id, reading) != record.digest {
                verification.faults.append("what \(record.id) received is not what its receipt says")
            }
        }
    }

    private func allParts(
        _ records: [SubmissionRecord], _ reading: any StoreReading
    ) throws(WorkspaceError) -> [PartRecord] {
        var parts: [PartRecord] = []
        for dataset in Set(records.map(\.dataset)).sorted() {
            parts += try stored { () throws(StoreError) in try reading.parts(ofDataset: dataset) }
        }
        return parts
    }

    /// The SHA-256 of what is sealed of a submission; `nil` if a piece is missing or does not open.
    private func digestOfBytes(
        _ id: SubmissionID, _ reading: any StoreReading
    ) throws(WorkspaceError) -> Digest? {
        let hashing = try Hashing()
        var index = 0
        while let sealed = try stored({ () throws(StoreError) in try reading.sealedChunk(index, of: id) }) {
            if let piece = key.open(sealed, .chunk(id, index: index, isLast: false)) {
                hashing.add(piece.span)
                index += 1
                continue
            }
            guard let piece = key.open(sealed, .chunk(id, index: index, isLast: true)) else { return nil }
            hashing.add(piece.span)
            let more = try stored { () throws(StoreError) in try reading.sealedChunk(index + 1, of: id) }
            return more == nil ? try hashing.finish().0 : nil
        }
        return nil
    }
}
