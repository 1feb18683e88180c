import Bytes

/// A unit as it stands in a partial aggregate: the first 128 bits of the HMAC of its key.
struct KeyedUnit: Hashable, Comparable, Sendable {
    var high: UInt64
    var low: UInt64

    static func < (left: KeyedUnit, right: KeyedUnit) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

/// Units with the groups in which each counts, one entry after another, in a file without a name once they are more than
/// a little.
///
/// One thread adds; when it has finished, all may read.
@safe final class UnitSpool: @unchecked Sendable {
    /// The most groups of an entry; a unit that counts in more has several, of which only the last has fewer.
    static let longestEntry = 4_096
    /// Bytes of memory.
    static let roomBytes = 64 << 10
    /// A unit's two words and the number of its groups, of four bytes each.
    private static let headerBytes = 20

    private let folder: String
    private var room: UnsafeMutableRawPointer?
    private var filled = 0
    private var file: UnlinkedFile?
    /// How many entries there are.
    private(set) var entries = 0

    init(folder: String) {
        self.folder = folder
        unsafe room = .allocate(byteCount: UnitSpool.roomBytes, alignment: 8)
    }

    deinit { unsafe room?.deallocate() }

    /// How many bytes were added.
    var count: Int64 { (file?.count ?? 0) + Int64(filled) }

    /// Adds a unit that comes after all others, with the groups of some meetings.
    func append(_ unit: KeyedUnit, _ meetings: UnsafePointer<UnitMeeting>, _ total: Int) throws(BytesError) {
        var start = 0
        while start < total {
            let some = min(total - start, UnitSpool.longestEntry)
            let bytes = UnitSpool.headerBytes + 4 * some
            if filled + bytes > UnitSpool.roomBytes { try write() }
            guard let place = unsafe room.map({ unsafe $0 + filled }) else { return }
            unsafe place.storeBytes(of: unit.high, as: UInt64.self)
            unsafe place.storeBytes(of: unit.low, toByteOffset: 8, as: UInt64.self)
            unsafe place.storeBytes(of: UInt32(truncatingIfNeeded: some), toByteOffset: 16, as: UInt32.self)
            for group in 0..<some {
                unsafe place.storeBytes(
                    of: UInt32(truncatingIfNeeded: meetings[start + group].group),
                    toByteOffset: UnitSpool.headerBytes + 4 * group, as: UInt32.self)
            }
            filled += bytes
            entries += 1
            start += some
        }
    }

    /// Gives the memory back if there is a file already.
    func finish() throws(BytesError) {
        guard file != nil else { return }
        try write()
        unsafe room?.deallocate()
        unsafe room = nil
    }

    private func write() throws(BytesError) {
        guard let start = unsafe room else { return }
        if file == nil { file = try UnlinkedFile(in: folder) }
        try file?.append(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(start: start, count: filled)))
        filled = 0
    }

    /// Shows the entries that stand in a range of bytes.
    func forEach(
        _ range: Range<Int64>, _ body: (KeyedUnit, UnsafeBufferPointer<UInt32>) throws(AggregationError) -> Void
    ) throws(AggregationError) {
        let window = UnsafeMutableRawPointer.allocate(byteCount: UnitSpool.roomBytes, alignment: 8)
        defer { unsafe window.deallocate() }
        var next = range.lowerBound
        while next < range.upperBound {
            let some = Int(min(range.upperBound - next, Int64(UnitSpool.roomBytes)))
            do throws(BytesError) { try unsafe read(next, some, into: window) } catch { throw .bytes(error) }
            var place = 0
            while some - place >= UnitSpool.headerBytes {
                let entry = unsafe window + place
                let count = unsafe Int(entry.load(fromByteOffset: 16, as: UInt32.self))
                let bytes = UnitSpool.headerBytes + 4 * count
                guard bytes <= some - place else { break }
                let unit = unsafe KeyedUnit(
                    high: entry.loadUnaligned(as: UInt64.self),
                    low: entry.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                let groups = unsafe (entry + UnitSpool.headerBytes).assumingMemoryBound(to: UInt32.self)
                try unsafe body(unit, UnsafeBufferPointer(start: groups, count: count))
                place += bytes
            }
            // What was cut off by the end of the window comes with the next.
            next += Int64(place)
        }
    }

    private func read(_ offset: Int64, _ count: Int, into window: UnsafeMutableRawPointer) throws(BytesError) {
        if file == nil, let room = unsafe room {
            unsafe window.copyMemory(from: room + Int(offset), byteCount: count)
            return
        }
        var output = unsafe OutputRawSpan(
            buffer: UnsafeMutableRawBufferPointer(start: window, count: count), initializedCount: 0)
        try file?.read(into: &output, at: offset)
    }
}

/// The units of a distinct count, ascending, wherever they are kept.
@safe struct KeptUnits: Sendable {
    /// Where the units of each partition stand.
    private var places: [(spool: UnitSpool, range: Range<Int64>)?]
    /// The number that each group has now.
    private let numbers: [UInt32]
    /// How many entries there are.
    let count: Int

    /// Puts together what was counted by partition; `numbers` are those that the groups have now, in the same order.
    init(_ outputs: [UnitReduction.Output], numbers: [UInt32]) {
        self.numbers = numbers
        count = outputs.reduce(0) { $0 + ($1.spool?.entries ?? 0) }
        places = Array(repeating: nil, count: UnitBuffers.partitions)
        for output in outputs {
            guard let spool = output.spool else { continue }
            for (partition, range) in output.kept { places[partition] = (spool, range) }
        }
    }

    /// Adds each entry in turn to what is being written, and says that it did.
    func write(
        to writer: inout PartialWriter, _ added: (inout PartialWriter) throws(AggregationError) -> Void
    ) throws(AggregationError) {
        for place in places {
            guard let place else { continue }
            try unsafe place.spool.forEach(place.range) { unit, groups throws(AggregationError) in
                writer.append(unit)
                writer.append(groups.count)
                for place in 0..<groups.count { writer.append(unsafe Int(numbers[Int(groups[place])])) }
                try added(&writer)
            }
        }
    }
}
