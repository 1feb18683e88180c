/// Units and the groups in which each counts, in the one order that equal results have.
struct UnitList: Hashable, Sendable {
    /// The HMACs of the units' keys, ascending.
    private(set) var digests: [Digest32] = []
    /// Where each unit's groups end; they begin where those of the one before end.
    private(set) var ends: [Int] = []
    /// The groups of all units, ascending within each.
    private(set) var groups: [UInt32] = []

    init() {}

    var count: Int { digests.count }

    /// The groups of one unit.
    func groups(of unit: Int) -> ArraySlice<UInt32> { groups[(unit == 0 ? 0 : ends[unit - 1])..<ends[unit]] }

    /// Adds a unit after all others.
    mutating func append(_ digest: Digest32, _ own: some Sequence<UInt32>) {
        digests.append(digest)
        groups.append(contentsOf: own)
        ends.append(groups.count)
    }

    /// Puts what was counted by partition together with the HMACs that the threads asked for.
    init(digests met: [[Digest32]], _ outputs: [UnitReduction.Output]) {
        var all = met.flatMap(\.self)
        all.sort()
        var kept: [Int: [UnitReduction.UnitPairs]] = [:]
        for output in outputs { kept.merge(output.kept) { $1 } }
        var place = 0
        for partition in 0..<UnitBuffers.partitions {
            for unit in kept[partition] ?? [] {
                // A thread may have met a key that another met too; no two keys share 128 bits of their HMAC.
                while place < all.count, all[place].beginning < (unit.high, unit.low) { place += 1 }
                guard place < all.count, all[place].beginning == (unit.high, unit.low) else {
                    preconditionFailure("a unit was met without its key")
                }
                append(all[place], unit.groups)
            }
        }
    }

    /// Gives the groups the numbers that they have elsewhere, in the same order.
    mutating func renumber(_ numbers: [UInt32]) {
        for place in groups.indices { groups[place] = numbers[Int(groups[place])] }
    }

    /// The units of two lists, each with the groups of both that count within the bounds.
    ///
    /// `counts` receives how many units count in each group.
    static func merged(
        _ left: UnitList, _ right: UnitList, in all: UnitGroups, counts: inout [Int64]
    ) -> UnitList {
        var result = UnitList()
        result.digests.reserveCapacity(max(left.count, right.count))
        var (mine, theirs) = (0, 0)
        while mine < left.count || theirs < right.count {
            let takesMine = theirs == right.count || mine < left.count && left.digests[mine] <= right.digests[theirs]
            let takesTheirs = mine == left.count || theirs < right.count && right.digests[theirs] <= left.digests[mine]
            let digest = takesMine ? left.digests[mine] : right.digests[theirs]
            var own: [UInt32] = []
            if takesMine {
                own += left.groups(of: mine)
                mine += 1
            }
            if takesTheirs {
                own += right.groups(of: theirs)
                theirs += 1
            }
            if takesMine && takesTheirs { own = Set(own).sorted() }
            own = all.bounded(own, digest.beginning)
            for group in own { counts[Int(group)] += 1 }
            result.append(digest, own)
        }
        return result
    }
}

extension UnitGroups {
    /// The groups of one unit, ascending, that count within the bounds.
    func bounded(_ own: [UInt32], _ unit: (high: UInt64, low: UInt64)) -> [UInt32] {
        guard let cells, own.count > cells else { return own }
        var kept: [UInt32] = []
        var start = 0
        while start < own.count {
            let period = periods[Int(own[start])]
            let end = own[start...].firstIndex { periods[Int($0)] != period } ?? own.count
            kept += chosen(of: own[start..<end].map(Int.init), high: unit.high, low: unit.low).map { UInt32($0) }
            start = end
        }
        return kept
    }
}
