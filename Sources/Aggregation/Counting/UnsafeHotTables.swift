/// A small cache from short field texts to codes, in front of the keyed table.
///
/// Texts of up to 16 bytes are compared whole, as two words. A place holds one text and the newest wins, so
/// nothing that the input holds can make it slow.
@safe struct CodeCache: ~Copyable {
    private struct Entry {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// Above 16 where free.
        var length: Int32 = 17
        var code: Int32 = 0
    }

    private static let places = 256
    private let entries: UnsafeMutablePointer<Entry>

    init(columns: Int) {
        unsafe entries = .allocate(capacity: max(columns, 1) * CodeCache.places)
        unsafe entries.initialize(repeating: Entry(), count: max(columns, 1) * CodeCache.places)
    }

    deinit {
        unsafe entries.deallocate()
    }

    /// Two words of a text and its place.
    ///
    /// Up to 16 bytes after the text are read: blocks have guard bytes.
    @inline(__always)
    private static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> (low: UInt64, high: UInt64, place: Int)? {
        let count = bytes.count
        guard count <= 16, let base = unsafe UnsafeRawPointer(bytes.baseAddress) else { return nil }
        var low = unsafe base.loadUnaligned(as: UInt64.self)
        var high = unsafe (base + 8).loadUnaligned(as: UInt64.self)
        if count < 8 {
            low &= (1 &<< UInt64(count &* 8)) &- 1
            high = 0
        } else if count < 16 {
            high &= (1 &<< UInt64((count &- 8) &* 8)) &- 1
        }
        var mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed &>> 32
        return (low, high, Int(truncatingIfNeeded: (mixed &* 0x94D0_49BB_1331_11EB) &>> 56))
    }

    /// The code of a text of this column, or −1 where it is not here.
    @inline(__always)
    func code(_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let words = unsafe CodeCache.words(bytes) else { return -1 }
        let entry = unsafe entries + (column &* CodeCache.places &+ words.place)
        let same =
            unsafe entry.pointee.low == words.low && entry.pointee.high == words.high
            && entry.pointee.length == Int32(truncatingIfNeeded: bytes.count)
        return unsafe same ? entry.pointee.code : -1
    }

    func remember(_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ code: Int32) {
        guard let words = unsafe CodeCache.words(bytes) else { return }
        unsafe entries[column * CodeCache.places + words.place] = Entry(
            low: words.low, high: words.high, length: Int32(truncatingIfNeeded: bytes.count), code: code)
    }
}

/// Groups of one thread and what was added to each: open addressing over raw memory.
@safe struct GroupCounter: ~Copyable {
    let width: Int
    private(set) var count = 0
    /// The codes of the current row.
    let codes: UnsafeMutablePointer<Int32>
    private var keys: UnsafeMutablePointer<Int32>
    private var sums: UnsafeMutablePointer<Int64>
    /// Group + 1, 0 where free.
    private var slots: UnsafeMutablePointer<UInt32>
    private var slotCount = 1_024
    private var capacity: Int { slotCount / 2 }

    init(width: Int) {
        self.width = width
        unsafe codes = .allocate(capacity: max(width, 1))
        unsafe codes.initialize(repeating: 0, count: max(width, 1))
        unsafe keys = .allocate(capacity: max(width, 1) * 512)
        unsafe sums = .allocate(capacity: 512)
        unsafe slots = .allocate(capacity: 1_024)
        unsafe slots.initialize(repeating: 0, count: 1_024)
    }

    deinit {
        unsafe codes.deallocate()
        unsafe keys.deallocate()
        unsafe sums.deallocate()
        unsafe slots.deallocate()
    }

    /// The group of the current row's codes, new if there was none.
    @inline(__always)
    mutating func group() -> Int {
        let mask = slotCount &- 1
        var slot = unsafe GroupCounter.hash(codes, width) & mask
        while true {
            let group = unsafe Int(slots[slot]) &- 1
            if group < 0 { return add(slot) }
            let key = unsafe keys + group &* width
            var column = 0
            while column < width, unsafe key[column] == codes[column] { column &+= 1 }
            if column == width { return group }
            slot = (slot &+ 1) & mask
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

    private mutating func add(_ slot: Int) -> Int {
        if count == capacity {
            grow()
            return group()
        }
        unsafe (keys + count * width).update(from: codes, count: width)
        unsafe sums[count] = 0
        count += 1
        unsafe slots[slot] = UInt32(truncatingIfNeeded: count)
        return count - 1
    }

    private mutating func grow() {
        let old = unsafe (keys, sums, slots)
        slotCount *= 2
        unsafe keys = .allocate(capacity: max(width, 1) * capacity)
        unsafe keys.update(from: old.0, count: count * width)
        unsafe sums = .allocate(capacity: capacity)
        unsafe sums.update(from: old.1, count: count)
        unsafe slots = .allocate(capacity: slotCount)
        unsafe slots.initialize(repeating: 0, count: slotCount)
        for group in 0..<count {
            var slot = unsafe GroupCounter.hash(keys + group * width, width) & (slotCount - 1)
            while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            unsafe slots[slot] = UInt32(truncatingIfNeeded: group + 1)
        }
        unsafe old.0.deallocate()
        unsafe old.1.deallocate()
        unsafe old.2.deallocate()
    }

    /// Codes are dense numbers that this program chose, so a plain multiplicative mix is enough.
    @inline(__always)
    private static func hash(_ codes: UnsafeMutablePointer<Int32>, _ width: Int) -> Int {
        var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15
        var column = 0
        while column < width {
            mixed = unsafe (mixed ^ UInt64(UInt32(bitPattern: codes[column]))) &* 0xBF58_476D_1CE4_E5B9
            mixed ^= mixed &>> 29
            column &+= 1
        }
        return Int(truncatingIfNeeded: mixed &>> 8)
    }
}
