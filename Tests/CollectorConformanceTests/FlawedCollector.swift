import Collecting
import CollectorConformance
import Synchronization

/// What a collector may get wrong; one flaw for each property that the suite knows, or more.
enum Flaw: String, CaseIterable {
    case none
    case oldInterface, dottedEnding, englishSummary
    case refusesSamples
    case rememberingReader
    case lossAtCuts
    case crashlessAbuseOfTheEnd, silenceOnNothing
    case fourLevels, negativeCounts, futureMonths, subtotals, uncoveredMonths
    case wrongRow, wrongColumn, wrongFile, noRow
    case englishFindings, doubledLanguage
    case longExcerpt, personalExcerpt
    case keyInFinding, keyInHeading
    case takesPersons
    case keepsFile, keepsLine
    case tooLarge
    case swallowsErrors, otherError, observesAfterwards, readsOn
}

/// What the flaws show as.
let shows: [(flaw: Flaw, property: ConformanceProperty)] = [
    (.oldInterface, .description), (.dottedEnding, .description), (.englishSummary, .description),
    (.refusesSamples, .samples), (.rememberingReader, .determinism), (.lossAtCuts, .chunking),
    (.crashlessAbuseOfTheEnd, .mutations), (.silenceOnNothing, .prefixes), (.fourLevels, .observations),
    (.negativeCounts, .observations), (.futureMonths, .observations), (.subtotals, .observations),
    (.uncoveredMonths, .observations), (.wrongRow, .locations), (.wrongColumn, .locations),
    (.wrongFile, .locations), (.noRow, .locations), (.englishFindings, .languages), (.doubledLanguage, .languages),
    (.longExcerpt, .excerpts), (.personalExcerpt, .excerpts), (.keyInFinding, .keys), (.keyInHeading, .keys),
    (.takesPersons, .persons),
    (.keepsFile, .memory), (.keepsLine, .memory), (.tooLarge, .size), (.swallowsErrors, .cancellation),
    (.otherError, .cancellation), (.observesAfterwards, .cancellation), (.readsOn, .cancellation),
]

func flawed(_ flaw: Flaw) throws -> RegisteredCollector {
    let summary = LocalizedText("cases, one a line", malay: flaw == .englishSummary ? nil : "kes, satu sebaris")
    let description = CollectorDescription(
        id: try Identifier("flawed"), version: "1", apiVersion: flaw == .oldInterface ? 0 : CollectorAPI.version,
        summary: summary, mediaTypes: ["text/csv"], fileEndings: [flaw == .dottedEnding ? ".csv" : "csv"],
        sizeLimit: flaw == .tooLarge ? 1 << 20 : 64 << 20, memoryLimit: 16 << 20)
    return RegisteredCollector(description) { structure, _ in FlawedReader(flaw: flaw, structure: structure) }
}

/// `month,kind,count,number` a line; the number is a key, and an empty count is one unit.
struct FlawedReader: SubmissionReader {
    let flaw: Flaw
    let structure: DatasetStructure
    private let memory = Memory()

    private final class Memory: Sendable {
        let readings = Mutex(0)
        let kept = Mutex<[[UInt8]]>([])
    }

    init(flaw: Flaw, structure: DatasetStructure) {
        self.flaw = flaw
        self.structure = structure
    }

    func collect(
        from source: any ByteSource, context: CollectingContext, into sink: inout some CollectingSink
    ) throws(BytesError) {
        let first = memory.readings.withLock { count in
            count += 1
            return count == 1
        }
        if flaw == .rememberingReader, !first {
            sink.report(.emptyFile(at: Finding.Location(file: source.name)))
        }
        if flaw == .keepsLine { _ = try source.readAll() }
        let kept = KeepingSource(source, keeps: flaw == .keepsFile)
        let wrapped: any ByteSource = flaw == .lossAtCuts ? LosingSource(kept) : kept
        var reader = RecordReader(wrapped, format: .csv)
        var isEmpty = true
        do throws(BytesError) {
            while let event = try reader.next() {
                isEmpty = false
                switch event {
                case .problem(let problem): sink.report(Finding(problem, file: source.name))
                case .record
                where flaw != .takesPersons
                    && PersonalData.report(
                        in: reader, key: 3, at: Finding.Location(file: source.name, row: reader.lineNumber), into: &sink
                    ):
                    continue
                case .record where reader.recordNumber == 1: continue
                case .record: read(reader.texts(), reader.lineNumber, source.name, context, &sink)
                }
            }
        } catch { try fail(error, source, &sink) }
        if flaw == .crashlessAbuseOfTheEnd, !isEmpty { while try !source.readAll(limit: 1).isEmpty || true {} }
        if isEmpty, flaw != .silenceOnNothing { sink.report(.emptyFile(at: Finding.Location(file: source.name))) }
    }

