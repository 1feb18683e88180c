extension CollectingContext {
    /// The dataset's period in which a written one lies, as `place` has it; `nil`, and nothing is reported, where it
    /// lies in none that may be taken.
    public func placed(_ written: Period, frequency: Frequency) -> Period? {
        var sink = Nowhere()
        return place(written, frequency: frequency, at: Finding.Location(file: ""), into: &sink)
    }
}

/// A sink that keeps nothing.
private struct Nowhere: CollectingSink {
    mutating func observe(period: Period, codes: [CodeIndex], count: Int64) {}
    mutating func observe(period: Period, codes: [CodeIndex], unit: UnitMark) {}
    mutating func observe(period: Period, section: LevelTuple, codes: [CodeIndex], count: Int64) {}
    mutating func mark(ofKey key: Span<UInt8>, scope: KeyScope) -> UnitMark { UnitMark(0, 0, 0, 0) }
    mutating func cover(_ period: Period, isNil: Bool) {}
    mutating func report(_ finding: Finding) {}
}
