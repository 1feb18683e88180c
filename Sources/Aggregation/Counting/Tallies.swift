/// What became of the rows.
public struct Tallies: Hashable, Sendable {
    /// Records read, headers not counted, malformed ones counted.
    public internal(set) var read = 0
    /// Rows that were counted.
    public internal(set) var used = 0
    /// Rows that a filter kept out.
    public internal(set) var filtered = 0
    /// Rows with a problem.
    public internal(set) var refused = 0
    /// Blank lines, which are no rows.
    public internal(set) var blank = 0

    mutating func add(_ other: Tallies) throws(AggregationError) {
        for number in [\Tallies.read, \.used, \.filtered, \.refused, \.blank] as [WritableKeyPath<Tallies, Int>] {
            let (sum, overflow) = self[keyPath: number].addingReportingOverflow(other[keyPath: number])
            guard !overflow else { throw .overflow }
            self[keyPath: number] = sum
        }
    }
}
