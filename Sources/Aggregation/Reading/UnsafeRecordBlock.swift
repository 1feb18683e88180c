/// Memory for whole records, reused from block to block.
///
/// Two line ends stand before the first byte, so that looking for blank lines needs no special case at the
/// beginning.
@safe struct RecordBlock: ~Copyable {
    static let guardBytes = 16
    /// Where the content begins.
    let base: UnsafeMutablePointer<UInt8>
    let capacity: Int
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
    /// Whether the last byte is the NUL that ended reading.
    var endsInNUL = false

    init(capacity: Int) {
        self.capacity = capacity
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 2 * RecordBlock.guardBytes)
        unsafe memory.initialize(repeating: 0x0A, count: RecordBlock.guardBytes)
        unsafe base = memory + RecordBlock.guardBytes
    }

    deinit {
        unsafe (base - RecordBlock.guardBytes).deallocate()
    }
}
