import Glibc

/// The names that the objects of a text have had, how each was last written, and which comes after which.
///
/// What is expected is only ever compared with what stands there: a wrong guess costs time and nothing else.
@safe struct NameTable: ~Copyable {
    /// No name's number.
    static var none: Int32 { -1 }

    private struct Name {
        /// What was last written from the end of the value before to the beginning of this name's value: the first
        /// eight bytes of it and the last eight, or what there is, and how long it is; 0 where that is not known.
        var low: UInt64 = 0
        var high: UInt64 = 0
        var lowMask: UInt64 = 0
        var length: Int32 = 0
        /// Where in it the name begins, and how long that is.
        var from: Int32 = 0
        var count: Int32 = 0
        /// The name that came after it last.
        var next = NameTable.none
        /// The last record that had it.
        var record: UInt64 = 0
        /// Where all of it stands in `arena`, where it is longer than sixteen bytes.
        var place = 0
    }

    private var table: ByteTable
    private var names: UnsafeMutablePointer<Name>
    private var capacity = 64
    private var arena: [UInt8] = []
    /// How many bytes of names there are.
    private var bytes = 0
    private var record: UInt64 = 0
    private var first = NameTable.none
    /// The names of the record before, in order.
    private let order: UnsafeMutablePointer<Int32>
    private var orderCount = 0
    private let limits: RecordLimits

    /// Makes an empty table for records within limits.
    init(_ limits: RecordLimits) {
        self.limits = limits
        table = ByteTable(.ofProcess)
        unsafe names = .allocate(capacity: capacity)
        unsafe order = .allocate(capacity: limits.fields)
    }

    deinit {
        unsafe names.deallocate()
        unsafe order.deallocate()
    }

    // MARK: - One record

    /// To be called before each record.
    @inline(__always)
    mutating func begin() {
        record &+= 1
        // One record more cannot add more than a record may hold.
        if table.count > 2 * limits.fields || bytes + arena.count > 4 * limits.recordBytes { clear() }
    }

    /// Notes that the record has a name; `false` where it has it already.
    @inline(__always)
    mutating func note(_ name: Int32) -> Bool {
        let name = unsafe names + Int(name)
        if unsafe name.pointee.record == record { return false }
        unsafe name.pointee.record = record
        return true
    }

    /// Notes which name is the record's at a place, and that it comes after the one before it.
    @inline(__always)
    mutating func put(_ name: Int32, at field: Int) {
        if field == 0 { first = name } else { unsafe names[Int(order[field - 1])].next = name }
        unsafe order[field] = name
    }

    /// The name of the record before at a place, if what was written with it stands here too: where it begins in that,
    /// how long it is, and how long the whole.
    @inline(__always)
    func following(_ field: Int, at text: UnsafePointer<UInt8>, _ room: Int) -> (from: Int, length: Int, whole: Int)? {
        guard field < orderCount else { return nil }
        let name = unsafe order[field]
        return unsafe stands(name, at: text, room) ? written(name) : nil
    }

    /// Notes the first names of the record before for this one.
    ///
    /// As long as a record has the names of the one before, none can stand there twice, and none is noted.
    mutating func noteFollowed(_ fields: Int) {
        for field in 0..<fields { unsafe names[Int(order[field])].record = record }
    }

    /// To be called after a record of so many names; whether the record before had as many.
    @inline(__always)
    mutating func end(_ fields: Int) -> Bool {
        defer { orderCount = fields }
        return fields == orderCount
    }

    /// To be called where the names of a record do not come here in order.
    mutating func forgetOrder() {
        orderCount = 0
    }

    // MARK: - Names

    /// The number of a name, new where it was not met.
    mutating func number(of name: UnsafeBufferPointer<UInt8>) -> Int32 {
        let found = unsafe table.find(name)
        if let index = found.index { return Int32(truncatingIfNeeded: index) }
        let index = unsafe table.insert(name, hash: found.hash)
        bytes += name.count
        if index == capacity { grow() }
        unsafe (names + index).initialize(to: Name())
        return Int32(truncatingIfNeeded: index)
    }

    /// The name that came last after the one before this place.
    func expected(at field: Int) -> Int32 {
        unsafe field == 0 ? first : names[Int(order[field - 1])].next
    }

    /// Whether what was last written with a name stands here, in the first `room` bytes.
    ///
    /// Up to eight bytes from `text` on are read in any case.
    @inline(__always)
    func stands(_ name: Int32, at text: UnsafePointer<UInt8>, _ room: Int) -> Bool {
        let name = unsafe names + Int(name)
        let length = unsafe Int(name.pointee.length)
        let base = unsafe UnsafeRawPointer(text)
        guard length > 0, length <= room,
            unsafe base.loadUnaligned(as: UInt64.self) & name.pointee.lowMask == name.pointee.low
        else { return false }
        if length <= 8 { return true }
        guard unsafe (base + (length &- 8)).loadUnaligned(as: UInt64.self) == name.pointee.high else { return false }
        if length <= 16 { return true }
        let place = unsafe name.pointee.place
        return unsafe arena.withUnsafeBufferPointer { all in
            guard let start = all.baseAddress else { return false }
            return unsafe memcmp(base, start + place, length) == 0
        }
    }

    /// Where in what was last written the name begins, how long that is, and how long the whole.
    @inline(__always)
    func written(_ name: Int32) -> (from: Int, length: Int, whole: Int) {
        let name = unsafe names + Int(name)
        return unsafe (Int(name.pointee.from), Int(name.pointee.count), Int(name.pointee.length))
    }

    /// Remembers how a name is written.
    mutating func learn(_ name: Int32, _ text: UnsafeBufferPointer<UInt8>, from: Int, length: Int) {
        guard let start = text.baseAddress, !text.isEmpty else { return }
        let name = unsafe names + Int(name)
        let base = unsafe UnsafeRawPointer(start)
        let whole = text.count
        let mask: UInt64 = whole < 8 ? (1 &<< UInt64(whole &* 8)) &- 1 : ~0
        unsafe name.pointee.lowMask = UInt64(littleEndian: mask)
        unsafe name.pointee.low = base.loadUnaligned(as: UInt64.self) & name.pointee.lowMask
        if whole > 8 { unsafe name.pointee.high = (base + (whole - 8)).loadUnaligned(as: UInt64.self) }
        if whole > 16 {
            unsafe name.pointee.place = arena.count
            unsafe arena.append(contentsOf: text)
        }
        unsafe name.pointee.length = Int32(truncatingIfNeeded: whole)
        unsafe name.pointee.from = Int32(truncatingIfNeeded: from)
        unsafe name.pointee.count = Int32(truncatingIfNeeded: length)
    }

    private mutating func grow() {
        let old = unsafe names
        unsafe names = .allocate(capacity: 2 * capacity)
        unsafe names.moveInitialize(from: old, count: capacity)
        unsafe old.deallocate()
        capacity *= 2
    }

    /// Texts with ever new names must not fill the memory.
    private mutating func clear() {
        table = ByteTable(.ofProcess)
        arena = []
        bytes = 0
        first = NameTable.none
        forgetOrder()
    }
}
