public import Statistics

/// The raw counts of a dataset, by period and cell. Never published: only `Releasing` can take them out,
/// and a caller who says so in the label.
///
/// A count is given either for a combination of leaves, from records, or for a combination of codes of one
/// section of the dataset's form (`FormSections`), from who gives the counts of the published tables. The two
/// add up. What stands for a combination of levels is what was counted at leaves below, and what was counted in
/// the one section that answers it, so nothing counts twice as long as nobody gives the same units both ways.
///
/// Sections leave every sensitivity as it is. Take one unit out. If it came by records, only the cells of leaves
/// change, as in a cube without sections. If it came in a form, then each section changes as a table at its
/// levels does: by no more than the bounds of the unit (`UnitBounds`) say of one table. A combination of levels
/// is added up from one section alone, every cell of which falls into at most one of the sums, so no sum changes
/// by more than the cells below it do, and no more sums change than cells. That is the bound that holds for sums
/// of leaves.
public struct ObservationCube: Sendable {
    /// The cells at which records are counted.
    public var domain: CellDomain { joint.domain }
    /// The sections in which forms are counted.
    public let form: FormSections
    var joint: CellCounts
    /// One a section, in the order of `form`.
    var sections: [CellCounts]
    /// The units that were observed by their marks.
    var units: UnitObservations
    /// What counts of them; computed anew by `countUnits`, and `nil` while that is due.
    var unitCounts: CellCounts?

    /// Makes a cube without observations.
    ///
    /// - Throws: `AggregationError.domainTooLarge`.
    public init(structure: DatasetStructure) throws(AggregationError) {
        guard let domain = CellDomain(structure) else { throw .domainTooLarge(limit: CellDomain.largest) }
        joint = CellCounts(domain)
        units = UnitObservations(domain)
        unitCounts = CellCounts(domain)
        form = FormSections(structure)
        sections = []
        for section in form.sections {
            guard let domain = CellDomain(structure, section: section.levels) else {
                throw .domainTooLarge(limit: CellDomain.largest)
            }
            sections.append(CellCounts(domain))
        }
    }

    /// Adds an observation; a sum beyond 64 bits is `Int64.max` where `saturating`, so that nothing fails for it.
    ///
    /// - Throws: `AggregationError.negativeCount`, `outsideDomain` for codes that are no cell, or `overflow`; the cube
    ///   is then as it was.
    public mutating func add(period: Period, codes: [CodeIndex], count: Int64, saturating: Bool = false)
        throws(AggregationError)
    {
        let cell = try cell(of: codes, in: domain, period: period, count: count)
        try joint.add(period: period, cell: cell, count: count, saturating: saturating)
    }

    /// Adds that a unit was observed. Until `countUnits` there are no sums.
    ///
    /// - Throws: `AggregationError.outsideDomain` for codes that are no cell; the cube is then as it was.
    public mutating func add(period: Period, codes: [CodeIndex], unit: UnitMark) throws(AggregationError) {
        units.add(period: period, cell: try cell(of: codes, in: domain, period: period, count: 1), unit: unit)
        unitCounts = nil
    }

    /// Counts the units that were observed, each once a cell and within the bounds of the structure
    /// (`UnitObservations`), as if nothing had been counted before.
    public mutating func countUnits() {
        guard unitCounts == nil else { return }
        var history = UnitHistory(most: domain.structure.unit.maxPeriods)
        unitCounts = units.counts(&history)
    }

    /// Counts the units that were observed, and notes in which periods they count now.
    public mutating func countUnits(_ history: inout UnitHistory) { unitCounts = units.counts(&history) }

    /// Whether units were observed by their marks, so that in which period one counts may hang on other periods.
    public var hasUnits: Bool { !units.isEmpty }

    /// Adds a count of one section of the form, at codes that stand at exactly the section's levels; a leaf above
    /// a level counts as standing there.
    ///
    /// - Throws: `AggregationError.unknownSection` if the structure's form has no such section, else as for an
    ///   observation; the cube is then as it was.
    public mutating func add(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64)
        throws(AggregationError)
    {
        guard let place = form.index(of: section) else { throw .unknownSection(words(for: section)) }
        let cell = try cell(of: codes, in: sections[place].domain, period: period, count: count)
        try sections[place].add(period: period, cell: cell, count: count)
    }

    /// Adds all that another cube of the same structure holds.
    ///
    /// - Throws: `AggregationError.mismatch` if the structures differ, or `overflow`; the cube is then as it was.
    public mutating func merge(_ other: ObservationCube) throws(AggregationError) {
        guard domain.structure == other.domain.structure else { throw .mismatch("their structures differ") }
        var merged = self
        try merged.joint.merge(other.joint)
        for place in sections.indices { try merged.sections[place].merge(other.sections[place]) }
        if !other.units.isEmpty {
            merged.units.merge(other.units)
            merged.unitCounts = nil
        }
        self = merged
    }

    /// The first and the last period that has an observation, of records or in a section; `nil` if none has.
    public var observedPeriods: PeriodRange? {
        let periods = [joint.counts.keys] + sections.map(\.counts.keys)
        let firsts = periods.compactMap { $0.min() } + [units.periods.min()].compactMap(\.self)
        let lasts = periods.compactMap { $0.max() } + [units.periods.max()].compactMap(\.self)
        guard let first = firsts.min(), let last = lasts.max() else { return nil }
        return PeriodRange(first, last)
    }

    /// The sums of a period at one level of each dimension, in the order of `codes`, the last dimension
    /// running fastest.
    ///
    /// `codes` has one list a dimension: codes that cover each observation at most once, such as those of a
    /// level. A multi-valued dimension at its total counts the observations made there, not the sum of mentions.
    /// Of the sections, the one that is the source of `levels` is added.
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
        var sums = [Int64](repeating: 0, count: codes.reduce(1) { $0 * $1.count })
        guard let unitCounts else { preconditionFailure("countUnits comes before sums") }
        var overflow = joint.add(to: &sums, of: period, levels: levels, codes: codes)
        overflow = unitCounts.add(to: &sums, of: period, levels: levels, codes: codes) || overflow
        if let source = form.source(of: levels), let place = form.index(of: source) {
            overflow = sections[place].add(to: &sums, of: period, levels: levels, codes: codes) || overflow
        }
        return (sums, overflow)
    }

    /// The number of a cell, once everything about an observation is found to be in order.
    private func cell(
        of codes: [CodeIndex], in domain: CellDomain, period: Period, count: Int64
    ) throws(AggregationError) -> Int {
        guard count >= 0 else { throw .negativeCount }
        guard period.frequency == domain.structure.frequency else { throw .outsideDomain }
        guard codes.count == domain.codes.count, let cell = domain.cell(codes) else { throw .outsideDomain }
        return cell
    }

    /// `STATE 2, SEX 1`: the dimensions that are not at their total, with their levels.
    func words(for levels: LevelTuple) -> String {
        let shown = zip(domain.structure.dimensions, levels.levels).filter { $0.1 > 0 }
        return shown.isEmpty ? "no dimension" : shown.map { "\($0.id) \($1)" }.joined(separator: ", ")
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
