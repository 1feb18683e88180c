/// How often a series has a value (SDMX CL_FREQ).
public enum Frequency: String, Sendable, CaseIterable, Comparable {
    /// Yearly.
    case annual = "A"
    /// By quarter of the calendar year.
    case quarterly = "Q"
    /// By calendar month.
    case monthly = "M"
    /// By ISO 8601 week, Monday to Sunday.
    case weekly = "W"
    /// By day.
    case daily = "D"

    /// Coarser frequencies come first.
    public static func < (left: Frequency, right: Frequency) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .annual: 0
        case .quarterly: 1
        case .monthly: 2
        case .weekly: 3
        case .daily: 4
        }
    }
}
