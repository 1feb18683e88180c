import Statistics

/// The figures of a block as bytes: a mark, then whole numbers in groups of seven bits, the lowest first.
///
/// A margin that is the one of the figure before is not repeated, so that most figures take two or three bytes. There is
/// one way to write a figure, and reading accepts no other.
enum CellMark {
    static let hidden: UInt8 = 0
    static let notApplicable: UInt8 = 1
    static let missing: UInt8 = 2
    static let exact: UInt8 = 3
    static let estimate: UInt8 = 4
    static let estimateWithSameMargin: UInt8 = 5
}

/// Writes figures.
struct CellWriter {
    private(set) var bytes: [UInt8] = []
    private var margin: Int64?

    /// The figures of one block.
    mutating func append(_ cells: [ProtectedCell]) {
        margin = nil
        for cell in cells {
            switch cell {
            case .hidden: bytes.append(CellMark.hidden)
            case .notApplicable: bytes.append(CellMark.notApplicable)
            case .missing: bytes.append(CellMark.missing)
            case .exact(let value):
                bytes.append(CellMark.exact)
                append(value)
            case .estimate(let value, let margin):
                bytes.append(margin == self.margin ? CellMark.estimateWithSameMargin : CellMark.estimate)
                append(value)
                if margin != self.margin { append(margin) }
                self.margin = margin
            }
        }
    }

    private mutating func append(_ number: Int64) {
        // Zigzag: numbers near zero are short, whichever their sign.
        var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// Reads figures from bytes that anyone may have written.
struct CellReader {
    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    /// How many bytes are left.
    var left: Int { bytes.endIndex - place }

    /// So many figures; `nil` if that is not what the bytes say.
    mutating func cells(_ count: Int) -> [ProtectedCell]? {
        // Each takes a byte at least: a count that is made up does not make us take memory.
        guard (0...left).contains(count) else { return nil }
        var cells: [ProtectedCell] = []
        cells.reserveCapacity(count)
        var margin: Int64?
        for _ in 0..<count {
            guard let cell = cell(&margin) else { return nil }
            cells.append(cell)
        }
        return cells
    }

    private mutating func cell(_ margin: inout Int64?) -> ProtectedCell? {
        guard let mark = byte() else { return nil }
        switch mark {
        case CellMark.hidden: return .hidden
        case CellMark.notApplicable: return .notApplicable
        case CellMark.missing: return .missing
        case CellMark.exact: return number().map { .exact(value: $0) }
        case CellMark.estimate:
            guard let value = number(), let found = number(), found != margin else { return nil }
            margin = found
            return .estimate(value: value, margin: found)
        case CellMark.estimateWithSameMargin:
            guard let margin, let value = number() else { return nil }
            return .estimate(value: value, margin: margin)
        default: return nil
        }
    }

    private mutating func byte() -> UInt8? {
        guard place < bytes.endIndex else { return nil }
        defer { place += 1 }
        return bytes[place]
    }

    private mutating func number() -> Int64? {
        var bits: UInt64 = 0
        for shift in stride(from: 0, through: 63, by: 7) {
            guard let byte = byte() else { return nil }
            let group = UInt64(byte & 0x7F)
            // The tenth group has one bit left.
            guard shift < 63 || group <= 1 else { return nil }
            bits |= group << UInt64(shift)
            if byte < 0x80 {
                // A last group of zero could have been left out.
                guard byte != 0 || shift == 0 else { return nil }
                return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
            }
        }
        return nil
    }
}
