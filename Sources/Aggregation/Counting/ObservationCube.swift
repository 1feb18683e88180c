public import Statistics

/// The raw counts of a dataset, by period and cell. Never published: only `Releasing` can take them out,
/// and a caller who says so in the label.
public struct ObservationCube: Sendable {
    /// The cells.
    public let domain: CellDomain
    private var counts: [Period: [Int: Int64]] = [:]

    /// Makes a cube without observations.
    ///
    /// - Throws: `AggregationError.domainTooLarge`.
    public init(structure: DatasetStructure) throws(AggregationError) {
        guard let domain = CellDomain(structure) else { throw .domainTooLarge(limit: CellDomain.largest) }
        self.domain = domain
    }

    /// Adds an observation; a sum beyond 64 bits is `Int64.max` where `saturating`, so that nothing fails for it.
    ///
    /// - Throws: `AggregationError.negativeCount`, `outsideDomain` for codes that are no cell, or `overflow`; the cube
    ///   is then as it was.
    public mutating func add(period: Period, codes: [CodeIndex], count: Int64, saturating: Bool = false)
        throws(AggregationError)
    {
        guard count >= 0 else { throw .negativeCount }
        guard period.frequency == domain.structure.frequency else { throw .outsideDomain }
        guard let cell = domain.cell(codes) else { throw .outsideDomain }
        let (sum, overflow) = counts[period, default: [:]][cell, default: 0].addingReportingOverflow(count)
        guard !overflow || saturating else { throw .overflow }
        counts[period, default: [:]][cell] = overflow ? .max : sum
    }

    /// The first and the last period that has an observation; `nil` if none has.
    public var observedPeriods: PeriodRange? {
        guard let first = counts.keys.min(), let last = counts.keys.max() else { return nil }
        return PeriodRange(first, last)
    }

    /// The sums of a period at one level of each dimension, in the order of `codes`, the last dimension
    /// running fastest.
    ///
    /// `codes` has one list a dimension: codes that cover each observation at most once, such as those of a
    /// level. A multi-valued dimension at its total counts the observations made there, not the sum of mentions.
    ///
    /// - Throws: `AggregationError.overflow` if a sum does not fit into 64 bits.
    public func sums(
        of period: Period, levels: LevelTuple, codes: [[CodeIndex]], releasingRaw reason: RawRelease
    ) throws(AggregationError) -> [Int64] {
        let (sums, overflow) = added(of: period, levels: levels, codes: codes)
        guard !overflow else { throw .overflow }
        return sums
    }

    /// As `sums`, with `Int64.max` for a sum that is more.
    ///
    /// For protection: whether a sum fits is a fact about the counts, which a failure would tell. The least of a
    /// sum and a bound changes by no more than the sum when a unit is added, so no sensitivity grows.
    public func saturatedSums(
        of period: Period, levels: LevelTuple, codes: [[CodeIndex]], releasingRaw reason: RawRelease
    ) -> [Int64] {
        added(of: period, levels: levels, codes: codes).sums
    }

    /// The sums, saturating, and whether one did.
    private func added(
        of period: Period, levels: LevelTuple, codes: [[CodeIndex]]
    ) -> (sums: [Int64], overflow: Bool) {
        let structure = domain.structure
        // For each dimension and counted code, the place of the code that covers it; −1 where none does.
        let cover = structure.dimensions.indices.map { dimension -> [Int] in
            let shown = Dictionary(uniqueKeysWithValues: codes[dimension].enumerated().map { ($1, $0) })
            let level = levels.levels[dimension]
            let mentions = structure.dimensions[dimension].isMultiValued
            return domain.codes[dimension].map { code in
                guard !mentions || (code == .total) == (level == 0) else { return -1 }
                let above = structure.dimensions[dimension].codelist.ancestor(of: code, atLevel: level)
                return shown[above] ?? -1
            }
        }
        var sums = [Int64](repeating: 0, count: codes.reduce(1) { $0 * $1.count })
        var hasOverflown = false
        observations: for (cell, count) in counts[period, default: [:]] {
            var rest = cell
            var place = 0
            var stride = 1
            for dimension in codes.indices.reversed() {
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: domain.codes[dimension].count)
                let covered = cover[dimension][remainder]
                guard covered >= 0 else { continue observations }
                place += covered * stride
                stride *= codes[dimension].count
                rest = quotient
            }
            let (sum, overflow) = sums[place].addingReportingOverflow(count)
            sums[place] = overflow ? .max : sum
            hasOverflown = hasOverflown || overflow
        }
        return (sums, hasOverflown)
    }
}

extension ObservationCube: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What it counts, never a count.
    public var description: String { "a cube of \(domain.structure.id)" }
    /// What it counts, never a count.
    public var debugDescription: String { description }
    /// Empty, so that reflection shows no count.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
