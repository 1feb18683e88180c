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

    /// How many groups there are.
    var groupCount: Int { counts.count }

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

    /// Everything in its order, and the place there of each of this builder's groups.
    func tabulation() -> (table: Tabulation, order: [Int]) {
        let width = discovered.count
        var result = Tabulation()
        var ranks: [[Int32]] = []
        for column in 0..<width {
            let order = entries[column].indices.sorted { precedes(column, $0, $1) }
            var rank = [Int32](repeating: 0, count: order.count)
            for (new, old) in order.enumerated() { rank[old] = Int32(truncatingIfNeeded: new) }
            ranks.append(rank)
            result.dictionaries.append(
                order.enumerated().map { new, old in
                    let entry = entries[column][old]
                    let code = discovered[column] ? Int32(truncatingIfNeeded: new) : entry.code
                    return CodeEntry(code: code, text: entry.text)
                })
        }
        var keys: [Int32] = []
        keys.reserveCapacity(groups.keys.count)
        for group in 0..<groups.count {
            for column in 0..<width { keys.append(ranks[column][Int(groups.keys[group * width + column])]) }
        }
        var order = [Int](repeating: 0, count: groups.count)
        result.keys.reserveCapacity(keys.count)
        result.counts.reserveCapacity(groups.count)
        for (new, old) in sorted(keys, result.dictionaries.map(\.count)).enumerated() {
            order[old] = new
            result.keys += keys[old * width..<(old + 1) * width]
            result.counts.append(counts[old])
        }
        return (result, order)
    }

    /// The groups in the order of their keys.
    private func sorted(_ keys: [Int32], _ sizes: [Int]) -> [Int] {
        let width = discovered.count
        var all: UInt64 = 1
        var fits = true
        for size in sizes {
            let (product, overflow) = all.multipliedReportingOverflow(by: UInt64(max(size, 1)))
            all = product
            fits = fits && !overflow
        }
        guard fits else {
            return (0..<groups.count).sorted {
                keys[$0 * width..<($0 + 1) * width].lexicographicallyPrecedes(keys[$1 * width..<($1 + 1) * width])
            }
        }
        // Keys that fit one number are compared as one.
        var numbered: [(key: UInt64, group: Int)] = []
        numbered.reserveCapacity(groups.count)
        for group in 0..<groups.count {
            var key: UInt64 = 0
            for column in 0..<width { key = key * UInt64(sizes[column]) + UInt64(keys[group * width + column]) }
            numbered.append((key, group))
        }
        numbered.sort { $0.key < $1.key }
        return numbered.map(\.group)
    }

    private func precedes(_ column: Int, _ left: Int, _ right: Int) -> Bool {
        let (left, right) = (entries[column][left], entries[column][right])
        return discovered[column] ? left.text.utf8.lexicographicallyPrecedes(right.text.utf8) : left.code < right.code
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
        var key = [Int32](repeating: 0, count: discovered.count)
        for group in other.counts.indices {
            for column in key.indices { key[column] = places[column][Int(other.keys[group * key.count + column])] }
            numbers.append(try add(other.counts[group], key))
        }
        return numbers
    }
}
