/// A count that can be added to others of the same plan: made on parts of the input, in any order.
///
/// Merging is associative and commutative, and equal aggregates encode to equal bytes.
public struct PartialAggregate: Hashable, Sendable {
    let signature: PlanSignature
    var table: Tabulation
    /// The units of a distinct count, ascending.
    var units: [Digest32]
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
        tallies.add(other.tallies)
        guard case .distinct(_, let cells) = signature.measure else {
            let table = builder.tabulation(pairs: nil)
            return PartialAggregate(signature: signature, table: table, units: [], tallies: tallies)
        }
        if cells != nil, signature.choice != SipHash.hash(Array("choice of cells".utf8), seed) {
            throw .mismatch("cells of a unit were chosen under another key")
        }
        let all = Set(units).union(other.units).sorted()
        var places: [Digest32: UInt64] = [:]
        for (place, unit) in all.enumerated() { places[unit] = UInt64(place) }
        var pairs: Set<UInt64> = []
        for (part, numbers) in [(self, mine), (other, theirs)] {
            for pair in part.table.pairs {
                guard let unit = places[part.units[Int(pair >> 32)]] else { continue }
                pairs.insert(unit << 32 | UInt64(numbers[Int(pair & 0xFFFF_FFFF)]))
            }
        }
        var table = builder.tabulation(pairs: Array(pairs))
        table.bound(cells: cells, hasPeriod: signature.hasPeriod, seed: seed) { all[$0].bytes }
        table = try table.withoutEmptyGroups(discovered: signature.discovered).recounted()
        return PartialAggregate(signature: signature, table: table, units: all, tallies: tallies)
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
