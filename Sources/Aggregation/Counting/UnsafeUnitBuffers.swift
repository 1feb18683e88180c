import Bytes

/// One meeting of a unit with a group: the unit by 128 bits of a keyed hash or of its HMAC.
///
/// Two units that share all 128 bits would be taken for one; keyed at random, that happens with a chance below 2⁻⁶³
/// among 2³² units (the birthday bound).
struct UnitMeeting {
    var high: UInt64
    var low: UInt64
    var group: UInt64

    @inline(__always)
    static func < (left: UnitMeeting, right: UnitMeeting) -> Bool {
        if left.high != right.high { return left.high < right.high }
        if left.low != right.low { return left.low < right.low }
        return left.group < right.group
    }
}

/// Memory for meetings, of which the first `count` are there.
@safe struct UnitChunk {
    var start: UnsafeMutablePointer<UnitMeeting>
    var count = 0
}

/// The meetings of one thread, divided by the first eight bits of the unit, and written to a file without a name
/// where they would take more memory than is allowed.
///
/// What is written holds no key in the clear.
@safe struct UnitBuffers: ~Copyable {
    static let partitions = 256
    /// The least memory that a thread can work in.
    static let leastMemory = 256 << 10
    /// The most meetings a chunk; 8 KiB.
    private static let longestChunk = 341
    /// Where the next meeting of each partition goes, and where its chunk ends.
    private let next: UnsafeMutablePointer<UnsafeMutablePointer<UnitMeeting>?>
    private let ends: UnsafeMutablePointer<UnsafeMutablePointer<UnitMeeting>?>
    private let part: UnitPart
    private let chunkCount: Int

    /// `memory`: how many bytes the meetings may take, no less than three quarters of ``leastMemory``; `folder`: where
    /// there is room for more.
    init(memory: Int, folder: String) {
        let packed = min(max(memory / (8 * UnitStretch.longest), 512), 8_192)
        let rest = memory - packed * UnitStretch.longest - UnitStretch.headerBytes
        // Four chunks a partition at least: half of them are full where the memory is.
        let bytes = max(rest / (4 * UnitBuffers.partitions), 0)
        chunkCount = min(max(bytes / MemoryLayout<UnitMeeting>.stride, 4), UnitBuffers.longestChunk)
        part = UnitPart(
            chunks: rest / (chunkCount * MemoryLayout<UnitMeeting>.stride), of: chunkCount, packed: packed,
            folder: folder)
        unsafe next = .allocate(capacity: UnitBuffers.partitions)
        unsafe next.initialize(repeating: nil, count: UnitBuffers.partitions)
        unsafe ends = .allocate(capacity: UnitBuffers.partitions)
        unsafe ends.initialize(repeating: nil, count: UnitBuffers.partitions)
    }

    deinit {
        unsafe next.deallocate()
        unsafe ends.deallocate()
    }

    /// Notes that a unit was met in a group.
    @inline(__always)
    mutating func add(high: UInt64, low: UInt64, group: Int) throws(BytesError) {
        let partition = Int(truncatingIfNeeded: high &>> 56)
        if unsafe next[partition] == ends[partition] { try extend(partition) }
        guard let place = unsafe next[partition] else { return }
        unsafe place.initialize(to: UnitMeeting(high: high, low: low, group: UInt64(truncatingIfNeeded: group)))
        unsafe next[partition] = place + 1
    }

    /// Everything that was noted; nothing more can be.
    mutating func finish() throws(BytesError) -> UnitPart {
        for partition in 0..<UnitBuffers.partitions { close(partition) }
        try part.finish()
        return part
    }

    private mutating func extend(_ partition: Int) throws(BytesError) {
        close(partition)
        var free = unsafe part.takeChunk()
        if unsafe free == nil {
            for partition in 0..<UnitBuffers.partitions { close(partition) }
            try part.spill()
            unsafe free = part.takeChunk()
        }
        guard let chunk = unsafe free else { preconditionFailure("what was written leaves its memory") }
        unsafe next[partition] = chunk
        unsafe ends[partition] = chunk + chunkCount
    }

    /// Hands the current chunk of a partition over.
    private mutating func close(_ partition: Int) {
        guard let end = unsafe ends[partition], let place = unsafe next[partition] else { return }
        let start = unsafe end - chunkCount
        unsafe part.append(UnitChunk(start: start, count: place - start), to: partition)
        unsafe next[partition] = nil
        unsafe ends[partition] = nil
    }
}
