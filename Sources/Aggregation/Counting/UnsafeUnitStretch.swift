/// Meetings of one partition as they stand in a file: 16 bytes each, or 20 where there are more than 4,096 groups.
///
/// They are ordered by the four bits behind those of the partition, so that each sixteenth of a partition can be read by
/// itself, and neither these bits nor the partition's need be written. Each stretch says where the one before it is:
/// what must be remembered does not grow with the file.
@safe struct UnitStretch: ~Copyable {
    static let sixteenths = 16
    /// Bytes of a meeting.
    static let shortest = 16
    static let longest = 20
    /// The place and count of the stretch before; whether groups are wide; the count of each sixteenth.
    static let headerBytes = 24 + 4 * sixteenths
    /// Bits of the group that stand beside the unit's.
    private static let groupBits: UInt64 = 12
    /// How many meetings are shown at a time.
    private static let shown = 256

    /// Where a stretch begins in the file, and how many meetings it has; none where there is no stretch.
    struct Place {
        var offset: Int64 = 0
        var count = 0
    }

    private let bytes: UnsafeMutableRawPointer
    private let shownMeetings: UnsafeMutablePointer<UnitMeeting>

    /// Room for so many meetings.
    init(meetings: Int) {
        unsafe bytes = .allocate(byteCount: UnitStretch.headerBytes + meetings * UnitStretch.longest, alignment: 8)
        unsafe shownMeetings = .allocate(capacity: UnitStretch.shown)
    }

    deinit {
        unsafe bytes.deallocate()
        unsafe shownMeetings.deallocate()
    }

    /// The sixteenth of its partition in which a unit is.
    @inline(__always)
    static func sixteenth(of high: UInt64) -> Int { Int(truncatingIfNeeded: (high &>> 52) & 15) }

    /// Where the stretch before this is.
    var previous: Place {
        unsafe Place(
            offset: bytes.load(as: Int64.self), count: Int(bytes.load(fromByteOffset: 8, as: Int64.self)))
    }

    /// Whether groups have more than twelve bits.
    var isWide: Bool { unsafe bytes.load(fromByteOffset: 16, as: UInt64.self) != 0 }

    /// How many meetings of a sixteenth there are.
    func count(_ sixteenth: Int) -> Int {
        unsafe Int(bytes.load(fromByteOffset: 24 + 4 * sixteenth, as: UInt32.self))
    }

    /// How many meetings there are before a sixteenth.
    private func start(_ sixteenth: Int) -> Int { (0..<sixteenth).reduce(0) { $0 + count($1) } }

    /// Where the meetings of some sixteenths stand, without the upper bits of wide groups.
    func bytes(of sixteenths: Range<Int>) -> Range<Int> {
        let base = UnitStretch.headerBytes
        return base + start(sixteenths.lowerBound) * UnitStretch.shortest..<base + start(sixteenths.upperBound)
            * UnitStretch.shortest
    }

    /// Where the upper bits of their groups stand.
    func wideBytes(of sixteenths: Range<Int>) -> Range<Int> {
        let base = UnitStretch.headerBytes + start(UnitStretch.sixteenths) * UnitStretch.shortest
        return base + start(sixteenths.lowerBound) * 4..<base + start(sixteenths.upperBound) * 4
    }

    /// Room for some bytes of the stretch.
    func room(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(start: bytes + range.lowerBound, count: range.count)
    }

    /// Puts the meetings of some chunks together, no more than there is room for; how many bytes they are.
    func pack(_ chunks: ArraySlice<UnitChunk>, after last: Place) -> Int {
        var counts = [UInt32](repeating: 0, count: UnitStretch.sixteenths)
        var groups: UInt64 = 0
        var total = 0
        for chunk in chunks {
            for place in 0..<chunk.count {
                unsafe counts[UnitStretch.sixteenth(of: chunk.start[place].high)] &+= 1
                unsafe groups |= chunk.start[place].group
            }
            total += chunk.count
        }
        let isWide = groups >> UnitStretch.groupBits != 0
        unsafe bytes.storeBytes(of: last.offset, as: Int64.self)
        unsafe bytes.storeBytes(of: Int64(last.count), toByteOffset: 8, as: Int64.self)
        unsafe bytes.storeBytes(of: isWide ? 1 : 0, toByteOffset: 16, as: UInt64.self)
        var next: [Int] = []
        var sum = 0
        for (sixteenth, count) in counts.enumerated() {
            unsafe bytes.storeBytes(of: count, toByteOffset: 24 + 4 * sixteenth, as: UInt32.self)
            next.append(sum)
            sum += Int(count)
        }
        let words = unsafe (bytes + UnitStretch.headerBytes).assumingMemoryBound(to: UInt64.self)
        let upper = unsafe (bytes + UnitStretch.headerBytes + total * UnitStretch.shortest)
            .assumingMemoryBound(to: UInt32.self)
        for chunk in chunks {
            for place in 0..<chunk.count {
                let meeting = unsafe chunk.start[place]
                let sixteenth = UnitStretch.sixteenth(of: meeting.high)
                let to = next[sixteenth]
                next[sixteenth] = to &+ 1
                unsafe words[2 &* to] = meeting.high &<< UnitStretch.groupBits | meeting.group & 0xFFF
                unsafe words[2 &* to &+ 1] = meeting.low
                if isWide {
                    unsafe upper[to] = UInt32(truncatingIfNeeded: meeting.group &>> UnitStretch.groupBits)
                }
            }
        }
        return UnitStretch.headerBytes + total * (isWide ? UnitStretch.longest : UnitStretch.shortest)
    }

    /// Shows the meetings of some sixteenths, which must have been read, some at a time.
    func unpack(_ partition: Int, _ sixteenths: Range<Int>, _ body: (UnsafePointer<UnitMeeting>, Int) -> Void) {
        let words = unsafe (bytes + UnitStretch.headerBytes).assumingMemoryBound(to: UInt64.self)
        let upper = unsafe (bytes + UnitStretch.headerBytes + start(UnitStretch.sixteenths) * UnitStretch.shortest)
            .assumingMemoryBound(to: UInt32.self)
        let isWide = isWide
        var from = start(sixteenths.lowerBound)
        for sixteenth in sixteenths {
            let top = UInt64(partition) << 56 | UInt64(sixteenth) << 52
            let end = from + count(sixteenth)
            while from < end {
                let some = min(UnitStretch.shown, end - from)
                for place in 0..<some {
                    let (first, second) = unsafe (words[2 &* (from &+ place)], words[2 &* (from &+ place) &+ 1])
                    var group = first & 0xFFF
                    if isWide { unsafe group |= UInt64(upper[from &+ place]) &<< UnitStretch.groupBits }
                    unsafe shownMeetings[place] = UnitMeeting(
                        high: top | first &>> UnitStretch.groupBits, low: second, group: group)
                }
                unsafe body(shownMeetings, some)
                from += some
            }
        }
    }
}
