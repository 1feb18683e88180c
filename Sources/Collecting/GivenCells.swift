/// Which cells of which periods the rows so far have given, and in which line each stood first: two numbers a cell.
public struct GivenCells: Sendable {
    /// A period and a cell in one number, plus one; 0 where free. A power of two, at most three quarters full.
    private var keys = [UInt64](repeating: 0, count: 64)
    private var lines = [UInt32](repeating: 0, count: 64)
    private var count = 0
    /// Cells stand where it tells, so that no file can be made that is slow to read.
    private let factor: UInt64

    /// Nothing given yet.
    public init() {
        var hasher = Hasher()
        hasher.combine(0)
        factor = UInt64(truncatingIfNeeded: hasher.finalize()) | 1
    }

    /// The line that gave a cell of a period; `nil` if none did.
    ///
    /// `cell` is the number of a cell in the dataset's `CellDomain`: 0 ..< 2⁴⁰.
    public func line(of period: Period, cell: Int) -> Int? {
        let place = place(of: GivenCells.key(period, cell))
        return keys[place] == 0 ? nil : Int(lines[place])
    }

    /// Notes that a line gives a cell of a period; nothing changes where one gave it before.
    ///
    /// `cell` is as for `line`; `line` is in 1 ..< 2³².
    public mutating func note(_ period: Period, cell: Int, line: Int) {
        let key = GivenCells.key(period, cell)
        let place = place(of: key)
        guard keys[place] == 0 else { return }
        keys[place] = key
        lines[place] = UInt32(clamping: line)
        count += 1
        if count * 4 > keys.count * 3 { grow() }
    }

    private static func key(_ period: Period, _ cell: Int) -> UInt64 {
        // Ordinals lie within −30,000 … 90,000.
        UInt64(Int(period.ordinal) + (1 << 16)) << 40 + UInt64(cell) + 1
    }

    private func place(of key: UInt64) -> Int {
        var mixed = key &* factor
        mixed ^= mixed >> 32
        mixed &*= 0x94D0_49BB_1331_11EB
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: mixed >> 32) & mask
        while keys[place] != 0 && keys[place] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let (oldKeys, oldLines) = (keys, lines)
        keys = [UInt64](repeating: 0, count: 2 * oldKeys.count)
        lines = [UInt32](repeating: 0, count: keys.count)
        for (key, line) in zip(oldKeys, oldLines) where key != 0 {
            let place = place(of: key)
            keys[place] = key
            lines[place] = line
        }
    }
}
