/// Memory for whole records, reused from block to block: what was read stands behind room for the beginning of its
/// first record, which the block before it had.
///
/// Two line ends stand before the first byte, so that looking for blank lines needs no special case at the
/// beginning, and behind the last byte there is memory that may be read.
@safe struct RecordBlock: ~Copyable {
    /// How many bytes before and behind the content may be read.
    static let guardBytes = 64
    /// Where the content begins.
    private(set) var base: UnsafeMutablePointer<UInt8>
    /// Where reading puts its bytes, and for how many there is room.
    let chunk: UnsafeMutablePointer<UInt8>
    let room: Int
    private let memory: UnsafeMutablePointer<UInt8>
    /// How many bytes of content there are.
    var count = 0
    /// Which block of its source this is, from 0.
    var ordinal = 0
    /// The physical line of its first byte, from 1.
    var firstLine = 1
    /// The number of its first record, from 1.
    var firstRecord = 1
    /// Whether the quotation mark occurs.
    var hasQuotes = false
    /// Whether bytes beyond ASCII occur.
    var hasHighBytes = false
    /// Whether the last byte is the NUL that ended reading.
    var endsInNUL = false
    /// Whether no record is too long and quotes stand only where they open and close fields, so that a byte's
    /// meaning follows from how many quotes stand before it.
    var isRegular = false
    /// How many line ends outside quotes there are, and whether some end blank lines; where it is regular.
    var recordEnds = 0
    var hasBlankLines = false

    /// `front` is the most bytes of a record that may stand in the block before.
    init(front: Int, room: Int) {
        self.room = room
        unsafe memory = .allocate(capacity: front + room + 2 * RecordBlock.guardBytes)
        unsafe chunk = memory + front + RecordBlock.guardBytes
        unsafe (chunk - RecordBlock.guardBytes).initialize(repeating: 0x0A, count: RecordBlock.guardBytes)
        unsafe (chunk + room).initialize(repeating: 0x0A, count: RecordBlock.guardBytes)
        unsafe base = chunk
    }

    /// Puts `carry` before the content, which begins at `start` in what was read.
    mutating func begin(at start: Int, after carry: [UInt8]) {
        unsafe base = chunk + start - carry.count
        unsafe carry.withUnsafeBufferPointer { carry in
            if let first = carry.baseAddress { unsafe base.update(from: first, count: carry.count) }
        }
        unsafe base[-1] = 0x0A
        unsafe base[-2] = 0x0A
    }

    deinit {
        unsafe memory.deallocate()
    }
}
