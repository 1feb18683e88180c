import Aggregation
import Bytes
import Catalogue
import Collecting
import Cryptography
import Statistics
import Synchronization

/// One file of a submission, read and counted, before anything is kept.
struct ReadSubmission: Sendable {
    let name: String
    let choice: CollectorChoice
    let collectorID: Identifier
    let collectorVersion: String
    let mapping: [UInt8]?
    let declared: PeriodRange?
    let collected: CollectedSubmission
    let digest: Digest
    let byteCount: Int64
    /// Opens the bytes once more, to be sealed.
    let reopen: @Sendable () throws(BytesError) -> any ByteSource

    /// Standard input is held in memory, for it cannot be read twice; it may have this many bytes.
    static let largestStandardInput = 256 << 20

    init(
        _ file: String, _ request: SubmitRequest, _ environment: IntakeEnvironment, workspace: String,
        catalogue: CatalogueCache, key: SealingKey, today: Day
    ) throws(WorkspaceError) {
        try IntakeScreen.checkFileName(file)
        reopen = try ReadSubmission.reopener(file, environment)
        name = file == "-" ? "standard input" : String(file.split(separator: "/").last ?? "-")
        var dataset = request.dataset
        var declared = request.periods
        if dataset == nil || declared == nil,
            let target = try FormHead.target(
                of: try ReadSubmission.opened(reopen), collector: request.collector, registry: environment.registry)
        {
            dataset = dataset ?? target.dataset
            declared = declared ?? target.period.flatMap { PeriodRange($0, $0) }
        }
        choice = try CollectorChoice(
            collector: request.collector, registry: environment.registry, structureFile: nil, dataset: dataset,
            workspace: workspace, catalogue: catalogue, mappingFile: request.mappingFile, options: request.options)
        let structure = choice.structure
        if let declared, declared.frequency != structure.frequency {
            throw .usage(
                "\(structure.id) is counted by periods such as \(ReadSubmission.example(structure.frequency)); --period \(declared) is none of these"
            )
        }
        if choice.reader.readsRecords, declared == nil {
            throw .usage(ReadSubmission.undeclared(name, structure))
        }
        self.declared = declared
        let description = choice.description
        (collectorID, collectorVersion) = (description.id, description.version)
        mapping = try request.mappingFile.map { file throws(WorkspaceError) in
            try withBytes { () throws(BytesError) in try FileSource(file).readAll() }
        }
        let hashing = try Hashing()
        let source = TappedSource(try ReadSubmission.opened(reopen)) { hashing.add($0) }
        let single = declared.flatMap { $0.count == 1 ? $0.first : nil }
        collected = try CollectedSubmission(
            [source], reader: choice.reader, structure: structure,
            context: CollectingContext(today: today, period: single, coverage: declared),
            units: try key.units(ofPopulation: structure.population, provider: request.provider),
            keepsGoodRows: request.keepsGoodRows)
        // Whatever a collector says of itself: what has units by keys holds records.
        if collected.cube.hasUnits, declared == nil { throw .usage(ReadSubmission.undeclared(name, structure)) }
        // A collector may stop early; what was received is the whole file.
        while try !withBytes({ () throws(BytesError) in try source.readAll(limit: 1 << 20) }).isEmpty {}
        (digest, byteCount) = try hashing.finish()
        guard byteCount <= description.sizeLimit else {
            throw .usage("\(name): a submission to \(description.id) has at most \(description.sizeLimit) bytes")
        }
    }

    /// Every period that the submission speaks for: those declared, or those that stand in it.
    var covered: Set<Period> {
        if let declared { return Set(declared) }
        return collected.covered
    }

    /// Periods between those covered that nothing was said about.
    var gaps: [Period] {
        guard let first = covered.min(), let last = covered.max(), let range = PeriodRange(first, last) else {
            return []
        }
        return range.filter { !covered.contains($0) }
    }

    /// What makes a repeat recognisable: the bytes, and all that decides how they are read.
    func contentKey(_ request: SubmitRequest) throws(WorkspaceError) -> Digest {
        do throws(CryptographyError) {
            var hash = try SHA256()
            let mappingDigest = try SHA256.digest(of: mapping ?? [])
            let texts =
                [
                    digest.description, collectorID.description, collectorVersion, mappingDigest.description,
                    choice.structure.id.description, choice.structure.version, declared?.description ?? "-",
                    request.branch?.description ?? "-", request.keepsGoodRows ? "keep" : "refuse",
                ] + choice.settings.given.map { "\($0.name)=\($0.value)" }
            for text in texts { try hash.update(Array("\(text.utf8.count):\(text)".utf8)) }
            return try hash.finalize()
        } catch { throw SealingKey.failure }
    }

    private static func opened(
        _ open: @Sendable () throws(BytesError) -> any ByteSource
    ) throws(WorkspaceError) -> any ByteSource {
        do throws(BytesError) { return try open() } catch { throw WorkspaceError(error) }
    }

    private static func reopener(
        _ file: String, _ environment: IntakeEnvironment
    ) throws(WorkspaceError) -> @Sendable () throws(BytesError) -> any ByteSource {
        let open = environment.open
        guard file == "-" else { return { () throws(BytesError) in try open(file) } }
        let bytes = try withBytes { () throws(BytesError) in try open(file).readAll(limit: largestStandardInput + 1) }
        guard bytes.count <= largestStandardInput else {
            throw .usage("standard input holds more than \(largestStandardInput) bytes; submit a file instead")
        }
        return { MemorySource(bytes, name: "standard input") }
    }

    /// Whether a period counts as reported is published; with records it would hang on a single one of them.
    private static func undeclared(_ name: String, _ structure: DatasetStructure) -> String {
        let one = example(structure.frequency)
        let last = Period(one)?.advanced(by: 2)?.description ?? one
        return "\(name) holds records, and which periods it covers in full does not follow from them: a period without "
            + "a record may be empty, or not sent. Say it with --period \(one), or --period \(one)..\(last)"
    }

    private static func example(_ frequency: Frequency) -> String {
        switch frequency {
        case .annual: "2024"
        case .quarterly: "2024-Q1"
        case .monthly: "2024-03"
        case .weekly: "2024-W09"
        case .daily: "2024-03-15"
        }
    }
}

/// The SHA-256 of a stream, and its length.
final class Hashing: Sendable {
    private struct State: ~Copyable {
        var hash: SHA256?
        var count: Int64 = 0
        var hasFailed = false
    }
    private let state: Mutex<State>

    init() throws(WorkspaceError) {
        do throws(CryptographyError) {
            state = Mutex(State(hash: try SHA256()))
        } catch { throw SealingKey.failure }
    }

    func add(_ bytes: Span<UInt8>) {
        state.withLock { state in
            state.count += Int64(bytes.count)
            do throws(CryptographyError) { try state.hash?.update(bytes) } catch { state.hasFailed = true }
        }
    }

    func finish() throws(WorkspaceError) -> (Digest, Int64) {
        let result = state.withLock { state -> (Digest?, Int64) in
            let hash = state.hash.take()
            guard !state.hasFailed, let hash else { return (nil, state.count) }
            return (try? hash.finalize(), state.count)
        }
        guard let digest = result.0 else { throw SealingKey.failure }
        return (digest, result.1)
    }
}
