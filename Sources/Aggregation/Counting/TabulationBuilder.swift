/// Brings groups from several places, each with codes of its own, into one ``Tabulation``.
struct TabulationBuilder {
    private let discovered: [Bool]
    private var entries: [[CodeEntry]]
    private var byCode: [[Int32: Int32]]
    private var byText: [[[UInt8]: Int32]]
    private var groups: GroupTable
    private var counts: [Int64] = []
    private let groupLimit: Int

    init(discovered: [Bool], groupLimit: Int = Int(Int32.max)) {
        self.discovered = discovered
        self.groupLimit = groupLimit
        entries = discovered.map { _ in [] }
        byCode = discovered.map { _ in [:] }
        byText = discovered.map { _ in [:] }
        groups = GroupTable(width: discovered.count)
    }

    /// This builder's number for a code of a column.
    mutating func place(_ column: Int, _ entry: CodeEntry) throws(AggregationError) -> Int32 {
        let next = Int32(truncatingIfNeeded: entries[column].count)
        if discovered[column] {
            let text = Array(entry.text.utf8)
            if let place = byText[column][text] { return place }
            byText[column][text] = next
        } else if let place = byCode[column][entry.code] {
            guard entries[column][Int(place)].text.utf8.elementsEqual(entry.text.utf8) else {
                throw .mismatch("one code of a column stands for two texts")
            }
            return place
        } else {
            byCode[column][entry.code] = next
        }
        entries[column].append(entry)
        return next
    }

    /// Adds to the group with these numbers, and returns the group's own.
    mutating func add(_ count: Int64, _ places: [Int32]) throws(AggregationError) -> Int {
        let group = groups.index(of: places)
        if group == counts.count {
            guard group < groupLimit else { throw .tooMany(what: "groups", limit: groupLimit) }
            counts.append(0)
        }
        let (sum, overflow) = counts[group].addingReportingOverflow(count)
        guard !overflow else { throw .overflow }
        counts[group] = sum
        return group
    }

    /// Everything in its order.
    ///
    /// `pairs` hold this builder's group numbers; where they are given, groups in which no unit is are left
    /// out.
    func tabulation(pairs: [UInt64]?) -> Tabulation {
        let width = discovered.count
        var used = [Bool](repeating: pairs == nil, count: groups.count)
        for pair in pairs ?? [] { used[Int(pair & 0xFFFF_FFFF)] = true }
        let live = used.indices.filter { used[$0] }
        var result = Tabulation()
        var ranks: [[Int32]] = []
        for column in 0..<width {
            let occurring = Set(live.map { groups.keys[$0 * width + column] })
            let order = occurring.sorted { precedes(column, $0, $1) }
            var rank = [Int32](repeating: -1, count: entries[column].count)
            for (new, old) in order.enumerated() { rank[Int(old)] = Int32(truncatingIfNeeded: new) }
            ranks.append(rank)
            result.dictionaries.append(
                order.enumerated().map { new, old in
                    let entry = entries[column][Int(old)]
                    let code = discovered[column] ? Int32(truncatingIfNeeded: new) : entry.code
                    return CodeEntry(code: code, text: entry.text)
                })
        }
        func key(_ group: Int) -> [Int32] {
            (0..<width).map { ranks[$0][Int(groups.keys[group * width + $0])] }
        }
        let sorted = live.map { (key: key($0), group: $0) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var numbers = [Int](repeating: 0, count: groups.count)
        for (new, old) in sorted.enumerated() {
            numbers[old.group] = new
            result.keys += old.key
            result.counts.append(counts[old.group])
        }
        result.pairs = (pairs ?? []).map { ($0 >> 32) << 32 | UInt64(numbers[Int($0 & 0xFFFF_FFFF)]) }
        result.pairs.sort()
        return result
    }

    private func precedes(_ column: Int, _ left: Int32, _ right: Int32) -> Bool {
        let (left, right) = (entries[column][Int(left)], entries[column][Int(right)])
        return discovered[column] ? left.text.utf8.lexicographicallyPrecedes(right.text.utf8) : left.code < right.code
    }
}

extension Tabulation {
    /// The same without groups that no unit is in.
    func withoutEmptyGroups(discovered: [Bool]) throws(AggregationError) -> Tabulation {
        guard counts.contains(0) else { return self }
        var builder = TabulationBuilder(discovered: discovered)
        let numbers = try builder.add(self)
        let own = pairs.map { ($0 >> 32) << 32 | UInt64(numbers[Int($0 & 0xFFFF_FFFF)]) }
        return builder.tabulation(pairs: own)
    }
}

extension TabulationBuilder {
    /// Adds all groups of a tabulation; returns this builder's number of each.
    mutating func add(_ other: Tabulation) throws(AggregationError) -> [Int] {
        var places: [[Int32]] = []
        for (column, dictionary) in other.dictionaries.enumerated() {
            var numbers: [Int32] = []
            for entry in dictionary { numbers.append(try place(column, entry)) }
            places.append(numbers)
        }
        var numbers: [Int] = []
        for group in other.counts.indices {
            var key: [Int32] = []
            for (column, place) in other.key(group).enumerated() { key.append(places[column][Int(place)]) }
            numbers.append(try add(other.counts[group], key))
        }
        return numbers
    }
}
