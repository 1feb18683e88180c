public import Bytes

extension PartialAggregate {
    /// Writes the aggregate, a piece at a time: the same bytes, before they are sealed, for equal aggregates.
    ///
    /// Nothing that was merged or counted can still turn out to be damaged when this is called.
    ///
    /// - Parameters:
    ///   - sink: Where it goes; it is not committed.
    ///   - seal: What seals the pieces.
    /// - Throws: ``AggregationError/bytes(_:)``, ``AggregationError/sealingFailed``.
    public func write(to sink: any ByteSink, sealing seal: any PieceSeal) throws(AggregationError) {
        var pieces = PieceWriter(sink, seal)
        let entries = units?.count ?? 0
        var head = PartialWriter()
        head.append(signature)
        for number in [tallies.read, tallies.used, tallies.filtered, tallies.refused, tallies.blank] {
            head.append(number)
        }
        for dictionary in table.dictionaries {
            head.append(dictionary.count)
            for entry in dictionary {
                head.append(Int(entry.code))
                head.append(entry.text)
            }
        }
        head.append(table.counts.count)
        for place in table.keys { head.append(Int(place)) }
        for count in table.counts { head.append(Int(count)) }
        if case .distinct = signature.measure { head.append(entries) }
        let all = Tabulation.bytes(of: UInt64(head.bytes.count)) + head.bytes
        for start in stride(from: 0, to: all.count, by: SealedPieces.longest) {
            let end = min(start + SealedPieces.longest, all.count)
            try pieces.write(Array(all[start..<end]), isLast: end == all.count && entries == 0)
        }
        guard entries > 0, let units else { return }
        var frame = PartialWriter()
        var whole = 0
        try units.write(to: &frame) { frame throws(AggregationError) in
            if frame.bytes.count > SealedPieces.longest {
                try pieces.write(Array(frame.bytes[..<whole]), isLast: false)
                frame.bytes.removeFirst(whole)
            }
            whole = frame.bytes.count
        }
        try pieces.write(frame.bytes, isLast: true)
    }
}

/// What stands before the units of a partial aggregate.
struct PartialHead {
    var signature = PlanSignature()
    var tallies = Tallies()
    var table = Tabulation()
    /// How many entries of units follow.
    var entries = 0

    /// Reads the pieces of the head, which ends where a piece does.
    init(_ pieces: inout PieceReader) throws(AggregationError) {
        var bytes = try pieces.next()
        var start = PartialReader(bytes: bytes[...], position: 0)
        start.fault = { [damage = pieces.damage] _ in damage }
        let length = try start.word()
        while UInt64(bytes.count) - 8 < length { bytes += try pieces.next() }
        guard UInt64(bytes.count) - 8 == length else { throw pieces.damage }
        var input = PartialReader(bytes: bytes[8...], position: 8)
        input.fault = { [damage = pieces.damage] _ in damage }
        signature = try input.signature()
        tallies.read = try input.number()
        tallies.used = try input.number()
        tallies.filtered = try input.number()
        tallies.refused = try input.number()
        tallies.blank = try input.number()
        for column in signature.columns {
            table.dictionaries.append(try input.dictionary(isDiscovered: column.isDiscovered))
        }
        let groups = try input.length()
        try input.keys(groups, into: &table)
        for _ in 0..<groups { table.counts.append(Int64(try input.number())) }
        if case .distinct = signature.measure { entries = try input.number() }
        guard input.isAtEnd, pieces.isAtEnd == (entries == 0) else { throw pieces.damage }
    }
}
