/// Groups of one thread and what was added to each: open addressing over raw memory.
///
/// Numbered in the order in which they came.
@safe struct GroupCounter: ~Copyable {
    let width: Int
    private(set) var count = 0
    private var keys: UnsafeMutablePointer<Int32>
    private var sums: UnsafeMutablePointer<Int64>
    /// Group + 1, 0 where free.
    private var slots: UnsafeMutablePointer<UInt32>
    private var slotCount = 1_024
    private var capacity: Int { slotCount / 2 }

    init(width: Int) {
        self.width = width
        unsafe keys = .allocate(capacity: max(width, 1) * 512)
        unsafe sums = .allocate(capacity: 512)
        unsafe slots = .allocate(capacity: 1_024)
        unsafe slots.initialize(repeating: 0, count: 1_024)
    }

    deinit {
        unsafe keys.deallocate()
        unsafe sums.deallocate()
        unsafe slots.deallocate()
    }

    /// The group with these codes, `step` apart, new if there was none.
    @inline(__always)
    mutating func group(_ codes: UnsafePointer<Int32>, _ step: Int) -> Int {
        let mask = slotCount &- 1
        var slot = unsafe GroupCounter.hash(codes, step, width) & mask
        while true {
            let group = unsafe Int(slots[slot]) &- 1
            if group < 0 {
                if count == capacity {
                    grow()
                    return unsafe self.group(codes, step)
                }
                unsafe slots[slot] = UInt32(truncatingIfNeeded: count + 1)
                return unsafe append(codes, step)
            }
            let key = unsafe keys + group &* width
            var column = 0
            while column < width, unsafe key[column] == codes[column &* step] { column &+= 1 }
            if column == width { return group }
            slot = (slot &+ 1) & mask
        }
    }

    /// A new group, which no search finds before the next call of ``index()``.
    mutating func append(_ codes: UnsafePointer<Int32>, _ step: Int) -> Int {
        if count == capacity { grow() }
        for column in 0..<width { unsafe keys[count * width + column] = codes[column * step] }
        unsafe sums[count] = 0
        count += 1
        return count - 1
    }

    /// Gives every group its slot.
    mutating func index() {
        unsafe slots.update(repeating: 0, count: slotCount)
        for group in 0..<count {
            var slot = unsafe GroupCounter.hash(keys + group * width, 1, width) & (slotCount - 1)
            while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            unsafe slots[slot] = UInt32(truncatingIfNeeded: group + 1)
        }
    }

    /// Adds to a group; `false` where the sum does not fit.
    @inline(__always)
    mutating func add(_ amount: Int64, to group: Int) -> Bool {
        let (sum, overflow) = unsafe sums[group].addingReportingOverflow(amount)
        if !overflow { unsafe sums[group] = sum }
        return !overflow
    }

    /// The codes of all groups one after another, and their sums.
    var contents: (keys: [Int32], sums: [Int64]) {
        unsafe (
            Array(UnsafeBufferPointer(start: keys, count: count * width)),
            Array(UnsafeBufferPointer(start: sums, count: count))
        )
    }

    private mutating func grow() {
        let old = unsafe (keys, sums, slots)
        slotCount *= 2
        unsafe keys = .allocate(capacity: max(width, 1) * capacity)
        unsafe keys.update(from: old.0, count: count * width)
        unsafe sums = .allocate(capacity: capacity)
        unsafe sums.update(from: old.1, count: count)
        unsafe slots = .allocate(capacity: slotCount)
        index()
        unsafe old.0.deallocate()
        unsafe old.1.deallocate()
        unsafe old.2.deallocate()
    }

    /// Codes are dense numbers that this program chose, so a plain multiplicative mix is enough.
    @inline(__always)
    private static func hash(_ codes: UnsafePointer<Int32>, _ step: Int, _ width: Int) -> Int {
        var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15
        var column = 0
        while column < width {
            mixed = unsafe (mixed ^ UInt64(UInt32(bitPattern: codes[column &* step]))) &* 0xBF58_476D_1CE4_E5B9
            mixed ^= mixed &>> 29
            column &+= 1
        }
        return Int(truncatingIfNeeded: mixed &>> 8)
    }
}
