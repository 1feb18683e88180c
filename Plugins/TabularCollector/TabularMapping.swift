import Collecting

/// What a mapping file says: how a source's table becomes observations.
///
/// `docs/collectors/tabular.md` describes the file for those who write one.
struct TabularMapping: Sendable {
    /// A column, by its heading or by its number from 1.
    enum Column: Sendable, Hashable {
        case heading(String)
        case number(Int)
    }

    /// A condition on one column of a row.
    struct Condition: Sendable {
        let column: Column
        let values: Set<String>
        let starts: [String]

        func holds(for value: String) -> Bool {
            values.contains(value) || starts.contains { value.hasPrefix($0) }
        }
    }

    /// Where the code of one dimension comes from.
    enum CodeSource: Sendable {
        /// The same code in every row.
        case constant(CodeIndex)
        /// A column, whose words a matcher knows; `empty` is what an empty or missing one stands for.
        case column(Column, CodeMatcher, empty: CodeIndex?)
    }

    /// Where the period comes from.
    enum PeriodSource: Sendable {
        /// Every row is for one period; `nil` if it is the one that the submission is declared for.
        case constant(Period?)
        /// A column, as SDMX writes periods (no pattern) or in a pattern.
        case column(Column, PeriodPattern?)
        /// Every column whose heading is a period holds the counts of that period.
        case headings(PeriodPattern?)
    }

    /// Where the count comes from.
    enum CountSource: Sendable {
        /// Every row is one unit.
        case rows
        /// A column.
        case column(Column)
        /// The columns whose headings are periods.
        case periodColumns
    }

    let format: RecordFormat
    let encoding: TextEncoding
    /// The line of the headings, from 1; 0 if there are none.
    let headerLine: Int
    let numbers: NumberFormat
    let missing: Set<String>
    let keep: [Condition]
    let skip: [Condition]
    /// One a dimension, in the structure's order.
    let codes: [CodeSource]
    let period: PeriodSource
    let count: CountSource
    /// Whether rows of equal period and codes are added up rather than refused.
    let addsDuplicates: Bool
}

extension TabularMapping {
    /// Whether some column is known by its heading, so that the line of the headings is one if it is found there.
    var knowsHeadings: Bool {
        if case .headings = period { return true }
        var columns = (keep + skip).map(\.column)
        if case .column(let column, _) = period { columns.append(column) }
        if case .column(let column) = count { columns.append(column) }
        for case .column(let column, _, _) in codes { columns.append(column) }
        return columns.contains { if case .heading = $0 { true } else { false } }
    }

    /// The period that a text names, as SDMX writes it or in a pattern.
    static func period(from text: String, _ pattern: PeriodPattern?) -> Period? {
        if let pattern { pattern.period(from: text) } else { Period(text) }
    }

    /// How people are told what a period should look like.
    static func words(for pattern: PeriodPattern?) -> String {
        pattern.map { "\($0.text) (\($0.example))" } ?? "2024, 2024-Q1, 2024-03, 2024-W09, 2024-03-15"
    }
}
