import Bytes

/// Reads a partial aggregate, a piece at a time, and takes nothing on trust.
struct PartReader {
    let part: PartialAggregate.Part
    let head: PartialHead
    private var pieces: PieceReader

    /// Reads the head.
    init(_ part: PartialAggregate.Part) throws(AggregationError) {
        self.part = part
        var pieces = try PieceReader(part.source, part.seal)
        head = try PartialHead(&pieces)
        self.pieces = pieces
    }

    /// Reads all units, and notes them under the numbers that their groups have elsewhere.
    ///
    /// They ascend, and so do the groups of each; they are as many in each group as the head says.
    mutating func readUnits(_ numbers: [Int], into buffers: inout UnitBuffers) throws(AggregationError) {
        var counts = [Int64](repeating: 0, count: head.table.counts.count)
        var entries = 0
        var last: KeyedUnit?
        // Where the last unit's groups end, if it may go on in another entry.
        var open: Int?
        while entries < head.entries {
            let piece = try pieces.next()
            var input = PartialReader(bytes: piece[...], position: 0)
            input.fault = { [damage = pieces.damage] _ in damage }
            guard !input.isAtEnd else { throw input.damage }
            while !input.isAtEnd {
                let unit = try input.mark()
                var above = -1
                if let last, last >= unit {
                    guard last == unit, let open else { throw input.damage }
                    above = open
                }
                let own = try input.length()
                guard own > 0, own <= UnitSpool.longestEntry else { throw input.damage }
                for _ in 0..<own {
                    let group = try input.number()
                    guard group > above, group < counts.count else { throw input.damage }
                    above = group
                    counts[group] += 1
                    do throws(BytesError) {
                        try buffers.add(high: unit.high, low: unit.low, group: numbers[group])
                    } catch { throw .bytes(error) }
                }
                last = unit
                open = own == UnitSpool.longestEntry ? above : nil
                entries += 1
            }
        }
        guard entries == head.entries, pieces.isAtEnd, counts == head.table.counts else { throw pieces.damage }
    }
}
