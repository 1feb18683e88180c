/// A unit as it stands in a partial aggregate: the first 128 bits of the HMAC of its key.
struct KeyedUnit: Hashable, Comparable, Sendable {
    var high: UInt64
    var low: UInt64

    static func < (left: KeyedUnit, right: KeyedUnit) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

/// Units and the groups in which each counts, in the one order that equal results have.
struct UnitList: Hashable, Sendable {
    /// The units, ascending.
    private(set) var marks: [KeyedUnit] = []
    /// Where each unit's groups end; they begin where those of the one before end.
    private(set) var ends: [Int] = []
    /// The groups of all units, ascending within each.
    private(set) var groups: [UInt32] = []

    init() {}

    var count: Int { marks.count }

    /// The groups of one unit.
    func groups(of unit: Int) -> ArraySlice<UInt32> { groups[(unit == 0 ? 0 : ends[unit - 1])..<ends[unit]] }

    /// Adds a unit after all others.
    mutating func append(_ mark: KeyedUnit, _ own: some Sequence<UInt32>) {
        marks.append(mark)
        groups.append(contentsOf: own)
        ends.append(groups.count)
    }

    /// Adds units that all come after.
    mutating func append(_ others: UnitList) {
        let before = groups.count
        marks += others.marks
        groups += others.groups
        ends += others.ends.lazy.map { $0 + before }
    }

    /// Puts what was counted by partition together.
    init(_ outputs: consuming [UnitReduction.Output]) {
        let count = outputs.reduce(0) { $0 + $1.kept.values.reduce(0) { $0 + $1.count } }
        marks.reserveCapacity(count)
        ends.reserveCapacity(count)
        groups.reserveCapacity(count)
        for partition in 0..<UnitBuffers.partitions {
            // Taken out, so that no two copies of all are there at a time.
            for place in outputs.indices {
                if let own = outputs[place].kept.removeValue(forKey: partition) { append(own) }
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
        result.marks.reserveCapacity(max(left.count, right.count))
        var (mine, theirs) = (0, 0)
        while mine < left.count || theirs < right.count {
            let takesMine = theirs == right.count || mine < left.count && left.marks[mine] <= right.marks[theirs]
            let takesTheirs = mine == left.count || theirs < right.count && right.marks[theirs] <= left.marks[mine]
            let mark = takesMine ? left.marks[mine] : right.marks[theirs]
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
            own = all.bounded(own, mark)
            for group in own { counts[Int(group)] += 1 }
            result.append(mark, own)
        }
        return result
    }
}

extension UnitGroups {
    /// The groups of one unit, ascending, that count within the bounds.
    func bounded(_ own: [UInt32], _ unit: KeyedUnit) -> [UInt32] {
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
