/// Where a collector puts what it reads.
public protocol CollectingSink {
    /// Takes one observation: a count for a period and one code of each dimension, in the structure's order.
    ///
    /// `count` is 0 or more; a code is a leaf of its codelist, or the total of a multi-valued dimension.
    mutating func observe(period: Period, codes: [CodeIndex], count: Int64)

    /// Takes the same for a cell by its number in `domain`, the leaves of the dataset's structure, so that a row takes
    /// no memory; by default as one observation of the cell's codes.
    mutating func observe(period: Period, cell: Int, of domain: CellDomain, count: Int64)

    /// Takes that a unit was observed in a period at one code of each dimension: it counts once there, however
    /// often it is observed, by whichever provider, and within the bounds that the structure sets for a unit.
    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark)

    /// Takes a count of one section of the dataset's form (`FormSections`), at codes that stand at exactly the
    /// section's levels.
    ///
    /// `count` is 0 or more. A submission gives the same units either so or as observations, never both ways.
    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64)

    /// The mark of a unit: the keyed hash of its key, the same for the same bytes within a population and scope.
    ///
    /// A key goes here and nowhere else: not into a finding, not into memory that outlives the record. A collector
    /// that has to know a unit again keeps its mark.
    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark

    /// Takes that the submission says everything there is about a period, even if nothing was observed in it.
    ///
    /// `isNil` says that it reports, in so many words, that there was nothing.
    mutating func cover(_ period: Period, isNil: Bool)

    /// Takes a finding.
    mutating func report(_ finding: Finding)
}
