public import Statistics

/// The raw counts of a dataset, by period and cell. Never published: only `Releasing` can take them out,
/// and a caller who says so in the label.
public struct ObservationCube: Sendable {
    /// Why a cube cannot take an observation.
    public enum Failure: Error, Hashable, Sendable {
        /// The structure has more combinations of codes than a cube can number.
        case tooManyCells
        /// Nothing is counted at these codes: one is a subtotal.
        case notACell
        /// A count is below zero.
        case negativeCount
        /// The sum of a cell no longer fits into 64 bits.
        case overflow
    }

    /// The cells.
    public let domain: CellDomain
    private var counts: [Period: [Int: Int64]] = [:]

    /// Makes a cube without observations.
    ///
    /// - Throws: `Failure.tooManyCells`.
    public init(structure: DatasetStructure) throws(Failure) {
        guard let domain = CellDomain(structure) else { throw .tooManyCells }
        self.domain = domain
    }

    /// Adds an observation.
    ///
    /// - Throws: `Failure` for a count below zero, codes that are no cell, or a sum beyond 64 bits; the cube
    ///   is then as it was.
    public mutating func add(period: Period, codes: [CodeIndex], count: Int64) throws(Failure) {
        guard count >= 0 else { throw .negativeCount }
        guard let cell = domain.cell(codes) else { throw .notACell }
        let (sum, overflow) = counts[period, default: [:]][cell, default: 0].addingReportingOverflow(count)
        guard !overflow else { throw .overflow }
        counts[period, default: [:]][cell] = sum
    }

    /// The first and the last period that has an observation; `nil` if none has.
    public var observedPeriods: PeriodRange? {
        guard let first = counts.keys.min(), let last = counts.keys.max() else { return nil }
        return PeriodRange(first, last)
    }

    /// The sum of everything outside some periods, or `Int64.max` if it is more: a raw count.
    public func total(outside periods: PeriodRange, releasingRaw reason: RawRelease) -> Int64 {
        var total: Int64 = 0
        for (period, cells) in counts where periods.index(of: period) == nil {
            for count in cells.values {
                let (sum, overflow) = total.addingReportingOverflow(count)
                if overflow { return .max }
                total = sum
            }
        }
        return total
    }

    /// The sums of a period at one level of each dimension, in the order of `codes`, the last dimension
    /// running fastest.
    ///
    /// `codes` has one list a dimension: codes that cover each observation at most once, such as those of a
    /// level. A multi-valued dimension at its total counts the observations made there, not the sum of mentions.
    ///
    /// - Throws: `Failure.overflow` if a sum does not fit into 64 bits.
    public func sums(
        of period: Period, levels: LevelTuple, codes: [[CodeIndex]], releasingRaw reason: RawRelease
    ) throws(Failure) -> [Int64] {
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
            guard !overflow else { throw .overflow }
            sums[place] = sum
        }
        return sums
    }
}
