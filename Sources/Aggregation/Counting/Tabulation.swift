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
    /// Units and the groups they are in, as unit × 2³² + group, ascending; distinct counts only.
    var pairs: [UInt64] = []

    var width: Int { dictionaries.count }

    func key(_ group: Int) -> ArraySlice<Int32> { keys[group * width..<(group + 1) * width] }

    /// Keeps of each unit, in each period, the `cells` groups whose hash with it is smallest, whatever the order
    /// and partition of the input, and counts the units of each group.
    mutating func bound(cells: Int?, hasPeriod: Bool, seed: HashSeed, unitBytes: (Int) -> [UInt8]) {
        if let cells {
            let hashes = cellHashes(hasPeriod: hasPeriod, seed)
            var kept: [UInt64] = []
            var start = 0
            while start < pairs.count {
                let unit = pairs[start] >> 32
                var end = start + 1
                // Pairs are in order, and so are periods within a unit.
                let period = periodOf(pairs[start], hasPeriod)
                while end < pairs.count, pairs[end] >> 32 == unit, periodOf(pairs[end], hasPeriod) == period {
                    end += 1
                }
                if end - start <= cells {
                    kept += pairs[start..<end]
                } else {
                    let bytes = unitBytes(Int(unit))
                    let ranked = pairs[start..<end].map { pair in
                        let hash = hashes[Int(pair & 0xFFFF_FFFF)]
                        return (rank: SipHash.hash(bytes + Tabulation.bytes(of: hash), seed), hash: hash, pair: pair)
                    }
                    kept += ranked.sorted { ($0.rank, $0.hash, $0.pair) < ($1.rank, $1.hash, $1.pair) }
                        .prefix(cells).map(\.pair).sorted()
                }
                start = end
            }
            pairs = kept
        }
        counts = [Int64](repeating: 0, count: counts.count)
        for pair in pairs { counts[Int(pair & 0xFFFF_FFFF)] += 1 }
    }

    private func periodOf(_ pair: UInt64, _ hasPeriod: Bool) -> Int32 {
        hasPeriod ? keys[Int(pair & 0xFFFF_FFFF) * width] : 0
    }

    /// One hash a group, of the texts of its cell without the period.
    private func cellHashes(hasPeriod: Bool, _ seed: HashSeed) -> [UInt64] {
        counts.indices.map { group in
            var bytes: [UInt8] = []
            for column in (hasPeriod ? 1 : 0)..<max(width, hasPeriod ? 1 : 0) {
                let text = dictionaries[column][Int(keys[group * width + column])].text.utf8
                bytes += Tabulation.bytes(of: UInt64(text.count)) + text
            }
            return SipHash.hash(bytes, seed)
        }
    }

    static func bytes(of word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
}
