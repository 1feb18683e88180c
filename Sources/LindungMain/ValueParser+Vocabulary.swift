import Arguments
import Collecting
import Rationals
import Statistics
import Workspace

extension ValueParser<Rational> {
    /// An exact number above zero.
    static var positiveRational: Self {
        .reading("an exact number above 0, such as 0.5, 1e-6 or 1/3") { Rational($0).flatMap { $0 > .zero ? $0 : nil } }
    }
}

extension ValueParser<PeriodRange> {
    /// Periods from the first to the last.
    static var periods: Self {
        .reading("periods such as 2024-01..2024-12, or one alone") { PeriodRange($0) }
    }
}

extension ValueParser<PeriodPattern> {
    /// How periods are written.
    static var pattern: Self {
        .reading("a pattern such as yyyy-MM-dd, d/M/yyyy or MMM yyyy") { PeriodPattern($0) }
    }
}

extension ValueParser<Identifier> {
    /// The name of something that Lindung keeps.
    static var identifier: Self {
        .reading("a name of letters, digits, _ and -") { try? Identifier($0) }
    }
}

extension ValueParser<CollectorOptionValue> {
    /// An option of a collector.
    static var collectorOption: Self {
        .reading("an option of the collector and its value, such as rule=youngest") { CollectorOptionValue($0) }
    }
}

/// A condition `COL=V`.
struct ColumnValue: Sendable, Hashable, CustomStringConvertible {
    let column: String
    let value: String
    var description: String { "\(column)=\(value)" }
}

extension ValueParser<ColumnValue> {
    /// A column, an equals sign and a value, which may be empty.
    static var columnValue: Self {
        .reading("a column and a value, such as state=Johor") { text in
            guard let mark = text.firstIndex(of: "="), mark > text.startIndex else { return nil }
            return ColumnValue(column: String(text[..<mark]), value: String(text[text.index(after: mark)...]))
        }
    }
}
