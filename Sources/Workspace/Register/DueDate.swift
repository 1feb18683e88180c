import Statistics

/// When submissions for a period are due.
struct DueDate: Sendable, Hashable {
    /// The last day on which one is on time.
    let day: Day

    /// `nil` where the dataset names no time.
    init?(_ structure: DatasetStructure, _ period: Period) {
        guard let dueDays = structure.providers?.dueDays,
            let day = Day(daysSince1970: Int(period.days.upperBound.number) + dueDays)
        else { return nil }
        self.day = day
    }

    /// How many days too late something is that arrives on a day; 0 on time.
    func daysLate(on arrival: Day) -> Int { max(0, Int(arrival.number) - Int(day.number)) }
}
