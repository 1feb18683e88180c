import Bytes

/// What one thread met: chunks in memory and stretches of a file, which all may read once nothing is added any more.
@safe final class UnitPart: @unchecked Sendable {
    /// The chunks that hold something.
    private var chunks: [[UnitChunk]]
    /// How many meetings of each partition and of each of its sixteenths are in the file, and where its last stretch is.
    private var written: [Int]
    private var last: [UnitStretch.Place]
    private var file: UnlinkedFile?
    private let folder: String
    /// The memory of all chunks, the first `taken` of which were given out since it was last empty.
    private var memory: UnsafeMutablePointer<UnitMeeting>?
    private let most: Int
    private let chunkCount: Int
    private var taken = 0
    /// Where a stretch is put together: so many meetings.
    private let packed: Int

    init(chunks most: Int, of chunkCount: Int, packed: Int, folder: String) {
        chunks = Array(repeating: [], count: UnitBuffers.partitions)
        written = Array(repeating: 0, count: UnitBuffers.partitions * UnitStretch.sixteenths)
        last = Array(repeating: UnitStretch.Place(), count: UnitBuffers.partitions)
        self.folder = folder
        self.most = max(most, 1)
        self.chunkCount = chunkCount
        self.packed = max(packed, chunkCount)
        // Memory that is never touched is never taken.
        unsafe memory = .allocate(capacity: self.most * chunkCount)
    }

    deinit { unsafe memory?.deallocate() }

    /// How many bytes were written to the file.
    var spilled: Int64 { file?.count ?? 0 }

    /// How many bytes of memory it holds.
    var heldBytes: Int { file == nil ? most * chunkCount * MemoryLayout<UnitMeeting>.stride : 0 }

    /// How many bytes of memory reading a partition takes.
    var readingBytes: Int { file == nil ? 0 : UnitStretch.headerBytes + packed * UnitStretch.longest }

    /// Room for a chunk; `nil` where there is none.
    func takeChunk() -> UnsafeMutablePointer<UnitMeeting>? {
        guard taken < most, let memory = unsafe memory else { return nil }
        taken += 1
        return unsafe memory + (taken - 1) * chunkCount
    }

    func append(_ chunk: UnitChunk, to partition: Int) {
        if chunk.count > 0 { chunks[partition].append(chunk) }
    }

    /// Writes all chunks to the file, and takes their memory for others.
    func spill() throws(BytesError) {
        if file == nil { file = try UnlinkedFile(in: folder) }
        let stretch = UnitStretch(meetings: packed)
        for partition in 0..<UnitBuffers.partitions {
            var from = 0
            while from < chunks[partition].count {
                var (to, count) = (from, 0)
                while to < chunks[partition].count, count + chunks[partition][to].count <= packed {
                    count += chunks[partition][to].count
                    to += 1
                }
                let place = UnitStretch.Place(offset: spilled, count: count)
                let bytes = stretch.pack(chunks[partition][from..<to], after: last[partition])
                try file?.append(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(stretch.room(0..<bytes))))
                last[partition] = place
                for sixteenth in 0..<UnitStretch.sixteenths {
                    written[partition * UnitStretch.sixteenths + sixteenth] += stretch.count(sixteenth)
                }
                from = to
            }
            chunks[partition].removeAll(keepingCapacity: true)
        }
        taken = 0
    }

    /// Gives the memory back if there is a file already, so that all of it is there for counting.
    func finish() throws(BytesError) {
        guard file != nil else { return }
        try spill()
        unsafe memory?.deallocate()
        unsafe memory = nil
    }

    /// Adds up how many meetings each sixteenth of a partition has.
    func count(_ partition: Int, into totals: inout [Int]) {
        for sixteenth in 0..<UnitStretch.sixteenths {
            totals[sixteenth] += written[partition * UnitStretch.sixteenths + sixteenth]
        }
        for chunk in chunks[partition] {
            for place in 0..<chunk.count { unsafe totals[UnitStretch.sixteenth(of: chunk.start[place].high)] += 1 }
        }
    }

    /// Shows a partition's meetings in some of its sixteenths, those in the file first, some at a time.
    ///
    /// Of those in memory all are shown.
    func forEach(
        _ partition: Int, _ sixteenths: Range<Int>, _ body: (UnsafePointer<UnitMeeting>, Int) -> Void
    ) throws(BytesError) {
        if last[partition].count > 0 {
            let stretch = UnitStretch(meetings: packed)
            var place = last[partition]
            while place.count > 0 {
                try read(place, sixteenths, into: stretch)
                unsafe stretch.unpack(partition, sixteenths, body)
                place = stretch.previous
            }
        }
        for chunk in chunks[partition] { unsafe body(chunk.start, chunk.count) }
    }

    /// Reads what is wanted of a stretch.
    private func read(
        _ place: UnitStretch.Place, _ sixteenths: Range<Int>, into stretch: borrowing UnitStretch
    ) throws(BytesError) {
        let isWhole = sixteenths.count == UnitStretch.sixteenths
        var wanted = 0..<UnitStretch.headerBytes + (isWhole ? place.count * UnitStretch.shortest : 0)
        try read(wanted, of: place, into: stretch)
        if !isWhole {
            wanted = stretch.bytes(of: sixteenths)
            try read(wanted, of: place, into: stretch)
        }
        if stretch.isWide { try read(stretch.wideBytes(of: sixteenths), of: place, into: stretch) }
    }

    private func read(
        _ bytes: Range<Int>, of place: UnitStretch.Place, into stretch: borrowing UnitStretch
    ) throws(BytesError) {
        var output = unsafe OutputRawSpan(buffer: stretch.room(bytes), initializedCount: 0)
        try file?.read(into: &output, at: place.offset + Int64(bytes.lowerBound))
    }
}
