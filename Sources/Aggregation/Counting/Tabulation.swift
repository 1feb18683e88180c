/// One code of a column: the number that orders it and the text that stands for it.
public struct CodeEntry: Hashable, Sendable {
    /// The coder's code; for discovered columns the place in the order of bytes.
    public let code: Int32
    /// The text.
    public let text: String
}

/// Groups and their counts in the one order that equal results have: by period, then by code.
struct Tabulation: Hashable, Sendable {
    /// The codes that occur in each column, in order.
    var dictionaries: [[CodeEntry]] = []
    /// For each group, its place in each column's dictionary; groups ascending.
    var keys: [Int32] = []
    var counts: [Int64] = []

    var width: Int { dictionaries.count }

    func key(_ group: Int) -> ArraySlice<Int32> { keys[group * width..<(group + 1) * width] }

    /// One hash a group, of the texts of its cell without the period.
    func cellHashes(hasPeriod: Bool, _ seed: HashSeed) -> [UInt64] {
        counts.indices.map { group in
            var bytes: [UInt8] = []
            for column in (hasPeriod ? 1 : 0)..<max(width, hasPeriod ? 1 : 0) {
                let text = dictionaries[column][Int(keys[group * width + column])].text.utf8
                bytes += Tabulation.bytes(of: UInt64(text.count)) + text
            }
            return SipHash.hash(bytes, seed)
        }
    }

    /// Leaves out groups that count nothing, and codes that stand in no other; returns the new number of each group.
    mutating func removeEmptyGroups(discovered: [Bool]) -> [UInt32] {
        var numbers: [UInt32] = []
        numbers.reserveCapacity(counts.count)
        var live: UInt32 = 0
        for count in counts {
            numbers.append(live)
            live += count == 0 ? 0 : 1
        }
        guard live < counts.count else { return numbers }
        var used = dictionaries.map { [Bool](repeating: false, count: $0.count) }
        for group in counts.indices where counts[group] != 0 {
            for (column, place) in key(group).enumerated() { used[column][Int(place)] = true }
        }
        var places: [[Int32]] = []
        for column in 0..<width {
            var next: Int32 = 0
            places.append(
                used[column].map { isUsed in
                    defer { next += isUsed ? 1 : 0 }
                    return next
                })
            dictionaries[column] = zip(dictionaries[column], zip(used[column], places[column])).compactMap {
                $1.0 ? CodeEntry(code: discovered[column] ? $1.1 : $0.code, text: $0.text) : nil
            }
        }
        var kept = (keys: [Int32](), counts: [Int64]())
        for group in counts.indices where counts[group] != 0 {
            for (column, place) in key(group).enumerated() { kept.keys.append(places[column][Int(place)]) }
            kept.counts.append(counts[group])
        }
        (keys, counts) = kept
        return numbers
    }

    static func bytes(of word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
}
