import Aggregation
import Bytes
import Catalogue
import Collecting
import Cryptography
import Statistics
import Synchronization

/// Counts the columns of CSV or NDJSON files, without a mapping.
struct ColumnCounting {
    let request: AggregateRequest
    /// The structure whose dimensions declare the codes of columns of the same name, if there is one.
    let structure: DatasetStructure?
    let files: InputFiles

    /// What counting came to.
    struct Result {
        let counts: GroupedCounts
        let partial: PartialAggregate?
        let findings: FindingLog
        let tallies: Tallies
    }

    /// The dimension that declares the codes of a column, if the structure has one of its name.
    func dimension(of column: String) -> Dimension? {
        structure?.dimensions.first { $0.id.description == column }
    }

    /// The codes that a declared column may hold: those without parts, and the total of a multi-valued dimension.
    static func codes(of dimension: Dimension) -> [CodeIndex] {
        dimension.codelist.leaves + (dimension.isMultiValued ? [.total] : [])
    }

    /// Counts all inputs; sealed partial aggregates among them are merged in.
    ///
    /// - Throws: `WorkspaceError` if an input cannot be read or does not fit the request.
    func run() throws(WorkspaceError) -> Result {
        let plan = try plan()
        var (raw, partials): ([any ByteSource], [any ByteSource]) = ([], [])
        for path in request.inputs {
            let (source, isPartial) = try files.opened(path)
            if isPartial { partials.append(source) } else { raw.append(source) }
        }
        let key: SymmetricKey? =
            if let keyFile = request.keyFile { try InputFiles.key(keyFile) } else { nil }
        if key == nil, let sealed = partials.first {
            throw .usage("\(sealed.name) is a sealed partial aggregate; give the key that sealed it with --key FILE")
        }
        return try count(raw, partials, plan, seed: try seed(key), key: key)
    }

    private func plan() throws(WorkspaceError) -> AggregationPlan {
        do throws(AggregationError) {
            return try AggregationPlan(
                period: request.periodColumn.map {
                    AggregationPlan.Column(
                        $0,
                        .coded(
                            PeriodCoder(
                                pattern: request.periodPattern,
                                frequency: request.frequency ?? request.periods?.frequency)))
                },
                by: request.by.map { AggregationPlan.Column($0, coding(of: $0)) }, filters: request.filters,
                measure: request.measure)
        } catch { throw .usage(error.description) }
    }

    private func coding(of column: String) -> AggregationPlan.Coding {
        guard let dimension = dimension(of: column) else { return .discovered }
        let texts = ColumnCounting.codes(of: dimension).map { dimension.codelist.code(at: $0).description }
        return DeclaredCodes(texts).map { .coded($0) } ?? .discovered
    }

