/// Groups met so far: combinations of `width` codes, numbered in order of arrival.
struct GroupTable: Sendable {
    let width: Int
    private(set) var count = 0
    /// The codes of all groups, one after another.
    private(set) var keys: [Int32] = []
    private var slots = [Int32](repeating: -1, count: 256)

    init(width: Int) { self.width = width }

    /// The number of the group with these codes, new if there was none.
    @inline(__always)
    mutating func index(of codes: [Int32]) -> Int {
        let mask = slots.count &- 1
        var slot = GroupTable.hash(codes, 0, width) & mask
        while true {
            let group = Int(slots[slot])
            if group < 0 { return add(codes, slot) }
            if matches(codes, group) { return group }
            slot = (slot &+ 1) & mask
        }
    }

    @inline(__always)
    private func matches(_ codes: [Int32], _ group: Int) -> Bool {
        let start = group &* width
        for column in 0..<width where keys[start &+ column] != codes[column] { return false }
        return true
    }

    private mutating func add(_ codes: [Int32], _ slot: Int) -> Int {
        let group = count
        keys.append(contentsOf: codes[..<width])
        count += 1
        slots[slot] = Int32(truncatingIfNeeded: group)
        if count * 2 > slots.count { grow() }
        return group
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for group in 0..<count {
            var slot = GroupTable.hash(keys, group * width, width) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(truncatingIfNeeded: group)
        }
    }

    /// Codes are dense numbers that this program chose, so a plain multiplicative mix is enough.
    @inline(__always)
    private static func hash(_ codes: [Int32], _ start: Int, _ width: Int) -> Int {
        var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15
        for column in 0..<width {
            mixed = (mixed ^ UInt64(UInt32(bitPattern: codes[start &+ column]))) &* 0xBF58_476D_1CE4_E5B9
            mixed ^= mixed &>> 29
        }
        return Int(truncatingIfNeeded: mixed &>> 8)
    }
}
