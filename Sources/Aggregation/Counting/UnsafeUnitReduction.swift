import Bytes
import Synchronization

/// Counts each unit once a cell, and in as many cells of a period as are allowed, whatever the order in which units
/// were met, and by which thread.
///
/// The partitions are independent: each is brought together, sorted and counted by one thread in memory of its own.
final class UnitReduction: Sendable {
    /// What the threads met, and for each the number of each of its groups among all.
    let parts: [UnitPart]
    let numbers: [[UInt32]]
    /// The groups of all.
    let groups: UnitGroups
    /// Where to keep which unit is in which group, if that is asked.
    let spoolFolder: String?
    private let threads: Int
    /// How many meetings a thread may bring together at a time.
    private let most: Int
    private let next = Atomic<Int>(0)

    struct Output: Sendable {
        var counts: [Int64]
        /// The units of the partitions that this thread took with their groups that count, and where those of each are.
        var spool: UnitSpool?
        var kept: [Int: Range<Int64>] = [:]
        var failure: BytesError?
    }

    /// `memory`: how many bytes everything may take that `threads` threads and the parts hold.
    init(
        _ parts: [UnitPart], _ numbers: [[UInt32]], _ groups: UnitGroups, spoolFolder: String?, memory: Int,
        threads: Int
    ) {
        self.parts = parts
        self.numbers = numbers
        self.groups = groups
        self.spoolFolder = spoolFolder
        self.threads = threads
        let spool = spoolFolder == nil ? 0 : UnitSpool.roomBytes
        let free = (memory - parts.reduce(0) { $0 + $1.heldBytes }) / threads - spool
        most = max((free - (parts.map(\.readingBytes).max() ?? 0)) / MemoryLayout<UnitMeeting>.stride, 1_024)
    }

    /// Counts on all threads; what each counted.
    func run() throws(BytesError) -> [Output] {
        let outputs = Threads.run(threads) { [self] in work() }
        if let failure = outputs.lazy.compactMap(\.failure).first { throw failure }
        return outputs
    }

    private func work() -> Output {
        var output = Output(counts: [Int64](repeating: 0, count: groups.count))
        output.spool = spoolFolder.map { UnitSpool(folder: $0) }
        var room = UnitRoom()
        while true {
            let partition = next.wrappingAdd(1, ordering: .relaxed).oldValue
            do throws(BytesError) {
                guard partition < UnitBuffers.partitions else {
                    try output.spool?.finish()
                    return output
                }
                let start = output.spool?.count ?? 0
                try reduce(partition, &room, &output)
                output.kept[partition] = start..<(output.spool?.count ?? 0)
            } catch {
                output.failure = error
                return output
            }
        }
    }

    /// Counts a partition: as many of its sixteenths at a time as fit the memory.
    private func reduce(_ partition: Int, _ room: inout UnitRoom, _ output: inout Output) throws(BytesError) {
        var totals = [Int](repeating: 0, count: UnitStretch.sixteenths)
        for part in parts { part.count(partition, into: &totals) }
        var start = 0
        while start < totals.count {
            var (end, sum, longest) = (start, 0, 0)
            // Each is sorted from one place into another.
            while end < totals.count, sum + totals[end] + max(longest, totals[end]) <= most {
                sum += totals[end]
                longest = max(longest, totals[end])
                end += 1
            }
            if end > start {
                if sum > 0 { try reduce(partition, start..<end, totals, &room, &output) }
                start = end
            } else {
                try reduceDifferent(partition, prefix: UInt64(start), bits: 4, &output)
                start += 1
            }
        }
    }

    /// Counts some sixteenths of a partition, which have so many meetings each.
    private func reduce(
        _ partition: Int, _ sixteenths: Range<Int>, _ totals: [Int], _ room: inout UnitRoom, _ output: inout Output
    ) throws(BytesError) {
        var starts: [Int] = []
        var sum = 0
        for sixteenth in 0..<UnitStretch.sixteenths {
            starts.append(sum)
            sum += sixteenths.contains(sixteenth) ? totals[sixteenth] : 0
        }
        let longest = totals[sixteenths].max() ?? 0
        let (all, sorted) = unsafe room.reserve(sum, longest)
        for (part, numbers) in zip(parts, numbers) {
            try unsafe part.forEach(partition, sixteenths) { some, count in
                for place in 0..<count {
                    var meeting = unsafe some[place]
                    let sixteenth = UnitStretch.sixteenth(of: meeting.high)
                    guard sixteenth >= sixteenths.lowerBound && sixteenth < sixteenths.upperBound else { continue }
                    meeting.group = UInt64(numbers[Int(truncatingIfNeeded: meeting.group)])
                    unsafe all[starts[sixteenth]] = meeting
                    starts[sixteenth] &+= 1
                }
            }
        }
        for sixteenth in sixteenths where totals[sixteenth] > 0 {
            let count = totals[sixteenth]
            unsafe UnitReduction.sort(all + (starts[sixteenth] - count), into: sorted, count, known: 12)
            try unsafe self.count(sorted, count, &output)
        }
    }

