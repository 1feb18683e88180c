/// Writes the parts of a partial aggregate: numbers as LEB128, texts with their length before them.
struct PartialWriter {
    var bytes: [UInt8] = []

    /// A number ≥ 0.
    mutating func append(_ number: Int) {
        var rest = UInt64(number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func append(_ unit: KeyedUnit) {
        for word in [unit.high, unit.low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
    }

    mutating func append(_ text: String) {
        append(text.utf8.count)
        bytes += text.utf8
    }

    mutating func append(word: UInt64) {
        bytes += Tabulation.bytes(of: word)
    }

    mutating func append(_ signature: PlanSignature) {
        append(signature.hasPeriod ? 1 : 0)
        append(signature.columns.count)
        for column in signature.columns {
            append(column.name)
            append(column.isDiscovered ? 1 : 0)
            append(word: column.identity)
        }
        append(signature.filters.count)
        for filter in signature.filters {
            append(filter.column)
            append(filter.values.count)
            for value in filter.values { append(value) }
        }
        switch signature.measure {
        case .rows: append(0)
        case .sum(let column):
            append(1)
            append(column)
        case .distinct(let column, let cells):
            append(2)
            append(column)
            append(cells ?? 0)
        }
        append(word: signature.choice)
    }
}