    /// The seed of the fast hash: random, or of the key where several runs must choose alike.
    private func seed(_ key: SymmetricKey?) throws(WorkspaceError) -> HashSeed {
        do throws(CryptographyError) {
            let bytes: [UInt8] =
                if let key { try HMACSHA256.tag(of: Array("lindung cell choice".utf8), key: key).bytes } else {
                    try RandomBytes.make(16)
                }
            let words = [0, 8].map { start in bytes[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
            return HashSeed(low: words[0], high: words[1])
        } catch { throw .machine("the random generator failed (\(error))") }
    }

    private static func isNDJSON(_ source: any ByteSource) -> Bool {
        let name = source.name.hasSuffix(".gz") ? source.name.dropLast(3) : source.name[...]
        return name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl")
    }

    private func count(
        _ sources: [any ByteSource], _ partials: [any ByteSource], _ plan: AggregationPlan, seed: HashSeed,
        key: SymmetricKey?
    ) throws(WorkspaceError) -> Result {
        let hashing = KeyHashing(key)
        let parts = key.map { key in
            partials.map { PartialAggregate.Part($0, sealedWith: KeyedSeal(key: key)) }
        }
        let isPartial = if case .partial = request.protection { true } else { false }
        let isNDJSON = sources.allSatisfy(ColumnCounting.isNDJSON)
        guard isNDJSON || !sources.contains(where: ColumnCounting.isNDJSON) else {
            throw .usage("CSV and NDJSON do not go together in one run; seal each with --partial and merge them")
        }
        let counted: ColumnAggregation.Result
        do throws(AggregationError) {
            counted = try ColumnAggregation.run(
                plan, sources: sources, adding: parts ?? [], format: isNDJSON ? .ndjson : .csv,
                options: AggregationOptions(
                    seed: seed, threads: request.threads, unitMemory: request.keyMemory,
                    spillFolder: request.temporaryFolder, digest: hashing.digest), makesPartial: isPartial)
        } catch {
            switch error {
            case .bytes(let failure): throw WorkspaceError(failure)
            case .noSuchColumn(let name, let source, let known):
                throw .mistakes(MissingColumn(name: name, source: source, known: known).words)
            case .inPart(let name, let error): throw ColumnCounting.refusal(of: name, error)
            default: throw .mistakes(error.description)
            }
        }
        // What a row holds that was not kept is not known, and might be personal.
        guard counted.problemCounts.values.reduce(0, +) <= counted.problems.count else {
            throw .mistakes("more than \(counted.problems.count) rows have errors; mend the file, then count it")
        }
        if hashing.hasFailed { throw .machine("hashing a key failed") }
        var findings = FindingLog()
        for problem in counted.problems {
            findings.add(Finding(problem, file: sources[problem.source].name, periodColumn: request.periodColumn))
        }
        return Result(
            counts: counted.counts, partial: counted.partial, findings: findings, tallies: counted.tallies)
    }

    /// What is said of a partial aggregate that cannot be merged.
    private static func refusal(of name: String, _ error: AggregationError) -> WorkspaceError {
        switch error {
        case .bytes(let failure): WorkspaceError(failure)
        case .mismatch:
            .usage("\(name): \(error); ask for just what the partial aggregate was made with")
        case .damagedPartialAggregate(let offset):
            .mistakes(
                "\(name): was altered or cut off, seen at byte \(offset), or sealed under another key than --key")
        case .sealingFailed: .machine(error.description)
        default: .mistakes("\(name): \(error)")
        }
    }
}

/// Says that a column is not there, without repeating what stands in its place: where the headings are missing,
/// that is a row of data.
private struct MissingColumn {
    let name: String
    let source: String
    let known: [String]

    var words: String {
        let meant = nearest(to: name, among: known).flatMap { Excerpt.quoting($0) }
        if let meant { return "\(source): there is no column \"\(name)\"; did you mean \(meant)?" }
        let line = known.first ?? ""
        if known.count == 1, let mark = [";", "\t", "|"].first(where: { line.contains($0) }) {
            let shown = mark == "\t" ? "tabs" : "\"\(mark)\""
            return "\(source): there is no column \"\(name)\"; the file seems to be separated by \(shown): "
                + "save it with commas, or read it with a --mapping"
        }
        return "\(source): there is no column \"\(name)\" among its \(known.count); is the first line the headings?"
    }
}

/// HMAC of unit keys under the workspace's key.
private final class KeyHashing: Sendable {
    private let key: SymmetricKey?
    /// Contexts that have taken the key and are not in use: taking it costs more than hashing.
    private let idle = Mutex<[Hasher]>([])
    private let failed = Mutex(false)

    init(_ key: SymmetricKey?) { self.key = key }

    var hasFailed: Bool { failed.withLock { $0 } }

    var digest: (@Sendable (Span<UInt8>) -> Digest32)? {
        guard let key else { return nil }
        return { [self] bytes in
            do throws(CryptographyError) {
                let waiting = idle.withLock { $0.popLast() }
                let hasher = if let waiting { waiting } else { try Hasher(key) }
                let tag = try hasher.tag(of: bytes)
                idle.withLock { $0.append(hasher) }
                return Digest32(tag.word0, tag.word1, tag.word2, tag.word3)
            } catch {
                failed.withLock { $0 = true }
                return Digest32(0, 0, 0, 0)
            }
        }
    }
}

/// A context that one thread at a time uses.
private final class Hasher: Sendable {
    private let context: Mutex<HMACSHA256>

    init(_ key: SymmetricKey) throws(CryptographyError) {
        context = Mutex(try HMACSHA256(key: key))
    }

    func tag(of bytes: Span<UInt8>) throws(CryptographyError) -> Digest {
        try context.withLock { (context: inout HMACSHA256) throws(CryptographyError) in try context.tag(of: bytes) }
    }
}