    /// Counts a sixteenth of a partition that does not fit the memory with its repetitions: its different meetings; where
    /// these do not fit either, it is gone over again for each choice of the units' next four bits.
    private func reduceDifferent(
        _ partition: Int, prefix: UInt64, bits: UInt64, _ output: inout Output
    ) throws(BytesError) {
        guard try !countDifferent(partition, prefix: prefix, bits: bits, &output) else { return }
        for next in 0..<16 as Range<UInt64> {
            try reduceDifferent(partition, prefix: prefix << 4 | next, bits: bits + 4, &output)
        }
    }

    /// Counts those of a partition's units whose bits behind the partition's are `prefix`; false, and nothing is counted,
    /// where their different meetings do not fit the memory.
    private func countDifferent(
        _ partition: Int, prefix: UInt64, bits: UInt64, _ output: inout Output
    ) throws(BytesError) -> Bool {
        // A set has room for up to four times what it holds. Units that still share 40 bits are few: they are let be.
        let limit = bits < 32 ? most / 5 : Int.max
        let sixteenth = Int(prefix >> (bits - 4))
        var different = UnitSet()
        for (part, numbers) in zip(parts, numbers) {
            try unsafe part.forEach(partition, sixteenth..<sixteenth + 1) { some, count in
                guard different.count <= limit else { return }
                for place in 0..<count {
                    let meeting = unsafe some[place]
                    guard (meeting.high &<< 8) &>> (64 &- bits) == prefix else { continue }
                    different.insert(
                        UnitMeeting(
                            high: meeting.high, low: meeting.low,
                            group: UInt64(numbers[Int(truncatingIfNeeded: meeting.group)])))
                }
            }
        }
        guard different.count <= limit else { return false }
        let total = different.count
        guard total > 0 else { return true }
        let sorted = UnsafeMutablePointer<UnitMeeting>.allocate(capacity: total)
        defer { unsafe sorted.deallocate() }
        unsafe different.withContents { all, _ in unsafe UnitReduction.sort(all, into: sorted, total, known: 8 + bits) }
        try unsafe count(sorted, total, &output)
        return true
    }

    /// Sorts meetings whose units are spread evenly: into buckets of about four by the bits behind those that are
    /// `known` to be equal, and each bucket by itself.
    static func sort(
        _ all: UnsafeMutablePointer<UnitMeeting>, into sorted: UnsafeMutablePointer<UnitMeeting>, _ count: Int,
        known: UInt64
    ) {
        var bits: UInt64 = 1
        while bits < 22, 4 << bits < count { bits += 1 }
        var ends = [UInt32](repeating: 0, count: 1 << Int(bits))
        unsafe ends.withUnsafeMutableBufferPointer { ends in
            for place in 0..<count {
                unsafe ends[Int(truncatingIfNeeded: (all[place].high &<< known) &>> (64 &- bits))] &+= 1
            }
            var sum: UInt32 = 0
            for bucket in ends.indices {
                unsafe sum += ends[bucket]
                unsafe ends[bucket] = sum
            }
            for place in 0..<count {
                let bucket = unsafe Int(truncatingIfNeeded: (all[place].high &<< known) &>> (64 &- bits))
                unsafe ends[bucket] &-= 1
                unsafe sorted[Int(ends[bucket])] = all[place]
            }
            for bucket in ends.indices {
                let start = unsafe Int(ends[bucket])
                let end = unsafe bucket + 1 < ends.count ? Int(ends[bucket + 1]) : count
                if end - start > 24 {
                    // Few units that were met very often.
                    var slice = unsafe UnsafeMutableBufferPointer(start: sorted + start, count: end - start)
                    unsafe slice.sort { $0 < $1 }
                    continue
                }
                var place = start + 1
                while place < end {
                    let moved = unsafe sorted[place]
                    var hole = place
                    while hole > start, unsafe moved < sorted[hole - 1] {
                        unsafe sorted[hole] = sorted[hole - 1]
                        hole -= 1
                    }
                    unsafe sorted[hole] = moved
                    place += 1
                }
            }
        }
    }

