import Aggregation
import Statistics
import Storage

extension Workspace {
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
            let sealed = try stored { () throws(StoreError) in
                try reading.sealedCounts(part.submission, part.period)
            }
            guard let sealed, let bytes = key.open(sealed, .part(part.submission, period: part.period.description))
            else {
                throw .machine("the counts of \(part.submission) for \(part.period) are damaged; run lindung verify")
            }
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
