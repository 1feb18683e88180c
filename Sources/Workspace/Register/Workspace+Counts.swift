import Aggregation
import Statistics
import Storage

extension Workspace {
    /// The counts of some parts, added up, for a draw that follows those of `records`.
    func cube(
        of parts: [PartRecord], structure: DatasetStructure, after records: [ReleaseRecord],
        _ reading: any StoreReading
    ) throws(WorkspaceError) -> ObservationCube {
        var cube = try cube(of: parts, structure: structure, reading)
        guard cube.hasUnits else { return cube }
        var history = UnitHistory(most: structure.unit.maxPeriods)
        for record in records {
            // Also of a vintage that was withdrawn: its figures were drawn.
            let inputs = try stored { () throws(StoreError) in try reading.releaseInputs(record.number) }
            for (period, inputs) in Dictionary(grouping: inputs, by: \.period).sorted(by: { $0.key < $1.key }) {
                var parts: [[UInt8]] = []
                for input in inputs { parts.append(try counts(input.submission, period, reading)) }
                do throws(AggregationError) {
                    try history.drew(period, encoded: parts)
                } catch { throw .machine("the counts of \(period) are damaged (\(error)); run lindung verify") }
            }
        }
        cube.countUnits(&history)
        return cube
    }

    /// The counts that are kept of a part, in bytes.
    private func counts(
        _ submission: SubmissionID, _ period: Period, _ reading: any StoreReading
    ) throws(WorkspaceError) -> [UInt8] {
        let sealed = try stored { () throws(StoreError) in try reading.sealedCounts(submission, period) }
        guard let sealed, let bytes = key.open(sealed, .part(submission, period: period.description)) else {
            throw .machine("the counts of \(submission) for \(period) are damaged; run lindung verify")
        }
        return bytes
    }

    /// The counts of some parts, added up.
    func cube(
        of parts: [PartRecord], structure: DatasetStructure, _ reading: any StoreReading
    ) throws(WorkspaceError) -> ObservationCube {
        var cube: ObservationCube
        do throws(AggregationError) {
            cube = try ObservationCube(structure: structure)
        } catch {
            throw .usage("the structure \(structure.id) has more combinations of codes than can be counted (2^40)")
        }
        for part in parts {
            let bytes = try counts(part.submission, part.period, reading)
            do throws(AggregationError) {
                try cube.add(encoded: bytes)
            } catch {
                throw .mistakes(
                    "the counts of \(part.submission) for \(part.period) do not fit the structure \(structure.id) any more (\(error)); give the structure back what it lost, or have the file sent again"
                )
            }
        }
        cube.countUnits()
        return cube
    }
}

extension ObservationCube {
    /// Whether this holds more than twice as much for a period as another: the other may be a part of it only. Told to
    /// the provider alone, of its own figures.
    func isFarMore(than other: ObservationCube, in period: Period) -> Bool {
        let (own, theirs) = (grandTotal(of: period), other.grandTotal(of: period))
        return own >= 20 && theirs < own / 2
    }

    private func grandTotal(of period: Period) -> Int64 {
        let levels = LevelTuple(domain.structure.dimensions.map { _ in 0 })
        let codes = domain.structure.dimensions.map { _ in [CodeIndex.total] }
        return saturatedSums(of: period, levels: levels, codes: codes, releasingRaw: .providersOwnFigures).first ?? 0
    }
}
