import Aggregation
import Catalogue
public import Statistics
import Storage

/// A provider's own counts of a dataset, exact, as they are in force: for that provider alone.
public struct OwnCounts: Sendable {
    /// One count of a period, and how it differs from earlier ones.
    public struct Observation: Sendable, Hashable {
        /// The period.
        public let period: Period
        /// How many.
        public let value: Int64
        /// How many more than in the period before; `nil` where nothing of the provider is in force for that.
        public let fromPrevious: Int64?
        /// How many more than a year before, likewise.
        public let fromYearBefore: Int64?
    }

    /// The counts of one combination of codes.
    public struct Series: Sendable {
        /// A code for each dimension of the structure.
        public let key: [Code]
        /// One for each period in force.
        public let observations: [Observation]
    }

    /// The series of one published table; those that are zero throughout are left out.
    public struct Table: Sendable {
        /// The table.
        public let definition: TableDefinition
        /// The series, the coarser first.
        public let series: [Series]
    }

    /// The structure of the dataset.
    public let structure: DatasetStructure
    /// Whose counts.
    public let provider: Identifier
    /// Of which of its offices alone; `nil` for all together.
    public let branch: Identifier?
    /// The periods for which something of the provider is in force, in order.
    public let periods: [Period]
    /// One for each table of the structure.
    public let tables: [Table]
}

extension Workspace {
    /// Tells a provider what it sent itself: the exact counts in force of the tables that the dataset publishes. Nothing
    /// of another provider is read.
    ///
    /// - Parameters:
    ///   - id: the dataset.
    ///   - provider: whose counts; it alone may be told.
    ///   - branch: one of its offices; `nil` for all together.
    /// - Returns: the counts; no periods where nothing is in force.
    /// - Throws: `WorkspaceError.usage` if there is no such dataset, provider or branch.
    public func ownCounts(
        of id: Identifier, provider: Identifier, branch: Identifier?
    ) throws(WorkspaceError) -> OwnCounts {
        let structure = try dataset(id).structure
        return try store.read { reading throws(WorkspaceError) in
            let known = try knownProvider(provider, reading)
            if let branch, !known.branches.contains(branch) { throw .usage("\(provider) has no branch \(branch)") }
            let current = CurrentParts(try stored { () throws(StoreError) in try reading.parts(ofDataset: id) })
            let own = current.parts.filter { key, _ in
                key.provider == provider && (branch == nil || key.branch == branch)
            }.values.sorted { $0.sequence < $1.sequence }
            let periods = Set(own.map(\.period)).sorted()
            var counts = structure.tables.map { _ in [[CodeIndex]: [Period: Int64]]() }
            for period in periods {
                // Each period by itself: a unit that comes again is one of every period that it comes in.
                let cube = try cube(of: own.filter { $0.period == period }, structure: structure, reading)
                for (place, table) in structure.tables.enumerated() {
                    for tuple in structure.levelTuples(of: table) {
                        cube.addNonzero(period, tuple, to: &counts[place])
                    }
                }
            }
            return OwnCounts(
                structure: structure, provider: provider, branch: branch, periods: periods,
                tables: zip(structure.tables, counts).map { table, counts in
                    OwnCounts.Table(definition: table, series: OwnCounts.series(counts, structure, periods))
                })
        }
    }
}

extension OwnCounts {
    fileprivate static func series(
        _ counts: [[CodeIndex]: [Period: Int64]], _ structure: DatasetStructure, _ periods: [Period]
    ) -> [Series] {
        let known = Set(periods)
        return counts.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
            let values = counts[key] ?? [:]
            let observations = periods.map { period in
                let value = values[period] ?? 0
                let change = { (earlier: Period?) -> Int64? in
                    guard let earlier, known.contains(earlier) else { return nil }
                    // Counts are not negative, so that this fits.
                    return value - (values[earlier] ?? 0)
                }
                return Observation(
                    period: period, value: value, fromPrevious: change(period.advanced(by: -1)),
                    fromYearBefore: change(period.yearBefore))
            }
            let codes = zip(structure.dimensions, key).map { $0.codelist.code(at: $1) }
            return Series(key: codes, observations: observations)
        }
    }
}

extension ObservationCube {
    /// Adds the counts of a period at one level of each dimension, where they are not zero.
    fileprivate func addNonzero(
        _ period: Period, _ levels: LevelTuple, to counts: inout [[CodeIndex]: [Period: Int64]]
    ) {
        let codes = zip(domain.structure.dimensions, levels.levels).map { $0.codelist.codes(atLevel: $1) }
        let sums = saturatedSums(of: period, levels: levels, codes: codes, releasingRaw: .providersOwnFigures)
        for (cell, sum) in sums.enumerated() where sum != 0 {
            var (rest, key) = (cell, [CodeIndex]())
            for list in codes.reversed() {
                key.append(list[rest % list.count])
                rest /= list.count
            }
            counts[key.reversed(), default: [:]][period] = sum
        }
    }
}