    private func count(
        _ sorted: UnsafeMutablePointer<UnitMeeting>, _ count: Int, _ output: inout Output
    ) throws(BytesError) {
        var start = 0
        while start < count {
            let (high, low) = unsafe (sorted[start].high, sorted[start].low)
            // The different groups of one unit, ascending, moved together at its beginning.
            var end = start + 1
            var last = start
            while end < count, unsafe sorted[end].high == high, unsafe sorted[end].low == low {
                if unsafe sorted[end].group != sorted[last].group {
                    last += 1
                    unsafe sorted[last].group = sorted[end].group
                }
                end += 1
            }
            var bounded = start..<last + 1
            if let cells = groups.cells, last + 1 - start > cells {
                bounded = unsafe bound(sorted, bounded, cells)
            }
            for place in bounded { unsafe output.counts[Int(sorted[place].group)] += 1 }
            try unsafe output.spool?.append(
                KeyedUnit(high: high, low: low), sorted + bounded.lowerBound, bounded.count)
            start = end
        }
    }

    /// Keeps of one unit's groups, ascending, those that count; where they now stand.
    private func bound(
        _ sorted: UnsafeMutablePointer<UnitMeeting>, _ range: Range<Int>, _ cells: Int
    ) -> Range<Int> {
        let (high, low) = unsafe (sorted[range.lowerBound].high, sorted[range.lowerBound].low)
        var filled = range.lowerBound
        var start = range.lowerBound
        while start < range.upperBound {
            let period = unsafe groups.periods[Int(sorted[start].group)]
            var end = start + 1
            while end < range.upperBound, unsafe groups.periods[Int(sorted[end].group)] == period { end += 1 }
            if end - start <= cells {
                for place in start..<end {
                    unsafe sorted[filled].group = sorted[place].group
                    filled += 1
                }
            } else {
                let all = (start..<end).map { unsafe Int(sorted[$0].group) }
                for group in groups.chosen(of: all, high: high, low: low) {
                    unsafe sorted[filled].group = UInt64(group)
                    filled += 1
                }
            }
            start = end
        }
        return range.lowerBound..<filled
    }
}

/// Memory that one thread works in, for one partition after another.
@safe struct UnitRoom: ~Copyable {
    private var all: UnsafeMutablePointer<UnitMeeting>
    private var capacity = 0

    init() { unsafe all = .allocate(capacity: 0) }

    deinit { unsafe all.deallocate() }

    /// Room for so many meetings, and behind it for so many more; what was there before is lost.
    mutating func reserve(
        _ first: Int, _ second: Int
    ) -> (UnsafeMutablePointer<UnitMeeting>, UnsafeMutablePointer<UnitMeeting>) {
        if first + second > capacity {
            capacity = first + second
            unsafe all.deallocate()
            unsafe all = .allocate(capacity: capacity)
        }
        return unsafe (all, all + first)
    }
}

/// What the bound on a unit's cells needs to know of the groups.
struct UnitGroups: Sendable {
    var count: Int
    /// The period of each group; cells of one period are bounded together.
    var periods: [Int32]
    /// A hash of each group's cell, without the period.
    var hashes: [UInt64] = []
    /// The most cells of a unit in a period.
    var cells: Int?
    var seed: HashSeed

    init(_ table: Tabulation, hasPeriod: Bool, cells: Int?, seed: HashSeed) {
        count = table.counts.count
        periods = (0..<count).map { hasPeriod ? table.keys[$0 * table.width] : 0 }
        self.cells = cells
        self.seed = seed
        if cells != nil { hashes = table.cellHashes(hasPeriod: hasPeriod, seed) }
    }

    /// Of the groups of one unit in one period, ascending, those `cells` whose hash with the unit is smallest.
    func chosen(of all: [Int], high: UInt64, low: UInt64) -> [Int] {
        guard let cells, all.count > cells else { return all }
        let ranked = all.map { group in
            (rank: SipHash.hash(high, low, hashes[group], seed), hash: hashes[group], group: group)
        }
        return ranked.sorted { ($0.rank, $0.hash, $0.group) < ($1.rank, $1.hash, $1.group) }
            .prefix(cells).map(\.group).sorted()
    }
}
