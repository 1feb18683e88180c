import Aggregation
public import Bytes
public import Collecting
import Cryptography
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

    /// Reads files into one cube.
    ///
    /// `units` makes the marks of units that records name by a key; without, marks are good within this reading alone.
    ///
    /// - Throws: `WorkspaceError` if a file cannot be read or a sum does not fit into 64 bits. Errors in the
    ///   content are findings and not thrown.
    public init(
        _ sources: [any ByteSource], reader: any SubmissionReader, structure: DatasetStructure,
        context: CollectingContext,
        units: (any KeyedHash)? = nil
    ) throws(WorkspaceError) {
        let units = if let units { units } else { try CollectedSubmission.marksOfThisReading() }
        var sink: CubeSink
        do throws(AggregationError) {
            sink = CubeSink(cube: try ObservationCube(structure: structure), units: units)
        } catch {
            throw .usage("the structure \(structure.id) has more combinations of codes than can be counted (2^40)")
        }
        for source in sources {
            do throws(BytesError) {
                try reader.collect(from: source, context: context, into: &sink)
            } catch {
                throw WorkspaceError(error)
            }
            if let failure = sink.failure { throw .mistakes("\(source.name): \(failure)") }
            if sink.hashFailed { throw SealingKey.failure }
        }
        if let failure = sink.settle() { throw .mistakes(failure) }
        sink.cube.countUnits()
        cube = sink.cube
        findings = sink.findings
        observations = sink.observations
        covered = sink.covered
        isNil = sink.saidNil && sink.observations == 0
    }
}

extension CollectedSubmission {
    private static func marksOfThisReading() throws(WorkspaceError) -> any KeyedHash {
        do throws(CryptographyError) {
            return try UnitHash(key: SymmetricKey(), provider: "")
        } catch { throw SealingKey.failure }
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
    let units: any KeyedHash
    var hashFailed = false
    /// What came by the numbers of cells, not yet in the cube.
    private var sums: CellSums
    private let frequency: Frequency
    private let cells: Int

    init(cube: ObservationCube, units: any KeyedHash) {
        self.cube = cube
        self.units = units
        sums = CellSums(cube.domain)
        frequency = cube.domain.structure.frequency
        cells = cube.domain.count
    }

    mutating func observe(period: Period, cell: Int, of domain: CellDomain, count: Int64) {
        guard count >= 0, period.frequency == frequency, domain.count == cells,
            sums.add(count, to: cell, of: period)
        else { return observe(period: period, codes: domain.key(ofCell: cell), count: count) }
        observations += 1
    }

    /// Puts what came by the numbers of cells into the cube; what is wrong with it, or `nil`.
    mutating func settle() -> String? {
        let taken = observations
        for (period, cells) in sums.contents() {
            covered.insert(period)
            for (cell, sum) in cells { observe(period: period, codes: cube.domain.key(ofCell: cell), count: sum) }
        }
        observations = taken
        return failure
    }

    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {
        note(period) { (cube) throws(AggregationError) in
            try cube.add(period: period, codes: codes, count: count)
        }
    }

    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {
        note(period) { (cube) throws(AggregationError) in
            try cube.add(period: period, codes: codes, unit: unit)
        }
    }

    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark {
        if let mark = units.mark(ofKey: key, scope: scope) { return mark }
        hashFailed = true
        return UnitMark(0, 0, 0, 0)
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
