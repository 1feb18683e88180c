/// A dictionary from byte strings to 0, 1, 2 … in order of arrival: open addressing under a keyed hash, with
/// every match confirmed byte by byte.
struct ByteTable: Sendable {
    private(set) var count = 0
    private let seed: HashSeed
    private var arena: [UInt8] = []
    private var ends: [Int] = [0]
    private var hashes: [UInt64] = []
    /// Index + 1 of the entry, 0 where free.
    ///
    /// A power of two, at most half full.
    private var slots = [UInt32](repeating: 0, count: 64)

    init(_ seed: HashSeed) { self.seed = seed }

    /// The index of `bytes`, or `nil`; the hash is for a following ``insert(_:hash:)``.
    @inline(__always)
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> (index: Int?, hash: UInt64) {
        let hash = unsafe SipHash.hash(bytes, seed)
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = Int(slots[slot]) &- 1
            if entry < 0 { return (nil, hash) }
            if hashes[entry] == hash, unsafe matches(entry, bytes) { return (entry, hash) }
            slot = (slot &+ 1) & mask
        }
    }

    /// Adds what ``find(_:)`` did not find.
    mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
        let index = count
        unsafe arena.append(contentsOf: bytes)
        ends.append(arena.count)
        hashes.append(hash)
        count += 1
        if count * 2 > slots.count { grow() } else { place(index) }
        return index
    }

    /// The index of `bytes`, added if it was not there.
    mutating func index(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let found = unsafe find(bytes)
        return unsafe found.index ?? insert(bytes, hash: found.hash)
    }

    /// One entry's bytes.
    func bytes(_ index: Int) -> [UInt8] { Array(arena[ends[index]..<ends[index + 1]]) }

    /// Gives one entry's bytes without copying them.
    func withBytes<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe arena.withUnsafeBufferPointer { all in
            unsafe body(UnsafeBufferPointer(rebasing: all[ends[index]..<ends[index + 1]]))
        }
    }

    @inline(__always)
    private func matches(_ entry: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = ends[entry]
        let length = ends[entry &+ 1] &- start
        return unsafe arena.withUnsafeBufferPointer { all in
            unsafe ByteSearch.equal(UnsafeBufferPointer(rebasing: all[start..<start &+ length]), bytes)
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for index in 0..<count { place(index) }
    }

    private mutating func place(_ index: Int) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hashes[index]) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
}
