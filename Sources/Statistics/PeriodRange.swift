/// Consecutive periods of one frequency, from the first to the last.
public struct PeriodRange: Hashable, Sendable {
    /// The first period.
    public let first: Period
    /// The last period, not before the first and of the same frequency.
    public let last: Period

    /// Takes both ends; `nil` if their frequencies differ or the last is before the first.
    public init?(_ first: Period, _ last: Period) {
        guard let distance = first.distance(to: last), distance >= 0 else { return nil }
        self.first = first
        self.last = last
    }

    /// Reads `2024-01..2024-12`, or one period alone.
    public init?(_ text: some StringProtocol) {
        let whole = String(text)
        if let single = Period(whole) {
            self.init(single, single)
            return
        }
        let bytes = Array(whole.utf8)
        guard let dots = bytes.indices.dropLast().first(where: { bytes[$0] == 0x2E && bytes[$0 + 1] == 0x2E }),
            let start = String(validating: bytes[..<dots], as: UTF8.self).flatMap({ Period($0) }),
            let end = String(validating: bytes[(dots + 2)...], as: UTF8.self).flatMap({ Period($0) })
        else { return nil }
        self.init(start, end)
    }

    /// The frequency of every period in the range.
    public var frequency: Frequency { first.frequency }

    /// The days from the first of the first period to the last of the last.
    public var days: ClosedRange<Day> { first.days.lowerBound...last.days.upperBound }

    /// Where a period stands in the range, from 0; `nil` if it is not in it.
    public func index(of period: Period) -> Int? {
        guard let distance = first.distance(to: period), (0..<count).contains(distance) else { return nil }
        return distance
    }
}

extension PeriodRange: RandomAccessCollection {
    /// 0.
    public var startIndex: Int { 0 }
    /// How many periods there are, at least 1.
    public var endIndex: Int { Int(last.ordinal) - Int(first.ordinal) + 1 }
    /// The period at a place, from 0.
    public subscript(position: Int) -> Period {
        precondition(indices.contains(position), "no period at this place")
        return first.advanced(by: position) ?? last
    }
}

extension PeriodRange: CustomStringConvertible {
    /// `2024-01..2024-12`, or the period alone if it is one.
    public var description: String { first == last ? "\(first)" : "\(first)..\(last)" }
}
