/// The set of pairs (unit, group) met so far.
struct PairTable: Sendable {
    private(set) var count = 0
    /// Pair + 1, 0 where free.
    private var slots = [UInt64](repeating: 0, count: 256)

    /// Adds a pair of numbers below 2³¹, if it is not there yet.
    @inline(__always)
    mutating func insert(unit: Int, group: Int) {
        let entry = (UInt64(truncatingIfNeeded: unit) &<< 32 | UInt64(truncatingIfNeeded: group)) &+ 1
        guard place(entry) else { return }
        count &+= 1
        if count &* 2 > slots.count { grow() }
    }

    /// All pairs, each as unit × 2³² + group, in no order.
    var pairs: [UInt64] { slots.compactMap { $0 == 0 ? nil : $0 - 1 } }

    @inline(__always)
    private mutating func place(_ entry: UInt64) -> Bool {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: (entry &* 0x9E37_79B9_7F4A_7C15) &>> 20) & mask
        while slots[slot] != 0 {
            if slots[slot] == entry { return false }
            slot = (slot &+ 1) & mask
        }
        slots[slot] = entry
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for entry in old where entry != 0 { _ = place(entry) }
    }
}
