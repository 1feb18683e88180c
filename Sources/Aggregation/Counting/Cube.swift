/// Exact counts over a declared domain.
///
/// They come out only under a label that says so: printing or mirroring a cube shows its shape alone.
public struct Cube: Hashable, Sendable {
    /// The cells.
    public let domain: CubeDomain
    private var cells: [Int64]

    /// A cube of zeros.
    public init(_ domain: CubeDomain) {
        self.domain = domain
        cells = [Int64](repeating: 0, count: domain.cellCount)
    }

    /// Adds to one cell.
    ///
    /// - Parameters:
    ///   - count: What to add.
    ///   - codes: One index a dimension, each in 0 ..< its radix.
    /// - Throws: ``AggregationError/outsideDomain``, or ``AggregationError/overflow`` where the sum does not fit.
    public mutating func add(_ count: Int64 = 1, at codes: some Collection<Int>) throws(AggregationError) {
        guard let index = domain.index(of: codes) else { throw .outsideDomain }
        try add(count, atIndex: index)
    }

    /// Adds to one cell by its index.
    ///
    /// - Parameters:
    ///   - count: What to add.
    ///   - index: In 0 ..< the domain's number of cells.
    /// - Throws: ``AggregationError/outsideDomain``, or ``AggregationError/overflow`` where the sum does not fit.
    public mutating func add(_ count: Int64, atIndex index: Int) throws(AggregationError) {
        guard cells.indices.contains(index) else { throw .outsideDomain }
        let (sum, overflow) = cells[index].addingReportingOverflow(count)
        guard !overflow else { throw .overflow }
        cells[index] = sum
    }

    /// Adds another cube cell by cell; on failure this cube is unchanged.
    ///
    /// - Parameter other: A cube over the same domain.
    /// - Throws: ``AggregationError/mismatch(_:)`` or ``AggregationError/overflow``.
    public mutating func merge(_ other: Cube) throws(AggregationError) {
        guard domain == other.domain else { throw .mismatch("the cubes have different dimensions") }
        var sums = cells
        for index in sums.indices {
            let (sum, overflow) = sums[index].addingReportingOverflow(other.cells[index])
            guard !overflow else { throw .overflow }
            sums[index] = sum
        }
        cells = sums
    }

    /// The exact counts, in the domain's order.
    ///
    /// - Parameter reason: Why raw counts are let out.
    /// - Returns: One count a cell.
    public func counts(releasingRaw reason: RawRelease) -> [Int64] { cells }
}

extension Cube: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The shape, never a count.
    public var description: String { "a cube of \(domain.cellCount) cells" }
    /// The shape, never a count.
    public var debugDescription: String { description }
    /// Empty, so that reflection shows no count.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
