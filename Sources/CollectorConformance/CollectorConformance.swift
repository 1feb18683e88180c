public import Collecting

/// What every collector keeps to, tried on one of them with samples of its files.
///
/// ```swift
/// let suite = CollectorConformance(
///     RegisteredCollector(MyCollector.self), structure: structure, context: context, samples: samples)
/// #expect(try suite.report().failures == [])
/// ```
///
/// All choices are seeded: a failure says how to see it again. A collector that crashes takes the suite with it; that
/// is a failure that nobody overlooks. The samples are what the suite knows of a format: the more a sample uses, the
/// more is tried.
public struct CollectorConformance: Sendable {
    /// The collector.
    public let collector: RegisteredCollector
    /// The dataset that it is tried with.
    public let structure: DatasetStructure
    /// The settings that it is tried with.
    public let settings: CollectorSettings
    /// The context in which samples are read.
    public let context: CollectingContext
    /// Files that it reads without an error.
    public let samples: [ConformanceSample]
    /// How much is tried.
    public let effort: ConformanceEffort
    /// Where the choices begin.
    public let seed: UInt64

    /// Takes a collector and what to try it with.
    public init(
        _ collector: RegisteredCollector, structure: DatasetStructure, settings: CollectorSettings = .none,
        context: CollectingContext, samples: [ConformanceSample], effort: ConformanceEffort = .usual, seed: UInt64 = 1
    ) {
        self.collector = collector
        self.structure = structure
        self.settings = settings
        self.context = context
        self.samples = samples
        self.effort = effort
        self.seed = seed
    }

    /// Tries everything; `progress` hears what comes next.
    ///
    /// - Throws: `CollectorOptionsError` if the collector cannot be made of these settings.
    public func report(
        progress: (ConformanceProperty) -> Void = { _ in }
    ) throws(CollectorOptionsError) -> ConformanceReport {
        var outcomes: [ConformanceOutcome] = []
        for property in ConformanceProperty.allCases {
            progress(property)
            outcomes.append(try check(property))
        }
        return ConformanceReport(outcomes: outcomes)
    }

    /// Tries one property, for a test with one case for each.
    ///
    /// - Throws: `CollectorOptionsError` if the collector cannot be made of these settings.
    public func check(_ property: ConformanceProperty) throws(CollectorOptionsError) -> ConformanceOutcome {
        var log = FailureLog()
        let reader = try collector.reader(structure: structure, settings: settings)
        switch property {
        case .description: checkDescription(&log)
        case .samples: checkSamples(reader, &log)
        case .determinism:
            checkDeterminism(reader, try collector.reader(structure: structure, settings: settings), &log)
        case .chunking: checkChunking(reader, &log)
        case .prefixes: checkPrefixes(reader, &log)
        case .mutations, .observations, .locations, .languages: checkMutations(reader, property, &log)
        case .excerpts: checkExcerpts(reader, &log)
        case .keys: checkKeys(reader, &log)
        case .persons: checkPersons(reader, &log)
        case .memory: checkMemory(reader, &log)
        case .size: checkSize(reader, &log)
        case .cancellation: checkCancellation(reader, &log)
        }
        return log.outcome(of: property)
    }
}

// MARK: - One reading

/// One reading and how it went.
struct Reading {
    let sink: RecordingSink
    let error: BytesError?
    let probe: ProbingSource.Probe
    /// How many events there were after the source had failed; `nil` where it did not.
    let eventsAfterFailure: Int?
}

extension CollectorConformance {
    /// What sources that are broken off throw.
    static func cancelled(_ name: String) -> BytesError { .cancelled(name: name) }

    func read(
        _ bytes: [UInt8], _ name: String, with reader: any SubmissionReader, pieces: ProbingSource.Pieces = .whole,
        failingAtRead: Int? = nil, failure: BytesError? = nil, log: inout FailureLog
    ) -> Reading {
        log.readings += 1
        let source = ProbingSource(
            bytes, name: name, pieces: pieces, failingAtRead: failingAtRead,
            failure: failure ?? CollectorConformance.cancelled(name))
        var sink = WatchingSink(source: source)
        var thrown: BytesError?
        do throws(BytesError) {
            try reader.collect(from: source, context: context, into: &sink)
        } catch { thrown = error }
        let probe = source.probe
        return Reading(
            sink: sink.recording, error: thrown, probe: probe,
            eventsAfterFailure: probe.hasFailed ? sink.eventsAfterFailure : nil)
    }

    /// Whether two readings came to the same, in the same order.
    func isSame(_ one: Reading, _ other: Reading) -> Bool {
        one.sink.events == other.sink.events && one.sink.keys == other.sink.keys && one.error == other.error
    }

    /// Where two readings part, in words.
    func difference(_ one: Reading, _ other: Reading) -> String {
        if one.error != other.error {
            return "one ended with \(one.error.map(\.description) ?? "no error"), the other with "
                + "\(other.error.map(\.description) ?? "no error")"
        }
        let place =
            zip(one.sink.events, other.sink.events).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(one.sink.events.count, other.sink.events.count)
        return "\(one.sink.events.count) and \(other.sink.events.count) observations and findings, "
            + "the same up to number \(place)"
    }
}

/// Records, and counts what comes after its source has failed.
struct WatchingSink: CollectingSink {
    var recording = RecordingSink(limit: 200_000)
    var eventsAfterFailure = 0
    let source: ProbingSource

    private mutating func note() { if source.probe.hasFailed { eventsAfterFailure += 1 } }

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {
        note()
        recording.observe(period: period, codes: codes, count: count)
    }

    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {
        note()
        recording.observe(period: period, codes: codes, unit: unit)
    }

    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {
        note()
        recording.observe(period: period, section: section, codes: codes, count: count)
    }

    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark {
        recording.mark(ofKey: key, scope: scope)
    }

    mutating func cover(_ period: Period, isNil: Bool) {
        note()
        recording.cover(period, isNil: isNil)
    }

    mutating func report(_ finding: Finding) {
        note()
        recording.report(finding)
    }
}
