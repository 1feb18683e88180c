import Glibc

/// Cells of one thread and what was added to each: a cube with a place for every combination of codes as long as that
/// is small, open addressing over the combinations that occur where it is not.
@safe struct CellCounter: ~Copyable {
    /// The most places of a cube, of eight bytes each.
    static let largestCube = 1 << 20
    let width: Int
    /// Whether places hold counts of rows; else they hold the number of a group, plus one.
    let countsRows: Bool
    private(set) var isCube = true
    /// How many codes of each column the cube has places for, and how far apart they lie.
    private var capacities: [Int]
    let strides: UnsafeMutablePointer<Int32>
    private var cells: UnsafeMutablePointer<Int64>
    private var cellCount = 1
    /// The groups, where they are numbered.
    private var groups: GroupCounter

    init(width: Int, countsRows: Bool) {
        self.width = width
        self.countsRows = countsRows
        capacities = [Int](repeating: 1, count: width)
        unsafe strides = .allocate(capacity: max(width, 1))
        unsafe strides.initialize(repeating: 1, count: max(width, 1))
        unsafe cells = CellCounter.zeros(1)
        groups = GroupCounter(width: width)
    }

    deinit {
        unsafe strides.deallocate()
        unsafe free(cells)
    }

    /// Zeros, of which pages that are never touched take no memory.
    private static func zeros(_ count: Int) -> UnsafeMutablePointer<Int64> {
        guard let memory = unsafe calloc(count, MemoryLayout<Int64>.stride) else {
            fatalError("out of memory")
        }
        return unsafe memory.bindMemory(to: Int64.self, capacity: count)
    }

    /// Makes sure that every code below `codes` of each column has its place.
    @inline(__always)
    mutating func reserve(_ column: Int, _ codes: Int) {
        if isCube && codes > capacities[column] { enlarge(column, codes) }
    }

    /// One more row in a place of the cube.
    @inline(__always)
    func addRow(at place: Int) {
        unsafe cells[place] += 1
    }

    /// One more row in each of some places of the cube.
    @inline(__always)
    func addRows(at places: UnsafeMutablePointer<Int32>, _ count: Int) {
        let cells = unsafe cells
        for row in 0..<count { unsafe cells[Int(places[row])] += 1 }
    }

    /// The group at a place of the cube with these codes, new if there was none.
    @inline(__always)
    mutating func group(at place: Int, _ codes: UnsafePointer<Int32>, _ step: Int) -> Int {
        let group = unsafe Int(cells[place]) &- 1
        if group >= 0 { return group }
        let new = unsafe groups.append(codes, step)
        unsafe cells[place] = Int64(new + 1)
        return new
    }

    /// The group with these codes, `step` apart, where there is no cube.
    @inline(__always)
    mutating func group(_ codes: UnsafePointer<Int32>, _ step: Int) -> Int {
        unsafe groups.group(codes, step)
    }

    /// Adds to a group; `false` where the sum does not fit.
    @inline(__always)
    mutating func add(_ amount: Int64, to group: Int) -> Bool { groups.add(amount, to: group) }

    /// How many groups are numbered.
    var groupCount: Int { groups.count }

    /// The codes of all groups one after another, and their sums.
    var contents: (keys: [Int32], sums: [Int64]) {
        guard isCube, countsRows else { return groups.contents }
        var keys: [Int32] = []
        var sums: [Int64] = []
        var key = [Int32](repeating: 0, count: width)
        for place in 0..<cellCount where unsafe cells[place] != 0 {
            decode(place, &key)
            keys += key
            unsafe sums.append(cells[place])
        }
        return (keys, sums)
    }

    private func decode(_ place: Int, _ key: inout [Int32]) {
        for column in 0..<width {
            key[column] = unsafe Int32(truncatingIfNeeded: place / Int(strides[column]) % capacities[column])
        }
    }

    private mutating func enlarge(_ column: Int, _ codes: Int) {
        var wanted = capacities
        // A little more than is asked for, so that few codes move the cube.
        wanted[column] = max(codes, capacities[column] + capacities[column] / 4 + 1)
        var size = CellCounter.size(wanted)
        if size == nil {
            wanted[column] = codes
            size = CellCounter.size(wanted)
        }
        guard let size else {
            leaveCube()
            return
        }
        let (old, oldCount) = unsafe (cells, cellCount)
        var moved: [(key: [Int32], value: Int64)] = []
        var key = [Int32](repeating: 0, count: width)
        for place in 0..<oldCount where unsafe old[place] != 0 {
            decode(place, &key)
            unsafe moved.append((key, old[place]))
        }
        unsafe free(old)
        capacities = wanted
        cellCount = size
        var stride = 1
        for column in (0..<width).reversed() {
            unsafe strides[column] = Int32(stride)
            stride *= wanted[column]
        }
        unsafe cells = CellCounter.zeros(size)
        for (key, value) in moved {
            var place = 0
            for column in 0..<width { place += unsafe Int(key[column]) * Int(strides[column]) }
            unsafe cells[place] = value
        }
    }

    private static func size(_ capacities: [Int]) -> Int? {
        var size = 1
        for capacity in capacities {
            let (product, overflow) = size.multipliedReportingOverflow(by: capacity)
            guard !overflow, product <= largestCube else { return nil }
            size = product
        }
        return size
    }

    /// From now on only what occurs has a place.
    private mutating func leaveCube() {
        if countsRows {
            var key = [Int32](repeating: 0, count: width)
            for place in 0..<cellCount where unsafe cells[place] != 0 {
                decode(place, &key)
                let group = unsafe key.withUnsafeBufferPointer { key in
                    unsafe key.baseAddress.map { unsafe groups.append($0, 1) } ?? 0
                }
                _ = unsafe groups.add(cells[place], to: group)
            }
        }
        groups.index()
        isCube = false
        unsafe free(cells)
        unsafe cells = CellCounter.zeros(1)
    }
}
