import Collecting

/// What a mapping file says: how a source's file is cut, and how its tables become observations.
///
/// `docs/collectors/tabular.md` describes the file for those who write one.
struct TabularFile: Sendable {
    /// How tables stand in the file.
    enum Arrangement: Sendable {
        /// The file is one table.
        case one(TabularMapping)
        /// Several stand one below the other, each found by its title or headings.
        case stacked([StackedTable])
    }

    let format: RecordFormat
    let encoding: TextEncoding
    let maps: [CodeMap]
    let arrangement: Arrangement

    /// The mappings of its tables.
    var tables: [TabularMapping] {
        switch arrangement {
        case .one(let mapping): [mapping]
        case .stacked(let tables): tables.map(\.mapping)
        }
    }

    /// Whether every row of every table is one sighting of a unit.
    var readsRecords: Bool { tables.contains { $0.readsRecords } }
}

/// How one table becomes observations.
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
        /// A map of the mapping file, which gives it as the code of this place among its codes.
        case map(CodeMap, number: Int, place: Int)
        /// A column with several words, of a dimension of which a unit may have several codes.
        case words(Column, CodeMatcher, separator: Character, empty: CodeIndex?, most: Int?)
        /// A column a code, each with a yes or no.
        case flags(MentionFlags, empty: CodeIndex?, most: Int?)
    }

    /// Columns that say yes or no, each for one code.
    struct MentionFlags: Sendable {
        let columns: [(column: Column, code: CodeIndex)]
        let yes: Set<String>
        let no: Set<String>

        /// Whether an answer is yes; `nil` if it is neither. Case does not matter.
        func answer(_ word: String) -> Bool? {
            let word = word.lowercased()
            return yes.contains(word) ? true : no.contains(word) ? false : nil
        }
    }

    /// Which rows are totals in a dimension.
    struct TotalWords: Sendable {
        /// Words of the dimension's column that stand for a sum.
        let words: Set<String>
        /// Whether a code that stands for the sum of others makes a total too.
        let takesCodes: Bool
        /// Of which code a word stands for the sum: a column that names it; of all codes where there is none.
        let of: (column: Column, matcher: CodeMatcher)?
    }

    /// Where the period comes from.
    enum PeriodSource: Sendable {
        /// Every row is for one period; `nil` if it is the one that the submission is declared for.
        case constant(Period?)
        /// A column, as SDMX writes periods (no pattern) or in a pattern.
        case column(Column, PeriodPattern?)
        /// Every column whose heading is a period holds the counts of that period.
        case headings(PeriodPattern?)
        /// Its parts stand in several places.
        case parts(PeriodParts)
        /// It stands in the lines above the headings.
        case title(PeriodPattern)
    }

    /// Where the count comes from.
    enum CountSource: Sendable {
        /// Every row is one unit.
        case rows
        /// A column.
        case column(Column)
        /// The columns whose headings are periods.
        case periodColumns
        /// Every row is a sighting of the unit whose key stands in a column.
        case units(key: Column, scope: KeyScope)
    }

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
    /// How numbers become counts.
    var scale = CountScale.plain
    /// A column that says in what numbers are given.
    var unit: UnitColumn?
    /// One a dimension: which rows are totals.
    var totals: [TotalWords?] = []
    /// The column that holds the sum of the period columns.
    var totalColumn: Column?
    /// What is done about totals that are not the sums of their parts.
    var check = TotalsCheck.Mode.warn
}

extension TabularMapping {
    /// Whether some column is known by its heading, so that the line of the headings is one if it is found there.
    var knowsHeadings: Bool {
        if case .headings = period { return true }
        if case .parts(let parts) = period, parts.heading != nil { return true }
        var columns = (keep + skip).map(\.column) + [unit?.column, totalColumn].compactMap(\.self)
        if case .column(let column, _) = period { columns.append(column) }
        if case .column(let column) = count { columns.append(column) }
        if case .units(let column, _) = count { columns.append(column) }
        for source in codes {
            switch source {
            case .column(let column, _, _), .words(let column, _, _, _, _): columns.append(column)
            case .map(let map, _, _): columns += map.columns
            case .flags(let flags, _, _): columns += flags.columns.map(\.column)
            case .constant: break
            }
        }
        return columns.contains { if case .heading = $0 { true } else { false } }
    }

    /// Whether every row is one sighting of a unit.
    var readsRecords: Bool { count.readsRecords }

    /// Whether a row is no more than one word a dimension, one period and counts as they stand, or counts by period.
    var isPlain: Bool {
        switch period {
        case .constant, .column, .headings: break
        case .parts, .title: return false
        }
        if case .units = count { return false }
        guard scale.isPlain, unit == nil, totalColumn == nil, totals.allSatisfy({ $0 == nil }) else { return false }
        return codes.allSatisfy { source in
            switch source {
            case .constant, .column: true
            case .map, .words, .flags: false
            }
        }
    }

    /// Whether the period, or a part of it, stands in the lines above the headings.
    var readsLinesAbove: Bool {
        switch period {
        case .title: true
        case .parts(let parts):
            parts.sources.contains {
                switch $0.place {
                case .title, .above: true
                case .column, .value: false
                }
            }
        case .constant, .column, .headings: false
        }
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
