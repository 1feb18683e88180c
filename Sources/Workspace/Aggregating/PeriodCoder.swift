import Aggregation
import Collecting
import Statistics

/// Reads a column of periods, and gathers them to a frequency.
struct PeriodCoder: FieldCoder {
    let pattern: PeriodPattern?
    let frequency: Frequency?

    /// Ordinals reach from about −25,600 to 84,100; codes are not negative.
    private static let offset: Int32 = 1 << 17
    private static let stride: Int32 = 1 << 18

    func code(of field: Span<UInt8>) -> Int32? {
        let text = String(decoding: field.indices.map { field[$0] }, as: UTF8.self)
        guard let written = pattern.map({ $0.period(from: text) }) ?? Period(text) else { return nil }
        guard let frequency, frequency != written.frequency else { return PeriodCoder.code(of: written) }
        guard let period = Period(frequency, containing: written.days.lowerBound), period.contains(written) else {
            return nil
        }
        return PeriodCoder.code(of: period)
    }

    func text(of code: Int32) -> String { PeriodCoder.period(of: code)?.description ?? "" }

    var identity: [String] { ["period", pattern?.text ?? "sdmx", frequency?.rawValue ?? ""] }

    private static func code(of period: Period) -> Int32 {
        let rank = Frequency.allCases.firstIndex(of: period.frequency) ?? 0
        return Int32(rank) * stride + period.ordinal + offset
    }

    /// The period that a code stands for.
    static func period(of code: Int32) -> Period? {
        let rank = Int(code / stride)
        guard Frequency.allCases.indices.contains(rank) else { return nil }
        return Period(Frequency.allCases[rank], ordinal: Int(code % stride - offset))
    }
}
