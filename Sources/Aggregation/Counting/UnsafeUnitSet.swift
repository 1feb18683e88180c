/// Different meetings, however often each was met: open addressing over raw memory.
///
/// For a partition of few units met very often, such as a key that stands for "not known", which would not fit the
/// memory with all its repetitions.
@safe struct UnitSet: ~Copyable {
    /// The group of no meeting: the slot is free.
    private static let none = UInt64.max
    private var slots: UnsafeMutablePointer<UnitMeeting>
    private var capacity = 1 << 8
    private(set) var count = 0

    init() {
        unsafe slots = UnitSet.free(capacity)
    }

    deinit { unsafe slots.deallocate() }

    /// Adds a meeting, unless it is there.
    mutating func insert(_ meeting: UnitMeeting) {
        if count * 2 >= capacity { grow() }
        let mask = capacity &- 1
        // Units are evenly spread, but not the groups of one.
        let mixed = (meeting.low ^ (meeting.group &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
        var slot = Int(truncatingIfNeeded: mixed &>> 24) & mask
        while true {
            let found = unsafe slots[slot]
            if found.group == UnitSet.none {
                unsafe slots[slot] = meeting
                count += 1
                return
            }
            if found.high == meeting.high && found.low == meeting.low && found.group == meeting.group { return }
            slot = (slot &+ 1) & mask
        }
    }

    /// Gives all meetings, in no order.
    consuming func withContents(_ body: (UnsafeMutablePointer<UnitMeeting>, Int) -> Void) {
        var filled = 0
        for slot in 0..<capacity where unsafe slots[slot].group != UnitSet.none {
            unsafe slots[filled] = slots[slot]
            filled += 1
        }
        unsafe body(slots, filled)
    }

    private mutating func grow() {
        let (old, size) = unsafe (slots, capacity)
        capacity *= 2
        count = 0
        unsafe slots = UnitSet.free(capacity)
        for slot in 0..<size where unsafe old[slot].group != UnitSet.none { unsafe insert(old[slot]) }
        unsafe old.deallocate()
    }

    private static func free(_ capacity: Int) -> UnsafeMutablePointer<UnitMeeting> {
        let slots = UnsafeMutablePointer<UnitMeeting>.allocate(capacity: capacity)
        unsafe slots.initialize(repeating: UnitMeeting(high: 0, low: 0, group: none), count: capacity)
        return unsafe slots
    }
}