    private func fail(
        _ error: BytesError, _ source: any ByteSource, _ sink: inout some CollectingSink
    ) throws(BytesError) {
        switch flaw {
        case .swallowsErrors: return
        case .otherError: throw .missing(path: source.name)
        case .observesAfterwards: sink.report(.noRows(at: Finding.Location(file: source.name)))
        case .readsOn: _ = try? source.readAll(limit: 1)
        default: break
        }
        throw error
    }

    private func read(
        _ fields: [String], _ line: Int, _ file: String, _ context: CollectingContext,
        _ sink: inout some CollectingSink
    ) {
        let row: Int? = flaw == .noRow ? nil : flaw == .wrongRow ? line + 100_000 : line
        let name = flaw == .wrongFile ? "other.csv" : file
        let heading = flaw == .keyInHeading && fields.count > 3 ? fields[3] : "kind"
        let at = { (column: Int) in
            Finding.Location(file: name, row: row, column: flaw == .wrongColumn ? 99_999 : column, heading: heading)
        }
        guard fields.count == 4 else {
            return sink.report(
                .raggedRow(
                    found: fields.count, expected: 4, hasHeadings: true, at: Finding.Location(file: file, row: line)))
        }
        if flaw == .refusesSamples { sink.report(.missingValue(at: at(1))) }
        guard let month = Period(fields[0]) else { return say(.malformedPeriod, fields[0], fields[3], at(1), &sink) }
        guard let code = try? Code(fields[1]), let index = structure.dimensions[0].codelist.index(of: code),
            structure.dimensions[0].codelist.isLeaf(index) || flaw == .subtotals
        else { return say(.unknownCode, fields[1], fields[3], at(2), &sink) }
        let context =
            switch flaw {
            case .futureMonths: CollectingContext(today: .last)
            case .uncoveredMonths: CollectingContext(today: context.today)
            default: context
            }
        var period = month
        if flaw != .fourLevels {
            guard let placed = context.place(month, frequency: structure.frequency, at: at(1), into: &sink) else {
                return
            }
            period = placed
        }
        if fields[2].isEmpty {
            let mark = sink.mark(ofKey: Array(fields[3].utf8).span, scope: .own)
            return sink.observe(period: period, codes: [index], unit: mark)
        }
        guard let count = Int64(fields[2]), count >= 0 || flaw == .negativeCounts, count <= 1_000_000_000 else {
            return say(.malformedNumber, fields[2], fields[3], at(3), &sink)
        }
        sink.observe(period: period, codes: [index], count: count)
    }

    private func say(
        _ kind: Finding.Kind, _ value: String, _ key: String, _ location: Finding.Location,
        _ sink: inout some CollectingSink
    ) {
        var shown = Excerpt.quoting(value) ?? "…"
        if flaw == .longExcerpt { shown = "\u{201C}\(value)\u{201D}" }
        if flaw == .personalExcerpt { shown = "\u{201C}\(value.prefix(40))\u{201D}" }
        if flaw == .keyInFinding { shown += " (\(key))" }
        let malay = flaw == .doubledLanguage ? "wrong \(shown)" : "salah \(shown)"
        sink.report(
            Finding(
                .error, kind, at: location,
                LocalizedText("wrong \(shown)", malay: flaw == .englishFindings ? nil : malay)))
    }
}

/// Keeps what is read, or not.
private final class KeepingSource: ByteSource {
    private let source: any ByteSource
    private let keeps: Bool
    private let kept = Mutex<[[UInt8]]>([])
    var name: String { source.name }

    init(_ source: any ByteSource, keeps: Bool) {
        self.source = source
        self.keeps = keeps
    }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let count = try source.read(into: &output)
        if keeps { kept.withLock { $0.append([UInt8](repeating: 1, count: count)) } }
        return count
    }
}

/// Forgets the last byte of a read of an odd number of bytes.
private final class LosingSource: ByteSource {
    private let source: any ByteSource
    var name: String { source.name }

    init(_ source: any ByteSource) { self.source = source }

    func read(into output: inout OutputRawSpan) throws(BytesError) -> Int {
        let count = try source.read(into: &output)
        guard count == 7 else { return count }
        return output.appendPrefix(of: [UInt8(ascii: "9")]) + count
    }
}
