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

    func deallocate() { unsafe start.deallocate() }
}

/// The meetings of one thread, divided by the first eight bits of the unit, and written to a file without a name
/// where they would take more memory than is allowed.
///
/// What is written holds no key in the clear.
@safe struct UnitBuffers: ~Copyable {
    static let partitions = 256
    /// Meetings a chunk; 8 KiB.
    static let chunkCount = 341
    /// Where the next meeting of each partition goes, and where its chunk ends.
    private let next: UnsafeMutablePointer<UnsafeMutablePointer<UnitMeeting>?>
    private let ends: UnsafeMutablePointer<UnsafeMutablePointer<UnitMeeting>?>
    private var part = UnitPart()
    private var free: [UnitChunk] = []
    private var allocated = 0
    private let most: Int
    private let folder: String

    /// `memory`: how many bytes the meetings may take; `folder`: where there is room for more.
    init(memory: Int, folder: String) {
        most = max(memory / (UnitBuffers.chunkCount * MemoryLayout<UnitMeeting>.stride), 2 * UnitBuffers.partitions)
        self.folder = folder
        unsafe next = .allocate(capacity: UnitBuffers.partitions)
        unsafe next.initialize(repeating: nil, count: UnitBuffers.partitions)
        unsafe ends = .allocate(capacity: UnitBuffers.partitions)
        unsafe ends.initialize(repeating: nil, count: UnitBuffers.partitions)
    }

    deinit {
        unsafe next.deallocate()
        unsafe ends.deallocate()
        for chunk in free { chunk.deallocate() }
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
    mutating func finish() -> UnitPart {
        for partition in 0..<UnitBuffers.partitions { close(partition) }
        for chunk in free { chunk.deallocate() }
        free = []
        return part
    }

    private mutating func extend(_ partition: Int) throws(BytesError) {
        close(partition)
        if free.isEmpty && allocated >= most { try spill() }
        let chunk: UnsafeMutablePointer<UnitMeeting>
        if let last = free.popLast() {
            unsafe chunk = last.start
        } else {
            unsafe chunk = .allocate(capacity: UnitBuffers.chunkCount)
            allocated += 1
        }
        unsafe next[partition] = chunk
        unsafe ends[partition] = chunk + UnitBuffers.chunkCount
    }

    /// Hands the current chunk of a partition over.
    private mutating func close(_ partition: Int) {
        guard let end = unsafe ends[partition], let place = unsafe next[partition] else { return }
        let start = unsafe end - UnitBuffers.chunkCount
        unsafe part.append(UnitChunk(start: start, count: place - start), to: partition)
        unsafe next[partition] = nil
        unsafe ends[partition] = nil
    }

    /// Writes all meetings to the file, and takes their memory for others.
    private mutating func spill() throws(BytesError) {
        for partition in 0..<UnitBuffers.partitions { close(partition) }
        free += try part.spill(to: folder)
    }
}

/// What one thread met: chunks in memory and stretches of a file, which all may read once nothing is added any more.
@safe final class UnitPart: @unchecked Sendable {
    private struct Stretch {
        var offset: Int64
        var count: Int
    }

    private var chunks: [[UnitChunk]]
    private var stretches: [[Stretch]]
    private var file: UnlinkedFile?

    init() {
        chunks = Array(repeating: [], count: UnitBuffers.partitions)
        stretches = Array(repeating: [], count: UnitBuffers.partitions)
    }

    deinit {
        for chunk in chunks.joined() { chunk.deallocate() }
    }

    /// How many bytes were written to the file.
    var spilled: Int64 { file?.count ?? 0 }

    fileprivate func append(_ chunk: UnitChunk, to partition: Int) {
        chunks[partition].append(chunk)
    }

    /// Writes all chunks to the file; returns their memory.
    fileprivate func spill(to folder: String) throws(BytesError) -> [UnitChunk] {
        if file == nil { file = try UnlinkedFile(in: folder) }
        var freed: [UnitChunk] = []
        for partition in 0..<UnitBuffers.partitions {
            let offset = spilled
            var count = 0
            for chunk in chunks[partition] {
                let bytes = unsafe RawSpan(
                    _unsafeStart: UnsafeRawPointer(chunk.start),
                    byteCount: chunk.count * MemoryLayout<UnitMeeting>.stride)
                try file?.append(bytes)
                count += chunk.count
                freed.append(chunk)
            }
            if count > 0 { stretches[partition].append(Stretch(offset: offset, count: count)) }
            chunks[partition] = []
        }
        return freed
    }

    /// How many meetings a partition has.
    func count(_ partition: Int) -> Int {
        chunks[partition].reduce(0) { $0 + $1.count } + stretches[partition].reduce(0) { $0 + $1.count }
    }

    /// Shows a partition's meetings, those in the file first, some at a time.
    func forEach(
        _ partition: Int, _ body: (UnsafePointer<UnitMeeting>, Int) -> Void
    ) throws(BytesError) {
        if !stretches[partition].isEmpty {
            let some = UnitBuffers.chunkCount * 16
            let buffer = UnsafeMutablePointer<UnitMeeting>.allocate(capacity: some)
            defer { unsafe buffer.deallocate() }
            for stretch in stretches[partition] {
                var done = 0
                while done < stretch.count {
                    let count = min(some, stretch.count - done)
                    let room = unsafe UnsafeMutableRawBufferPointer(
                        start: buffer, count: count * MemoryLayout<UnitMeeting>.stride)
                    var output = unsafe OutputRawSpan(buffer: room, initializedCount: 0)
                    try file?.read(
                        into: &output, at: stretch.offset + Int64(done * MemoryLayout<UnitMeeting>.stride))
                    unsafe body(buffer, count)
                    done += count
                }
            }
        }
        for chunk in chunks[partition] { unsafe body(chunk.start, chunk.count) }
    }
}
