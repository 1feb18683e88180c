import Aggregation
import Bytes
import Collecting
import Cryptography
import Statistics
import Storage

extension Workspace {
    /// Takes submissions: every file is read and checked before any is kept, and all are kept in one transaction.
    ///
    /// - Parameters:
    ///   - request: what is submitted, and by whom.
    ///   - environment: what reads it.
    ///   - mark: what recognises the request when it is sent again; for one file.
    ///   - moment: now.
    ///   - actor: who is written into the audit log.
    /// - Returns: a receipt a file, in their order.
    /// - Throws: `WorkspaceError.findings` if there are errors and the request does not keep good rows, or if what was
    ///   found refuses a file as a whole; nothing is kept then.
    public func submit(
        _ request: SubmitRequest, _ environment: IntakeEnvironment, mark: RequestMark? = nil, moment: Moment,
        actor: String
    ) throws(WorkspaceError) -> [Receipt] {
        guard mark == nil || request.files.count == 1 else { throw .usage("a key stands for one file") }
        try store.read { reading throws(WorkspaceError) in try checkSender(request, reading) }
        var read: [ReadSubmission] = []
        for file in request.files {
            read.append(
                try ReadSubmission(
                    file, request, environment, workspace: folder.path, catalogue: catalogue, key: key,
                    today: moment.today))
        }
        try checkFindings(read, keepsGoodRows: request.keepsGoodRows)
        try checkCoverage(read)
        var sealed: [SealedSubmission] = []
        for submission in read { sealed.append(try SealedSubmission(submission, request, key: key)) }
        let submissions = sealed
        return try store.writeTogether { writing throws(WorkspaceError) in
            if let mark {
                switch try earlier(mark, at: moment, writing) {
                case .same(let receipt): return [receipt]
                case .other: throw .usage("the key was used for another request")
                case .none: break
                }
            }
            try checkSender(request, writing)
            var receipts: [Receipt] = []
            for submission in submissions {
                receipts.append(try keep(submission, request, writing, moment, actor))
            }
            if let mark, let receipt = receipts.first {
                try stored { () throws(StoreError) in
                    // One of the same name may be there that has expired.
                    try writing.dropRequestKeys(expiredAt: moment.at)
                    try writing.insert(mark.record(of: receipt.id, at: moment))
                }
            }
            return receipts
        }
    }

    /// Whether this provider may submit, and as which office.
    private func checkSender(_ request: SubmitRequest, _ reading: any StoreReading) throws(WorkspaceError) {
        let provider = try knownProvider(request.provider, reading)
        guard !provider.isDisabled else { throw .usage("the provider \(provider.id) is disabled") }
        let branches = provider.branches.map(\.description).joined(separator: ", ")
        guard let branch = request.branch else {
            guard provider.branches.isEmpty else { throw .usage("say which branch sends: --branch (\(branches))") }
            return
        }
        guard provider.branches.contains(branch) else {
            throw .usage(
                provider.branches.isEmpty
                    ? "\(provider.id) has no branches; leave --branch out"
                    : "\(provider.id) has no branch \(branch) (there are: \(branches))")
        }
    }

    private func checkFindings(_ read: [ReadSubmission], keepsGoodRows: Bool) throws(WorkspaceError) {
        var log = FindingLog()
        var isRefused = false
        for submission in read {
            let findings = submission.collected.findings
            for finding in findings.kept { log.add(finding) }
            let isBad = findings.refusesWhole || findings.refusesProtection
            // A file of which nothing is good must not pass for one that reports zeros.
            let isHollow = submission.collected.observations == 0 && !submission.collected.isNil
            isRefused =
                isRefused || isBad || isHollow && findings.count(of: .error) > 0
                || findings.count(of: .error) > 0 && !keepsGoodRows
        }
        guard !isRefused else { throw .findings(log) }
    }

    /// Every file speaks for some period, and no two for the same.
    private func checkCoverage(_ read: [ReadSubmission]) throws(WorkspaceError) {
        var owners: [String: String] = [:]
        for submission in read {
            guard !submission.covered.isEmpty else {
                throw .usage(
                    "\(submission.name): nothing was taken from this file; check that it is the right one"
                )
            }
            for period in submission.covered {
                let place = "\(submission.choice.structure.id) \(period)"
                if let other = owners.updateValue(submission.name, forKey: place) {
                    throw .usage(
                        "\(other) and \(submission.name) are both for \(period): the second would replace the first; put them into one file, or send them as two branches"
                    )
                }
            }
        }
    }

    // MARK: - Keeping

