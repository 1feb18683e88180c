import Aggregation
public import Bytes
public import Collecting
public import Statistics

/// What a collector made of one or more files: counts, findings, and how many observations there were.
public struct CollectedSubmission: Sendable {
    /// The raw counts.
    public let cube: ObservationCube
    /// What is wrong or noteworthy.
    public let findings: FindingLog
    /// How many observations were taken.
    public let observations: Int
    /// The periods about which it says something: observed, or stated to be covered though nothing was.
    public let covered: Set<Period>
    /// Whether it states that there was nothing to report, and nothing was observed.
    public let isNil: Bool
    /// How many rows have an error.
    public var rowsRefused: Int { findings.rowsRefused }

    /// Reads files with a collector into one cube.
    ///
    /// - Throws: `WorkspaceError` if a file cannot be read or a sum does not fit into 64 bits. Errors in the
    ///   content are findings and not thrown.
    public init(
        _ sources: [any ByteSource], collector: any Collector, structure: DatasetStructure, context: CollectingContext
    ) throws(WorkspaceError) {
        var sink: CubeSink
        do throws(AggregationError) {
            sink = CubeSink(cube: try ObservationCube(structure: structure))
        } catch {
            throw .usage("the structure \(structure.id) has more combinations of codes than can be counted (2^40)")
        }
        for source in sources {
            do throws(BytesError) {
                try collector.collect(from: source, context: context, into: &sink)
            } catch {
                throw WorkspaceError(error)
            }
            if let failure = sink.failure { throw .mistakes("\(source.name): \(failure)") }
        }
        cube = sink.cube
        findings = sink.findings
        observations = sink.observations
        covered = sink.covered
        isNil = sink.saidNil && sink.observations == 0
    }
}

/// Takes what a collector reads.
private struct CubeSink: CollectingSink {
    var cube: ObservationCube
    var findings = FindingLog()
    var observations = 0
    var covered: Set<Period> = []
    var saidNil = false
    var failure: String?

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {
        note(period) { (cube) throws(AggregationError) in
            try cube.add(period: period, codes: codes, count: count)
        }
    }

    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {
        note(period) { (cube) throws(AggregationError) in
            try cube.add(period: period, section: section, codes: codes, count: count)
        }
    }

    mutating func cover(_ period: Period, isNil: Bool) {
        covered.insert(period)
        saidNil = saidNil || isNil
    }

    mutating func report(_ finding: Finding) { findings.add(finding) }

    private mutating func note(
        _ period: Period, _ add: (inout ObservationCube) throws(AggregationError) -> Void
    ) {
        do throws(AggregationError) {
            try add(&cube)
            observations += 1
            covered.insert(period)
        } catch {
            switch error {
            case .overflow: failure = "the counts of \(period) add up to more than 64 bits hold"
            case .unknownSection:
                failure = "a form answers the tables that the dataset publishes and no others (\(error))"
            default:
                failure = "the collector gave an observation that the structure does not allow (\(error))"
            }
        }
    }
}
