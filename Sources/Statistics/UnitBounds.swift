/// How far one unit may reach into a dataset: the bounds on which every privacy guarantee rests.
///
/// Adding or removing one unit changes neighbouring data by no more than this.
public struct UnitBounds: Sendable, Hashable {
    /// What one unit is called: `case`, `contact`, `report`, `child`.
    public let name: String
    /// c: the most cells of one table that one unit may touch; 1 … 1,000.
    public let maxCells: Int
    /// a: the most that one unit may add to one cell; 1 … 1,000,000.
    public let maxCount: Int
    /// w: the most periods in which one unit may lie; 1 … 1,000.
    public let maxPeriods: Int

    /// Takes the bounds.
    ///
    /// - Throws: `StatisticsError.outOfRange` for a bound outside its range or an empty name.
    public init(name: String, maxCells: Int = 1, maxCount: Int = 1, maxPeriods: Int = 1) throws(StatisticsError) {
        guard !name.isEmpty else { throw .outOfRange("a unit needs a name, such as case or contact") }
        guard (1...1000).contains(maxCells) else { throw .outOfRange("maxCellsPerUnit must be 1 to 1000") }
        guard (1...1_000_000).contains(maxCount) else { throw .outOfRange("maxCountPerUnit must be 1 to 1000000") }
        guard (1...1000).contains(maxPeriods) else { throw .outOfRange("maxPeriodsPerUnit must be 1 to 1000") }
        self.name = name
        self.maxCells = maxCells
        self.maxCount = maxCount
        self.maxPeriods = maxPeriods
    }
}