    private func keep(
        _ sealed: SealedSubmission, _ request: SubmitRequest, _ writing: any StoreWriting, _ moment: Moment,
        _ actor: String
    ) throws(WorkspaceError) -> Receipt {
        let (submission, id, contentKey) = (sealed.read, sealed.id, sealed.contentKey)
        let structure = submission.choice.structure
        let current = try currentParts(
            of: (request.provider, request.branch), structure, covered: submission.covered, writing)
        if let known = try stored({ () throws(StoreError) in
            try writing.submission(contentKey: contentKey, provider: request.provider, dataset: structure.id)
        }), known.withdrawal == nil, isCurrent(known, submission, request, current) {
            return try receipt(of: known, isRepeat: true)
        }
        let receipt = Receipt(
            id: id, provider: request.provider, branch: request.branch, dataset: structure.id,
            collector: submission.collectorID, fileName: submission.name, received: moment.at,
            digest: submission.digest, byteCount: submission.byteCount,
            rowsAccepted: submission.collected.observations, rowsRefused: submission.collected.rowsRefused,
            periods: try lines(submission, request, current, writing, moment.today),
            findings: try findings(submission, request, current, writing), isRepeat: false)
        let mapping = submission.mapping.map { String(decoding: $0, as: UTF8.self) }
        let record = SubmissionRecord(
            id: id, provider: request.provider, branch: request.branch, dataset: structure.id,
            structureVersion: structure.version, collector: submission.collectorID,
            collectorVersion: submission.collectorVersion, fileName: submission.name, received: moment.at,
            day: moment.today, byteCount: submission.byteCount, digest: submission.digest, contentKey: contentKey,
            rowsAccepted: receipt.rowsAccepted, rowsRefused: receipt.rowsRefused, isNil: submission.collected.isNil,
            sealedReceipt: try key.seal(ReceiptArchive(receipt, mapping: mapping).encoded(), .receipt(id)))
        _ = try stored { () throws(StoreError) in try writing.insert(record, parts: sealed.parts) }
        try sealed.keepBytes(writing)
        let periods = receipt.periods.map(\.period.description).joined(separator: ",")
        let branch = request.branch.map { "/\($0)" } ?? ""
        try audit(
            writing, "submitted", "\(id)", "\(request.provider)\(branch) \(structure.id) \(periods)", moment, actor)
        return receipt
    }

    private func isCurrent(
        _ known: SubmissionRecord, _ submission: ReadSubmission, _ request: SubmitRequest, _ current: CurrentParts
    ) -> Bool {
        submission.covered.allSatisfy { period in
            let key = CurrentParts.Key(provider: request.provider, branch: request.branch, period: period)
            return current.parts[key]?.submission == known.id
        }
    }

    /// What the receipt says of each period.
    private func lines(
        _ submission: ReadSubmission, _ request: SubmitRequest, _ current: CurrentParts, _ reading: any StoreReading,
        _ today: Day
    ) throws(WorkspaceError) -> [Receipt.PeriodLine] {
        let structure = submission.choice.structure
        return try submission.covered.sorted().map { period throws(WorkspaceError) in
            let key = CurrentParts.Key(provider: request.provider, branch: request.branch, period: period)
            let replaced = current.parts[key]
            var isFarLess = false
            if let replaced {
                let before = try cube(of: [replaced], structure: structure, reading)
                isFarLess = before.isFarMore(than: submission.collected.cube, in: period)
            }
            return Receipt.PeriodLine(
                period: period, daysLate: DueDate(structure, period)?.daysLate(on: today),
                isNil: submission.collected.isNil, replaces: replaced?.submission, isFarLess: isFarLess)
        }
    }

    /// What was found in the file, what it leaves open, and what is far from what its sender reported before.
    func findings(
        _ submission: ReadSubmission, _ request: SubmitRequest, _ current: CurrentParts, _ reading: any StoreReading
    ) throws(WorkspaceError) -> FindingLog {
        var findings = submission.collected.findings
        if !submission.gaps.isEmpty {
            findings.add(.uncovered(submission.gaps, at: Finding.Location(file: submission.name)))
        }
        let jumps = try jumps(
            submission.collected, submission.choice.structure, covered: submission.covered,
            sender: (request.provider, request.branch), file: submission.name, current: current, reading)
        for finding in jumps { findings.add(finding) }
        return findings
    }

    /// The receipt of a submission that is kept.
    func receipt(of record: SubmissionRecord, isRepeat: Bool = false) throws(WorkspaceError) -> Receipt {
        guard let bytes = key.open(record.sealedReceipt, .receipt(record.id)),
            let receipt = ReceiptArchive.receipt(bytes, record, isRepeat: isRepeat)
        else { throw .machine("the receipt of \(record.id) is damaged; run lindung verify") }
        return receipt
    }
}
