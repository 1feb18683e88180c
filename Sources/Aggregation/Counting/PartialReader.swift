/// Reads the parts of a partial aggregate, or of kept counts, and takes nothing on trust.
struct PartialReader {
    let bytes: ArraySlice<UInt8>
    var position: Int
    /// What is thrown for damage at an offset.
    var fault = AggregationError.damagedPartialAggregate(offset:)

    var isAtEnd: Bool { position == bytes.endIndex }
    /// What to throw where the bytes at hand cannot be.
    var damage: AggregationError { fault(position) }

    /// A number in 0 … 2⁶³ − 1, written in as few bytes as it takes.
    mutating func number() throws(AggregationError) -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.endIndex, shift < 63 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 {
                guard byte != 0 || shift == 7 else { throw damage }
                return Int(value)
            }
        }
        throw damage
    }

    /// A number of things that take at least a byte each.
    mutating func length() throws(AggregationError) -> Int {
        let length = try number()
        guard length <= bytes.endIndex - position else { throw damage }
        return length
    }

    mutating func flag() throws(AggregationError) -> Bool {
        let number = try number()
        guard number < 2 else { throw damage }
        return number == 1
    }

    mutating func text() throws(AggregationError) -> String {
        let length = try length()
        guard let text = String(validating: bytes[position..<position + length], as: UTF8.self) else { throw damage }
        position += length
        return text
    }

    mutating func word() throws(AggregationError) -> UInt64 {
        guard bytes.endIndex - position >= 8 else { throw damage }
        var word: UInt64 = 0
        for byte in bytes[position..<position + 8].reversed() { word = word << 8 | UInt64(byte) }
        position += 8
        return word
    }

    mutating func signature() throws(AggregationError) -> PlanSignature {
        var signature = PlanSignature()
        signature.hasPeriod = try flag()
        for _ in 0..<(try length()) {
            signature.columns.append(
                PlanSignature.Column(name: try text(), isDiscovered: try flag(), identity: try word()))
        }
        guard !signature.hasPeriod || !signature.columns.isEmpty else { throw damage }
        for _ in 0..<(try length()) {
            let column = try text()
            var values: [String] = []
            for _ in 0..<(try length()) { values.append(try text()) }
            signature.filters.append(AggregationPlan.Filter(column: column, values: values))
        }
        switch try number() {
        case 0: signature.measure = .rows
        case 1: signature.measure = .sum(column: try text())
        case 2:
            let column = try text()
            let cells = try number()
            signature.measure = .distinct(column: column, maxCells: cells == 0 ? nil : cells)
        default: throw damage
        }
        signature.choice = try word()
        return signature
    }

    mutating func dictionary(isDiscovered: Bool) throws(AggregationError) -> [CodeEntry] {
        var entries: [CodeEntry] = []
        for place in 0..<(try length()) {
            guard let code = Int32(exactly: try number()) else { throw damage }
            let entry = CodeEntry(code: code, text: try text())
            if isDiscovered && Int(code) != place { throw damage }
            if let last = entries.last {
                let ascending =
                    isDiscovered
                    ? last.text.utf8.lexicographicallyPrecedes(entry.text.utf8) : last.code < entry.code
                guard ascending else { throw damage }
            }
            entries.append(entry)
        }
        return entries
    }

    mutating func keys(_ groups: Int, into table: inout Tabulation) throws(AggregationError) {
        guard table.width > 0 || groups <= 1, groups < Int(Int32.max) else { throw damage }
        for group in 0..<groups {
            for column in 0..<table.width {
                let place = try number()
                guard place < table.dictionaries[column].count else { throw damage }
                table.keys.append(Int32(truncatingIfNeeded: place))
            }
            if group > 0, !table.key(group - 1).lexicographicallyPrecedes(table.key(group)) { throw damage }
        }
    }

    mutating func mark() throws(AggregationError) -> KeyedUnit {
        guard bytes.endIndex - position >= 16 else { throw damage }
        var words: (UInt64, UInt64) = (0, 0)
        for place in position..<position + 8 {
            words = (words.0 << 8 | UInt64(bytes[place]), words.1 << 8 | UInt64(bytes[place + 8]))
        }
        position += 16
        return KeyedUnit(high: words.0, low: words.1)
    }
}
