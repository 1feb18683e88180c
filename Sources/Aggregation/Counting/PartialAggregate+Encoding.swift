extension PartialAggregate {
    static let magic = Array("LNDGPART".utf8)
    static let version = 3

    /// Writes the aggregate in bytes, the same for equal aggregates.
    ///
    /// - Parameter checksum: A digest of the bytes it is given, such as SHA-256 or, to seal them, an HMAC.
    /// - Returns: Magic, version, plan, tallies, codes, groups, units, and 32 bytes of checksum.
    public func encoded(checksum: (Span<UInt8>) -> Digest32) -> [UInt8] {
        var out = PartialWriter()
        out.bytes += PartialAggregate.magic
        out.append(PartialAggregate.version)
        out.append(signature)
        for number in [tallies.read, tallies.used, tallies.filtered, tallies.refused, tallies.blank] {
            out.append(number)
        }
        for dictionary in table.dictionaries {
            out.append(dictionary.count)
            for entry in dictionary {
                out.append(Int(entry.code))
                out.append(entry.text)
            }
        }
        out.append(table.counts.count)
        for place in table.keys { out.append(Int(place)) }
        if case .distinct = signature.measure {
            out.append(units.count)
            for (place, unit) in units.marks.enumerated() {
                out.append(unit)
                let own = units.groups(of: place)
                out.append(own.count)
                for group in own { out.append(Int(group)) }
            }
        } else {
            for count in table.counts { out.append(Int(count)) }
        }
        out.bytes += checksum(out.bytes.span).bytes
        return out.bytes
    }

    /// Reads what ``encoded(checksum:)`` wrote.
    ///
    /// - Parameters:
    ///   - bytes: All the bytes.
    ///   - checksum: The same as for writing.
    /// - Throws: ``AggregationError/notAPartialAggregate``, ``AggregationError/unknownVersion(_:)``, or
    ///   ``AggregationError/damagedPartialAggregate(offset:)`` for anything cut off or altered.
    public init(decoding bytes: [UInt8], checksum: (Span<UInt8>) -> Digest32) throws(AggregationError) {
        guard bytes.starts(with: PartialAggregate.magic) else { throw .notAPartialAggregate }
        let end = bytes.count - 32
        guard end > PartialAggregate.magic.count, let written = Digest32(bytes[end...]) else {
            throw .damagedPartialAggregate(offset: bytes.count)
        }
        var input = PartialReader(bytes: bytes[..<end], position: PartialAggregate.magic.count)
        let version = try input.number()
        guard version == PartialAggregate.version else { throw .unknownVersion(version) }
        guard checksum(bytes.span.extracting(first: end)) == written else {
            throw .damagedPartialAggregate(offset: end)
        }
        signature = try input.signature()
        tallies = Tallies()
        tallies.read = try input.number()
        tallies.used = try input.number()
        tallies.filtered = try input.number()
        tallies.refused = try input.number()
        tallies.blank = try input.number()
        table = Tabulation()
        units = UnitList()
        for column in signature.columns {
            table.dictionaries.append(try input.dictionary(isDiscovered: column.isDiscovered))
        }
        let groups = try input.length()
        try input.keys(groups, into: &table)
        if case .distinct = signature.measure {
            units = try input.units(groups, into: &table)
        } else {
            for _ in 0..<groups { table.counts.append(Int64(try input.number())) }
        }
        guard input.isAtEnd else { throw .damagedPartialAggregate(offset: input.position) }
    }
}
