import Aggregation
import Collecting
import Statistics

extension Finding {
    /// The finding about a row that could not be counted.
    init(_ problem: AggregationProblem, file: String, periodColumn: String?) {
        let location = Location(file: file, row: problem.line, column: problem.field, heading: problem.columnName)
        let value = problem.value ?? ""
        switch problem.kind {
        case .unreadable(let kind):
            self.init(kind, line: problem.line, column: problem.column ?? 1, file: file)
        case .ragged(let expected, let found): self = .raggedRow(found: found, expected: expected, at: location)
        case .missingField, .missingKey: self = .missingValue(at: location)
        case .unknownCode:
            guard let shown = Excerpt.quoting(value) else {
                self = .personalData(at: location)
                return
            }
            if let periodColumn, problem.columnName == periodColumn {
                self.init(
                    .error, .malformedPeriod, at: location,
                    LocalizedText(
                        "\(shown) is no period such as 2024, 2024-Q1, 2024-03 or 2024-03-15, or lies in no period of the frequency asked for; say how periods are written with --period-format",
                        malay:
                            "\(shown) bukan tempoh seperti 2024, 2024-Q1, 2024-03 atau 2024-03-15, atau tidak terletak dalam tempoh yang diminta; nyatakan cara tempoh ditulis dengan --period-format"
                    ))
                return
            }
            self.init(
                .error, .unknownCode, at: location,
                LocalizedText(
                    "\(shown) is no code that was declared for this column; give the code, or read labels with a --mapping",
                    malay:
                        "\(shown) bukan kod yang diisytiharkan bagi lajur ini; beri kodnya, atau baca label dengan --mapping"
                ))
        case .notACount: self = .malformedNumber(value, format: .plain, at: location)
        case .negativeCount: self = .negativeCount(at: location)
        case .absurdCount: self = .absurdCount(limit: .max, at: location)
        }
    }
}
