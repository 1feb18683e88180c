public import Statistics
public import Storage

/// When something is done: the instant, and the day that it is at the office.
public struct Moment: Sendable, Hashable {
    /// The instant.
    public let at: Timestamp
    /// The day, in the office's time zone; what decides whether a submission is late.
    public let today: Day

    /// Takes an instant and its day.
    public init(at: Timestamp, today: Day) {
        self.at = at
        self.today = today
    }
}
