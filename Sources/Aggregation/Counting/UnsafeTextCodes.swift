/// Codes of the texts of one column, in front of the keyed table: open addressing, every match confirmed byte by byte.
///
/// Texts of up to 16 bytes stand in their entry, as their first and last eight. The places depend on random factors,
/// and a search gives up after a few steps, so that nothing that the input holds can make it slow: what has no place
/// here is asked of the keyed table.
@safe struct TextCodes: ~Copyable {
    fileprivate struct Entry {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// −1 where free.
        var length: Int32 = -1
        var code: Int32 = 0
    }

    private var entries: UnsafeMutablePointer<Entry>
    /// Where the longer texts stand in `arena`.
    private var offsets: [Int] = []
    private var arena: [UInt8] = []
    private var capacity = 64
    private var shift: UInt64 = 58
    private var count = 0
    private let first: UInt64
    private let second: UInt64
    private static let most = 1 << 16
    /// The longest text: many long ones, such as a column of remarks has, must not fill the memory.
    private static let longest = 256
    fileprivate static let steps = 8

    init(_ seed: HashSeed) {
        unsafe entries = .allocate(capacity: capacity)
        unsafe entries.initialize(repeating: Entry(), count: capacity)
        first = seed.low | 1
        second = seed.high | 1
    }

    deinit { unsafe entries.deallocate() }

    /// A look at the table as it stands, for a loop that asks for many texts.
    @inline(__always)
    var view: View {
        unsafe View(entries: entries, mask: capacity &- 1, shift: shift, first: first, second: second)
    }

    /// The code of a text, or −1 where it is not here.
    @inline(__always)
    func code(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
        if count <= 16 { return unsafe view.code(text, count) }
        guard let place = unsafe view.place(of: text, count) else { return -1 }
        return unsafe matches(text, count, place) ? entries[place].code : -1
    }

    /// What a search needs of a table; of no use once the table was changed.
    @unsafe struct View {
        fileprivate let entries: UnsafeMutablePointer<Entry>
        fileprivate let mask: Int
        fileprivate let shift: UInt64
        fileprivate let first: UInt64
        fileprivate let second: UInt64

        /// The two words of a text of up to 16 bytes; of a longer one its first and last.
        ///
        /// Up to 16 bytes after the text are read: blocks have guard bytes.
        @inline(__always)
        fileprivate static func words(_ text: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64) {
            let base = unsafe UnsafeRawPointer(text)
            var low = unsafe base.loadUnaligned(as: UInt64.self)
            var high: UInt64 = 0
            if count > 8 {
                // The last eight bytes, of which some may be among the first.
                high = unsafe (base + (count &- 8)).loadUnaligned(as: UInt64.self)
            } else if count < 8 {
                low &= (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
            }
            return (low, high)
        }

        @inline(__always)
        fileprivate func start(_ low: UInt64, _ high: UInt64, _ count: Int) -> Int {
            var mixed = unsafe (low ^ (high &* second) ^ UInt64(truncatingIfNeeded: count)) &* first
            mixed ^= mixed &>> 32
            return unsafe Int(truncatingIfNeeded: (mixed &* 0x94D0_49BB_1331_11EB) &>> shift)
        }

        /// The code of a text of up to 16 bytes; −1 for a longer one, and where it is not here.
        @inline(__always)
        func code(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
            if count > 16 { return -1 }
            guard let place = unsafe place(of: text, count) else { return -1 }
            return unsafe entries[place].code
        }

        /// Where a text stands; a longer one still has to be compared in the middle.
        @inline(__always)
        fileprivate func place(of text: UnsafePointer<UInt8>, _ count: Int) -> Int? {
            let (low, high) = unsafe View.words(text, count)
            let length = Int32(truncatingIfNeeded: count)
            var place = unsafe start(low, high, count)
            for _ in 0..<TextCodes.steps {
                let entry = unsafe entries + place
                let same =
                    unsafe entry.pointee.low == low && entry.pointee.high == high && entry.pointee.length == length
                if same { return place }
                if unsafe entry.pointee.length < 0 { return nil }
                place = unsafe (place &+ 1) & mask
            }
            return nil
        }
    }

    private func matches(_ text: UnsafePointer<UInt8>, _ count: Int, _ place: Int) -> Bool {
        unsafe arena.withUnsafeBufferPointer { all in
            let start = offsets[place]
            return unsafe ByteSearch.equal(
                UnsafeBufferPointer(rebasing: all[start..<start + count]),
                UnsafeBufferPointer(start: text, count: count))
        }
    }

    /// Gives a text that is not here its code, if there is a place for it.
    mutating func remember(_ text: UnsafePointer<UInt8>, _ count: Int, _ code: Int32) {
        guard self.count < TextCodes.most / 4, count <= TextCodes.longest else { return }
        if (self.count + 1) * 4 > capacity { grow() }
        let (low, high) = unsafe View.words(text, count)
        let entry = Entry(low: low, high: high, length: Int32(truncatingIfNeeded: count), code: code)
        guard let place = insert(entry) else { return }
        if count > 16 {
            if offsets.isEmpty { offsets = [Int](repeating: 0, count: capacity) }
            offsets[place] = arena.count
            unsafe arena.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
        }
    }

    private mutating func insert(_ entry: Entry) -> Int? {
        var place = unsafe view.start(entry.low, entry.high, Int(entry.length))
        for _ in 0..<TextCodes.steps {
            if unsafe entries[place].length < 0 {
                unsafe entries[place] = entry
                count += 1
                return place
            }
            place = (place + 1) & (capacity - 1)
        }
        return nil
    }

    private mutating func grow() {
        let (old, places, were) = unsafe (entries, offsets, capacity)
        capacity *= 2
        shift -= 1
        count = 0
        unsafe entries = .allocate(capacity: capacity)
        unsafe entries.initialize(repeating: Entry(), count: capacity)
        if !places.isEmpty { offsets = [Int](repeating: 0, count: capacity) }
        for place in 0..<were where unsafe old[place].length >= 0 {
            guard let moved = unsafe insert(old[place]), !places.isEmpty else { continue }
            offsets[moved] = places[place]
        }
        unsafe old.deallocate()
    }
}
