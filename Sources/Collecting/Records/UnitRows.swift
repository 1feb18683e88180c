public import Statistics

/// What the rows of each unit have said so far, by its mark: some small numbers a unit, and the row at which it began.
///
/// A unit is known by its mark alone: no key is kept.
public struct UnitRows: Sendable {
    /// The most units of one submission. Each takes 100 to 400 bytes, by how many numbers are kept of it and how far
    /// the tables have grown.
    public static let limit = 1_000_000
    /// What so many units take at the most, in bytes: what a collector declares as its limit of memory.
    public static let memoryLimit: Int64 = 512 << 20

    private let width: Int
    private let limit: Int
    private var places: [UnitMark: Int32] = [:]
    private var marks: [UnitMark] = []
    private var values: [Int32] = []

    /// Makes room for `width` numbers a unit.
    public init(width: Int, limit: Int = UnitRows.limit) {
        self.width = width
        self.limit = limit
    }

    /// How many units there are.
    public var count: Int { marks.count }

    /// Where a unit stands, from 0 in the order in which they came; `isNew` if this is its first row, with all its
    /// numbers at zero. `nil` where there are too many.
    public mutating func place(of mark: UnitMark) -> (place: Int, isNew: Bool)? {
        if let place = places[mark] { return (Int(place), false) }
        guard marks.count < limit else { return nil }
        places[mark] = Int32(marks.count)
        marks.append(mark)
        values.append(contentsOf: repeatElement(0, count: width))
        return (marks.count - 1, true)
    }

    /// The mark of a unit.
    public func mark(at place: Int) -> UnitMark { marks[place] }

    /// One of a unit's numbers.
    public subscript(place: Int, slot: Int) -> Int32 {
        get { values[place * width + slot] }
        set { values[place * width + slot] = newValue }
    }
}

extension UnitRows: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never what a unit's rows say.
    public var description: String { "UnitRows" }
    /// Never what a unit's rows say.
    public var debugDescription: String { description }
    /// Empty, so that reflection shows nothing of it.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
