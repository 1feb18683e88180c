/// A count that can be added to others of the same plan: made on parts of the input, in any order.
///
/// Merging is associative and commutative, and equal aggregates encode to equal bytes.
public struct PartialAggregate: Hashable, Sendable {
    let signature: PlanSignature
    var table: Tabulation
    /// The units of a distinct count.
    var units: UnitList
    /// What became of the rows.
    public internal(set) var tallies: Tallies

    /// Adds two partial aggregates.
    ///
    /// - Parameters:
    ///   - other: One of the same plan.
    ///   - seed: That under which both were made; used where a unit's cells are bounded.
    /// - Returns: Their sum.
    /// - Throws: ``AggregationError/mismatch(_:)`` where the plans, or the seed, differ;
    ///   ``AggregationError/overflow``.
    public func merged(with other: PartialAggregate, seed: HashSeed) throws(AggregationError) -> PartialAggregate {
        if let difference = signature.difference(from: other.signature) { throw .mismatch(difference) }
        var builder = TabulationBuilder(discovered: signature.discovered)
        let mine = try builder.add(table)
        let theirs = try builder.add(other.table)
        var tallies = self.tallies
        try tallies.add(other.tallies)
        var (table, order) = builder.tabulation()
        guard case .distinct(_, let cells) = signature.measure else {
            return PartialAggregate(signature: signature, table: table, units: UnitList(), tallies: tallies)
        }
        if cells != nil, signature.choice != SipHash.hash(Array("choice of cells".utf8), seed) {
            throw .mismatch("cells of a unit were chosen under another key")
        }
        var (left, right) = (units, other.units)
        left.renumber(mine.map { UInt32(order[$0]) })
        right.renumber(theirs.map { UInt32(order[$0]) })
        table.counts = [Int64](repeating: 0, count: table.counts.count)
        let groups = UnitGroups(table, hasPeriod: signature.hasPeriod, cells: cells, seed: seed)
        var merged = UnitList.merged(left, right, in: groups, counts: &table.counts)
        merged.renumber(table.removeEmptyGroups(discovered: signature.discovered))
        return PartialAggregate(signature: signature, table: table, units: merged, tallies: tallies)
    }

    /// The counts as they stand.
    public var groupedCounts: GroupedCounts { GroupedCounts(signature, table) }
}

extension PartialAggregate: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What it counts by, never a count.
    public var description: String { "a partial aggregate by \(signature.columns.map(\.name).joined(separator: ", "))" }
    /// What it counts by, never a count.
    public var debugDescription: String { description }
    /// Empty, so that reflection shows no count.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
